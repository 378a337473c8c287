"""Dates in EDTF read as people write them."""

import pytest

from server.pages.dates import in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2012-06", "June 2012"),
        ("2012-06-29", "29 June 2012"),
        ("1965", "1965"),
        ("1966~", "around 1966"),
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
