"""The lock file of dates: what is written is read, and a row that is wrong is named with its line."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.dates import DateExpression
from kg.reading.dates_file import dates_csv, read_dates_csv

DATES = [
    DateExpression("1-1-1-1", 0, 4, "1999"),
    DateExpression("1-1-1-1", 9, 22, "1999-04", "mid-month", "1-1-1-1"),
]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(dates_csv(DATES))
    rows = read_dates_csv(path)
    assert [row.expression for row in rows] == DATES
    assert [row.line for row in rows] == [2, 3]
    assert path.read_text().splitlines()[2] == "1-1-1-1,9,22,1999-04,mid-month,1-1-1-1"


@pytest.mark.parametrize(
    "row", ["1-1-1-2,5,5,1999,,", "1-1-1-2,-1,5,1999,,", "1-1-1-2,05,9,1999,,", "1-1-1-2,5,9,,,", ",5,9,1999,,"]
)
def test_a_row_that_is_none_is_named(row: str, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(dates_csv(DATES) + row + "\n")
    with pytest.raises(InputError, match=r"d\.csv:4: is no row of an expression of time"):
        read_dates_csv(path, Path("d.csv"))


def test_rows_do_not_overlap(tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(dates_csv(DATES) + "1-1-1-1,21,25,1999,,\n")
    with pytest.raises(InputError, match=r"dates\.csv:4: begins before the expression of line 3 ends"):
        read_dates_csv(path)
