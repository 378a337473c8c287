"""What was measured is told as a table and a picture; a cell that went wrong is struck out."""

from pathlib import Path
from typing import Any

from tests.benchmarks.figures import markdown
from tests.benchmarks.growth import draw
from tests.benchmarks.load import Turn


def cell(ratio: float, fault: str = "") -> dict[str, Any]:
    of_one = {"rate": 1000.0, "p50": 1.0, "p99": 2.0, "again": 0.25, "memory": 100}
    return {
        "ours": {**of_one, "rate": 1000.0 * ratio, "fault": fault},
        "oxigraph": {**of_one, "fault": ""},
        "ratio": ratio,
        "ratios": [ratio, ratio],
    }


def figures(fault: str = "") -> dict[str, Any]:
    server = {"load": 1.0, "first answer": 1.0, "at rest": 90, "at most": 100}
    size = {
        "busy": 0.1,
        "servers": {"ours": server, "oxigraph": server},
        "kinds": {"join": {"rows": 5.0, "distinct": cell(0.5, fault)}},
    }
    return {
        "machine": {"cores": 2, "memory": 8},
        "tools": {"wrk": "4"},
        "seed": 1,
        "connections": 8,
        "seconds": 1,
        "rounds": 1,
        "warm up": 1,
        "asks": {"join": "a join"},
        "sizes": {"80k": {**size, "quads": 80_000}, "800k": {**size, "quads": 800_000}},
    }


def test_the_table_has_ratio_target_and_share_of_repeated_things() -> None:
    (at_80k, at_800k) = (line for line in markdown(figures()).splitlines() if line.startswith("| join"))
    assert "| 0.50 (0.50 to 0.50) |  | 25% |" in at_80k
    assert "| 0.50 (0.50 to 0.50) | 0.9 | 25% |" in at_800k


def test_a_cell_with_refusals_is_struck_out() -> None:
    assert "~~0.50 (0.50 to 0.50)~~ 3 answers were refusals" in markdown(
        figures("3 answers were refusals, 0 were lost")
    )


def test_a_turn_with_a_refusal_a_lost_answer_or_none_at_all_does_not_count() -> None:
    def turn(requests: int = 5, refused: int = 0, lost: int = 0) -> Turn:
        return Turn(requests, 1.0, 0, 1.0, 1.0, requests, 0, refused, lost)

    assert not turn().fault
    assert turn(refused=1).fault
    assert turn(lost=1).fault
    assert turn(requests=0).fault


def test_the_picture_is_the_same_for_the_same_figures(tmp_path: Path) -> None:
    draw(figures(), tmp_path / "one.svg")
    draw(figures(), tmp_path / "two.svg")
    drawn = (tmp_path / "one.svg").read_bytes()
    assert drawn == (tmp_path / "two.svg").read_bytes()
    assert b"memory at most" in drawn
