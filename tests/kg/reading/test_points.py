"""Years, months and days, and what lies before and after them."""

import pytest

from kg.reading.points import Point


@pytest.mark.parametrize(
    ("point", "unit", "count", "edtf"),
    [
        (Point(1972, 11), "year", 1, "1973"),
        (Point(1972, 11, 3), "year", 0, "1972"),
        (Point(1997, 9), "month", 1, "1997-10"),
        (Point(1997, 12, 31), "month", 1, "1998-01"),
        (Point(1997, 1), "month", -1, "1996-12"),
        (Point(1998, 9, 1), "day", -1, "1998-08-31"),
        (Point(2000, 2, 28), "day", 1, "2000-02-29"),
    ],
)
def test_moving(point: Point, unit: str, count: int, edtf: str) -> None:
    assert point.moved(unit, count).edtf == edtf


def test_what_a_point_is_known_to() -> None:
    assert [unit for unit in ("year", "month", "day") if Point(1997, 9).is_known_to(unit)] == ["year", "month"]


def test_a_day_that_no_calendar_has() -> None:
    with pytest.raises(ValueError, match="day"):
        Point(1999, 2, 30)
