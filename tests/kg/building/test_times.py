"""Every row of the table of conventions, and every date that has no bounds."""

from datetime import date

import pytest

from kg.building.times import CONVENTIONS, bounds
from kg.errors import InputError

TABLE = [
    ("2009-04-23", None, "2009-04-23", "2009-04-23", "2009-04-23", "2009-04-23"),
    ("1998-10", None, "1998-10-01", "1998-10-31", "1998-10-01", "1998-10-31"),
    ("2012", None, "2012-01-01", "2012-12-31", "2012-01-01", "2012-12-31"),
    ("2012-02", None, "2012-02-01", "2012-02-29", "2012-02-01", "2012-02-29"),
    ("2012-06-26/2012-06-29", None, "2012-06-26", "2012-06-26", "2012-06-29", "2012-06-29"),
    ("1962/1966-03", None, "1962-01-01", "1962-12-31", "1966-03-01", "1966-03-31"),
    ("1964-05/..", None, "1964-05-01", "1964-05-31", "1964-05-01", None),
    ("1966~", "around", "1965-01-01", "1967-12-31", "1965-01-01", "1967-12-31"),
    ("1994~/1996~", "around", "1993-01-01", "1995-12-31", "1995-01-01", "1997-12-31"),
    ("1970/1973~", "around", "1970-01-01", "1970-12-31", "1972-01-01", "1974-12-31"),
    ("1977~/1979", "around", "1976-01-01", "1978-12-31", "1979-01-01", "1979-12-31"),
    ("1966~/..", "around", "1965-01-01", "1967-12-31", "1965-01-01", None),
    ("2012", "mid-year", "2012-05-01", "2012-06-30", "2012-06-30", "2012-08-31"),
    ("1999-02", "early-month", "1999-02-01", "1999-02-10", "1999-02-01", "1999-02-10"),
    ("1999-04", "mid-month", "1999-04-11", "1999-04-20", "1999-04-11", "1999-04-20"),
    ("1999-02", "late-month", "1999-02-21", "1999-02-28", "1999-02-21", "1999-02-28"),
    ("../1998-02-25", "just-before", "1997-02-25", "1998-02-25", "1997-02-25", "1998-02-25"),
    ("../2012-02-29", "just-before", "2011-02-28", "2012-02-29", "2011-02-28", "2012-02-29"),
]


@pytest.mark.parametrize(("when", "convention", "a", "b", "c", "d"), TABLE)
def test_the_table(when: str, convention: str | None, a: str, b: str, c: str, d: str | None) -> None:
    found = bounds(when, convention)
    days = (found.begin_earliest, found.begin_latest, found.end_earliest, found.end_latest)
    assert days == (*(date.fromisoformat(day) for day in (a, b, c)), date.fromisoformat(d) if d else None)


@pytest.mark.parametrize("year", range(1896, 2105, 4))
def test_bounds_are_in_order_in_leap_years_and_others(year: int) -> None:
    for when in (f"{year}-02", f"{year}/{year + 1}", f"{year}-02-28/{year}-03"):
        found = bounds(when)
        assert found.end_latest is not None
        assert found.begin_earliest <= found.begin_latest <= found.end_latest
        assert found.begin_earliest <= found.end_earliest <= found.end_latest


def test_what_is_attested_has_not_ended_by_then() -> None:
    assert bounds("1999/..", attested_until=date(2014, 7, 4)).end_earliest == date(2014, 7, 4)
    assert bounds("1999/..", attested_until=date(2014, 7, 4)).end_latest is None


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_no_convention_takes_every_date(convention: str) -> None:
    with pytest.raises(InputError):
        bounds("2012-06-26/2012-06-29", convention)


@pytest.mark.parametrize(
    ("when", "convention", "says"),
    [
        ("1995/", None, "unknown end"),
        ("/1998", None, "unknown end"),
        ("../1998-02-25", None, "no beginning"),
        ("../..", None, "no beginning"),
        ("../1998-02", "just-before", "takes ../DAY"),
        ("1998-02-25", "just-before", "takes ../DAY"),
        ("1966~", None, "has the mark ~"),
        ("1966~", "mid-year", "has the mark ~"),
        ("1966", "around", "lacks the mark ~"),
        ("2012-06~", "around", "month or day"),
        ("1966?", None, "uncertain"),
        ("1966%", "around", "uncertain"),
        ("199X", None, "neither a day"),
        ("2012-21", None, "neither a day"),
        ("-0100", None, "neither a day"),
        ("{1960, 1961}", None, "neither a day"),
        ("2012-06-29T10:00:00Z", None, "neither a day"),
        ("2014/2012", None, "ends before it begins"),
        ("2012", "mid-month", "takes one month"),
        ("2012-06", "mid-year", "takes one year"),
        ("2012-06/..", "early-month", "takes one month"),
        ("2012", "moment", "says it all"),
        ("2012", "noon", "not a convention"),
        ("2012-13", None, "not EDTF"),
        ("2012-02-30", None, "not EDTF"),
        ("mid-1990s", None, "not EDTF"),
        ("", None, "not EDTF"),
        ("0000", None, "no year"),
        ("9999~", "around", "no year"),
    ],
)
def test_a_date_without_bounds_is_refused(when: str, convention: str | None, says: str) -> None:
    with pytest.raises(InputError, match=says):
        bounds(when, convention)


@pytest.mark.parametrize(("when", "until"), [("2012", date(2013, 1, 1)), ("2012/..", date(2011, 12, 31))])
def test_only_what_is_open_is_attested_and_after_its_beginning(when: str, until: date) -> None:
    with pytest.raises(InputError, match="attested"):
        bounds(when, attested_until=until)
