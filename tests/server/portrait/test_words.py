"""Dates in words, and verbs in the right number."""

import pytest

from server.portrait.dates import phrase_of
from server.portrait.parts import Part
from server.portrait.plural import is_plural


@pytest.mark.parametrize(
    ("edtf", "convention", "words"),
    [
        ("1965-06-22", "", "on 22 June 1965"),
        ("2012-06", "", "in June 2012"),
        ("1998", "", "in 1998"),
        ("1966~", "convention-around", "around 1966"),
        ("2011-12/..", "", "since December 2011"),
        ("1966/1971", "", "from 1966 to 1971"),
        ("1994~/1996~", "convention-around", "from around 1994 to around 1996"),
        ("2012", "convention-mid-year", "in the middle of 2012"),
        ("1999-02", "convention-early-month", "in early February 1999"),
        ("1999-04", "convention-mid-month", "in mid-April 1999"),
        ("1998-08", "convention-late-month", "in late August 1998"),
        ("../1998-02-25", "convention-just-before", "in the year up to 25 February 1998"),
        ("1998-13", "", "(1998-13)"),
        ("<b>", "", "(<b>)"),
    ],
)
def test_dates_are_said_in_words(edtf: str, convention: str, words: str) -> None:
    assert phrase_of(edtf, convention) == words


@pytest.mark.parametrize(
    ("name", "address", "plural"),
    [
        ("Relations between South Korea and Japan", "", True),
        ("Visit of two ministers", "", False),
        ("US-Japan Defense Guidelines", "", True),
        ("United States", "/id/state/united-states", False),
        ("Tokdo Islands", "/id/place/tokdo", True),
        ("Ministry of Foreign Affairs", "/id/organisation/mofa", False),
        ("Developing relations with Japan", "", False),
        ("Rise of China", "", False),
        ("Koizumi's visits", "", True),
        ("Nuclear crisis", "", False),
        ("First economic plan begins to progress", "", False),
        ("", "", False),
    ],
)
def test_a_verb_agrees_with_a_name(name: str, address: str, plural: bool) -> None:
    assert is_plural(Part(name, address)) == plural
