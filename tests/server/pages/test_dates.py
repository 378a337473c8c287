"""Dates in EDTF read as people write them."""

import pytest

from server.pages.dates import in_words, phrase_of


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2012-06", "June 2012"),
        ("2012-06-29", "29 June 2012"),
        ("1965", "1965"),
        ("1966~", "around 1966"),
        ("1966?", "around 1966"),
        ("2011-12/..", "since December 2011"),
        ("../2012-06-29", "before 29 June 2012"),
        ("1994~/1996~", "around 1994 to around 1996"),
        ("2008-02-25/2013-02-24", "25 February 2008 to 24 February 2013"),
        ("2012-13", "2012-13"),
        ("199X", "199X"),
        ("", ""),
    ],
)
def test_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


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
def test_phrase_of(edtf: str, convention: str, words: str) -> None:
    assert phrase_of(edtf, convention) == words
