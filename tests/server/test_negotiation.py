"""Which offer an Accept header gets: a table of cases, and no header that breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.negotiation import MediaRange, choose, parse_accept

OFFERS = ("application/json", "text/csv", "text/turtle", "text/html")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/turtle, text/csv", "text/csv"),
        ("text/turtle;q=0.9, text/csv;q=0.8", "text/turtle"),
        ("text/turtle;q=0.9,text/csv; Q=0.91", "text/csv"),
        ("text/*;q=0.5, text/csv;q=0.1", "text/turtle"),
        ("*/*;q=0.1, text/html", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*, application/json;q=0", "text/csv"),
        ("text/csv;q=0, text/turtle;q=0, */*;q=0", None),
        ("image/png", None),
        ("*/csv", None),
        ("text/csv;charset=utf-8", "text/csv"),
        ('text/csv; charset="utf-8"; q=0.5, text/turtle;q=0.4', "text/csv"),
        ('text/csv;x="a,b;q=0";q=1', "text/csv"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted", text/turtle;q=0.3', "text/turtle"),
        ("text/csv;q=1.000", "text/csv"),
        ("text/csv;q=2, text/turtle;q=0.2", "text/turtle"),
        ("text/csv;q=x, text/turtle", "text/turtle"),
        ("text/csv;q=0.1234, text/turtle;q=0.2", "text/turtle"),
        (",,, text/csv ,,", "text/csv"),
        ("garbage", "application/json"),
        ("garbage, text/turtle", "text/turtle"),
        (";;;,///,q=1", "application/json"),
        ("text/csv;level, text/turtle", "text/turtle"),
        ("text / csv, text/turtle;q=0.1", "text/turtle"),
        ("text/csv text/html, text/turtle;q=0.1", "text/turtle"),
        ("*", "application/json"),
        ("*;q=0.5, text/csv", "text/csv"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "text/html"),
        ("image/gif, *; q=.2, */*; q=.2", "application/json"),
        ("text/csv;q=.9, text/turtle;q=.95", "text/turtle"),
        ("text/csv;q=0.33333, text/turtle;q=0.33334", "text/turtle"),
        ("text/csv;q=0., text/turtle;q=.1", "text/turtle"),
        ("text/csv;q=., text/turtle;q=.1", "text/turtle"),
        ("text/csv;q=-1, text/turtle;q=.1", "text/turtle"),
        ("text/csv;q=1e0, text/turtle;q=.1", "text/turtle"),
        ("text/csv;q=١, text/turtle;q=.1", "text/turtle"),
        ('text/csv;q="0.9", text/turtle;q=.1', "text/turtle"),
        ("text/csv;q=0.5;ext=1, text/turtle;q=0.4", "text/csv"),
        ("text/csv;header=absent;q=0.1, text/turtle;q=0.2", "text/turtle"),
        ("text/turtle;q=0.1, text/*;q=0.2, */*;q=0.9", "application/json"),
        ("text/*;q=0, */*;q=0.1", "application/json"),
        ("*/*;q=0, text/html;q=0.001", "text/html"),
        ('"text/csv", text/turtle', "text/turtle"),
        ('text/csv;x="never closed, text/turtle', "application/json"),
        ("image/png," * 100 + "text/csv", None),
    ],
)
def test_the_best_offer_is_chosen(header: str | None, expected: str | None) -> None:
    assert choose(header, OFFERS) == expected


def test_an_element_is_read_with_its_quality() -> None:
    assert parse_accept("a/B;x=1;q=0.25") == [MediaRange("a", "b", 0.25)]


def test_nothing_offered_is_nothing_chosen() -> None:
    assert choose("*/*", ()) is None


@given(st.text(alphabet='ab/*;,=q01." \\', max_size=50))
def test_no_header_breaks_it(header: str) -> None:
    assert choose(header, OFFERS) in (*OFFERS, None)


@given(st.text(max_size=30), st.sampled_from(OFFERS))
def test_what_is_asked_for_alone_is_what_comes(garbage: str, offer: str) -> None:
    if not parse_accept(garbage) and '"' not in garbage:
        assert choose(f"{garbage},{offer}", OFFERS) == offer
