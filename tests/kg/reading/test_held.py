"""The lock files of what sentences hold: made of a text, and each stale row of them named."""

from pathlib import Path

import pytest

from kg.reading.held import lock_files, stale_rows
from kg.reading.normalisation import sentence_hash
from kg.reading.passages import Passage

TEXT = "Three tugs sank. One tug was the first."


@pytest.fixture
def passages() -> list[Passage]:
    spans = ((0, 16), (17, 39))
    return [
        Passage(f"1-0-1-{number}", 1, 0, 1, 1, number, "sentence", (span,), sentence_hash(TEXT[slice(*span)]))
        for number, span in enumerate(spans, start=1)
    ]


@pytest.fixture
def folder(passages: list[Passage], tmp_path: Path) -> Path:
    """A folder with the lock files of these two passages."""
    for name, content in lock_files(tmp_path, passages, TEXT, {}).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_what_was_just_written_is_not_stale(folder: Path, passages: list[Passage]) -> None:
    assert "1-0-1-1,0,5,3,cardinal" in (folder / "numbers.csv").read_text(encoding="utf-8")
    assert stale_rows(folder, passages, TEXT, {}) == []


def test_a_changed_row_is_named_as_it_is_and_as_it_should_be(folder: Path, passages: list[Passage]) -> None:
    path = folder / "numbers.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",5,3,", ",5,4,"), encoding="utf-8")
    assert stale_rows(folder, passages, TEXT, {}) == [
        "numbers.csv: the text does not give the row 1-0-1-1,0,5,4,cardinal",
        "numbers.csv: the text gives the row 1-0-1-1,0,5,3,cardinal, which is not there",
    ]


def test_rows_in_another_order_and_a_missing_file_are_named(folder: Path, passages: list[Passage]) -> None:
    path = folder / "numbers.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *reversed(rows)]) + "\n", encoding="utf-8")
    assert stale_rows(folder, passages, TEXT, {}) == ["numbers.csv: its rows stand in another order or form"]
    path.unlink()
    assert stale_rows(folder, passages, TEXT, {}) == ["numbers.csv is not there; run `kg read --text FILE`"]
