"""Days as points of time, and stretches of time between four bounds."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.picture.times import Stretch, begin_of, end_of, joined

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 30))


@given(DAYS, DAYS)
def test_later_days_are_later_points(one: date, other: date) -> None:
    first, second = sorted((one, other))
    begins = begin_of(first.isoformat()), begin_of(second.isoformat())
    assert begins[0] is not None
    assert begins[1] is not None
    assert (begins[0] < begins[1]) == (first < second)
    assert first.year <= begins[0] < first.year + 1


@given(DAYS)
def test_a_day_has_a_length(day: date) -> None:
    begin, end = begin_of(day.isoformat()), end_of(day.isoformat())
    assert begin is not None
    assert end is not None
    assert 0 < end - begin < 1 / 364


def test_a_year_is_known_beyond_those_that_the_library_knows() -> None:
    assert begin_of("-0044-01-01") == -44
    assert begin_of("12012-07-02Z") == pytest.approx(12012.5, abs=0.01)


@pytest.mark.parametrize(
    "text", ["", "2012", "2012-06", "2012-13-01", "2011-02-29", "2012-06-00", "<b>", "２０１２-01-01"]
)
def test_what_is_no_day_has_no_place(text: str) -> None:
    assert begin_of(text) is None
    assert Stretch.of(text, "2012-01-01", "2012-01-01", "2012-01-01") is None


def test_a_stretch_without_an_end_reaches_as_far_as_is_told() -> None:
    open_ended = Stretch.of("2011-12-01", "2011-12-31", "2012-08-01", None)
    assert open_ended is not None
    assert open_ended.end_latest is None
    assert open_ended.last == pytest.approx(2012.58, abs=0.01)


def test_bounds_that_are_not_told_lie_between_those_that_are() -> None:
    assert Stretch.of("2012-01-01", None, None, "2012-12-31") == Stretch.of(
        "2012-01-01", "2012-12-31", "2012-01-01", "2012-12-31"
    )


@pytest.mark.parametrize(
    "bounds",
    [
        ("2012-02-01", "2012-01-01", "2012-03-01", "2012-03-01"),
        ("2012-01-01", "2012-01-01", "2012-03-01", "2012-02-01"),
        ("2012-01-01", "2012-05-01", "2012-02-01", "2012-02-01"),
    ],
)
def test_bounds_out_of_order_are_no_stretch(bounds: tuple[str, str, str, str]) -> None:
    assert Stretch.of(*bounds) is None


def test_terms_that_follow_each_other_are_one_stretch() -> None:
    terms = [
        Stretch.of(*(begin, begin, end, end))
        for begin, end in (("1993-02-25", "1998-02-24"), ("1988-02-25", "1993-02-24"), ("2008-02-25", "2013-02-24"))
    ]
    first, second = joined(term for term in terms if term is not None)
    assert (round(first.begin_earliest), round(first.last)) == (1988, 1998)
    assert (round(second.begin_earliest), round(second.last)) == (2008, 2013)
