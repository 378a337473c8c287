"""The pattern that an address names, in the words of Hydra; what is none is named."""

from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import Literal, NamedNode

from server.fragments.pattern import Pattern, read_pattern
from server.problems import Problem

S, P = NamedNode("http://example.org/s"), NamedNode("http://example.org/p")
INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Pattern()),
        ({"subject": "", "predicate": "?p", "object": "?o"}, Pattern()),
        ({"subject": S.value, "page": "3"}, Pattern(subject=S, page=3)),
        ({"predicate": f"<{P.value}>"}, Pattern(predicate=P)),
        ({"object": S.value}, Pattern(object=S)),
        ({"object": '"a"'}, Pattern(object=Literal("a"))),
        ({"object": '""'}, Pattern(object=Literal(""))),
        ({"object": '"a"@en-GB'}, Pattern(object=Literal("a", language="en-GB"))),
        ({"object": '"한국"@ko'}, Pattern(object=Literal("한국", language="ko"))),
        ({"object": f'"1"^^{INTEGER.value}'}, Pattern(object=Literal("1", datatype=INTEGER))),
        ({"object": f'"1"^^<{INTEGER.value}>'}, Pattern(object=Literal("1", datatype=INTEGER))),
        ({"object": '"say "a"@en"@en'}, Pattern(object=Literal('say "a"@en', language="en"))),
        ({"object": '"two\nlines \\ } #"'}, Pattern(object=Literal("two\nlines \\ } #"))),
    ],
)
def test_a_pattern(given: dict[str, str], expected: Pattern) -> None:
    read = read_pattern(urlencode(given).encode())
    assert read == expected
    assert read_pattern(urlencode([*read.query, ("page", read.page)]).encode()) == read


@pytest.mark.parametrize(
    ("query_string", "parameter"),
    [
        ("subject=s", "subject"),
        ("subject=" + quote('"a"'), "subject"),
        ("predicate=<a b>", "predicate"),
        ("object=" + quote('"a'), "object"),
        ("object=" + quote('"a"@'), "object"),
        ("object=" + quote('"a"^^x'), "object"),
        ("page=0", "page"),
        ("page=1.5", "page"),
        ("graph=http://example.org/g", "graph"),
        ("subject=http://a&subject=http://b", "subject"),
    ],
)
def test_what_is_none_is_named(query_string: str, parameter: str) -> None:
    with pytest.raises(Problem) as raised:
        read_pattern(query_string.encode())
    assert (raised.value.status, raised.value.members["parameter"]) == (400, parameter)
