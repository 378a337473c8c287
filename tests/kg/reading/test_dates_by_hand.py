"""What the rules cannot know is settled by hand, with a reason; a row that is not needed is an error."""

from pathlib import Path

import pytest

from kg.errors import Findings, InputError
from kg.reading.dates import DateExpression
from kg.reading.dates_by_hand import read_dates_by_hand, settle

HEAD = "passage,start,end,edtf,convention,anchor,reason\n"
WHY = "the rules cannot know"
SENTENCES = {"1-1-1-1": "Two years later it rained in 1999.", "1-1-1-2": "It snowed."}
LATER, YEAR = DateExpression("1-1-1-1", 0, 15, ""), DateExpression("1-1-1-1", 29, 33, "1999")


def settled(folder: Path, rows: str, *found: DateExpression) -> list[DateExpression]:
    path = folder / "dates-by-hand.csv"
    path.write_text(HEAD + rows)
    return settle(found, read_dates_by_hand(path), SENTENCES)


def test_a_row_gives_an_expression_its_date(tmp_path: Path) -> None:
    rows = settled(tmp_path, f"1-1-1-1,0,15,1997,,1-1-1-2,{WHY}\n", LATER, YEAR)
    assert rows == [DateExpression("1-1-1-1", 0, 15, "1997", "", "1-1-1-2"), YEAR]


def test_a_row_without_a_date_says_that_there_is_none(tmp_path: Path) -> None:
    assert settled(tmp_path, f"1-1-1-1,0,15,,,,{WHY}\n", LATER, YEAR) == [YEAR]


def test_a_row_may_add_what_the_rules_do_not_see(tmp_path: Path) -> None:
    rows = settled(tmp_path, f"1-1-1-2,0,2,2001,,,{WHY}\n", YEAR)
    assert rows == [YEAR, DateExpression("1-1-1-2", 0, 2, "2001")]


def test_what_nothing_resolves_is_told(tmp_path: Path) -> None:
    with pytest.raises(Findings) as raised:
        settled(tmp_path, "", LATER, YEAR)
    (line,) = raised.value.findings
    assert line.startswith("passage:1-1-1-1, characters 0 to 15: no earlier date of the paragraph says when")


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("1-1-1-1,29,33,1999,,,", "the rules find this date by themselves. Drop the row."),
        ("1-1-1-1,16,20,,,,", "the rules find no date there. Drop the row."),
        ("1-1-1-9,0,2,1999,,,", "there is no passage:1-1-1-9."),
        ("1-1-1-2,0,99,1999,,,", "passage:1-1-1-2 has only 10 characters."),
        ("1-1-1-2,0,2,1999,,9-9-9-9,", "there is no passage:9-9-9-9 to reckon from."),
    ],
)
def test_a_row_that_is_wrong_or_not_needed_is_named(row: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(Findings) as raised:
        settled(tmp_path, row + WHY + "\n", YEAR)
    (line,) = raised.value.findings
    assert f"dates-by-hand.csv:2: {what}" in line


@pytest.mark.parametrize(("row", "what"), [("1-1-1-1,4,4,1999,,,", "no run"), ("1-1-1-1,0,4,1999,,,", "no reason")])
def test_a_row_has_a_run_of_characters_and_a_reason(row: str, what: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=what) as raised:
        settled(tmp_path, row + ("x" if what == "no reason" else WHY) + "\n")
    assert raised.value.line == 2


def test_no_file_is_no_row(tmp_path: Path) -> None:
    assert read_dates_by_hand(tmp_path / "dates-by-hand.csv") == []
