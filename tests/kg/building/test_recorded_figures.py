"""Figures of coverage are recorded; what got worse is named, what got better is not."""

from pathlib import Path

import pytest

from kg.building.coverage import Coverage
from kg.building.recorded_figures import read_record, record_json, record_of, worse_figures
from kg.errors import InputError


def test_a_record_is_read_as_it_was_written(coverage: Coverage, tmp_path: Path) -> None:
    record = record_of(coverage)
    assert record["the whole article"]["numbers open"] == 1
    assert record["part 1, section 2"]["passages undecided"] == 1
    (tmp_path / "coverage.json").write_text(record_json(record), encoding="utf-8")
    assert read_record(tmp_path / "coverage.json") == record


def test_the_same_and_better_figures_are_fine(coverage: Coverage) -> None:
    now = record_of(coverage)
    assert worse_figures(now, now) == []
    assert worse_figures({"the whole article": {"claims": 1, "numbers open": 9}}, now) == []


def test_each_figure_that_got_worse_is_one_line(coverage: Coverage) -> None:
    recorded = {"the whole article": {"claims": 9, "numbers open": 0, "dates used": 5}, "part 9": {"dates used": 1}}
    assert worse_figures(recorded, record_of(coverage)) == [
        "coverage of the whole article: claims was 9, is 5",
        "coverage of the whole article: numbers open was 0, is 1",
        "coverage of part 9: dates used was 1, is 0",
    ]


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": {"smiles": 1}}', '{"a": {"claims": "1"}}'])
def test_what_is_no_record_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "coverage.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="is no record of coverage"):
        read_record(tmp_path / "coverage.json")
