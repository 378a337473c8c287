"""An error is one line that reads as sentences: place, what is wrong, what to do."""

import pytest

from kg.errors import InputError


@pytest.mark.parametrize(
    ("what", "advice", "line"),
    [
        ("a blank node", "Name it.", "x.ttl:3: a blank node. Name it."),
        ("a blank node.", "Name it.", "x.ttl:3: a blank node. Name it."),
        ("a blank node", "", "x.ttl:3: a blank node"),
    ],
)
def test_what_is_wrong_and_the_advice_are_two_sentences(what: str, advice: str, line: str) -> None:
    assert str(InputError(what, path="x.ttl", line=3, advice=advice)) == line
