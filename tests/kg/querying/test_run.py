"""Running a query on a store: rows with their columns, triples once, errors with their place."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, Store

from kg.errors import InputError, SyntaxProblem
from kg.prefixes import PREFIXES
from kg.querying.run import construct, select

LABEL = f"<{PREFIXES['rdfs']}label>"


def test_rows_keep_the_order_of_columns_and_leave_out_what_is_unbound(small: Store) -> None:
    table = select(small, f"SELECT ?word ?nothing {{ ?s {LABEL} ?word FILTER(STR(?word) = 'Eastland') }}")
    assert table.columns == ("word", "nothing")
    assert table.rows == ((Literal("Eastland", language="en"), None),)
    assert list(table.records()) == [{"word": Literal("Eastland", language="en")}]


def test_no_rows_keep_their_columns() -> None:
    assert select(Store(), "SELECT ?a ?b { ?a ?c ?b }").columns == ("a", "b")


def test_a_triple_is_constructed_once(small: Store) -> None:
    triples = construct(small, f"CONSTRUCT {{ <urn:a> <urn:b> <urn:c> }} WHERE {{ ?s {LABEL} ?o }}")
    assert len(triples) == 1


@pytest.mark.parametrize(
    ("query", "place", "reason"),
    [
        ("SELECT ?s {\n  ?s ent:stage ?o }", (2, 15), "prefix not found"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", (1, 40), "the SELECT contains a variable that is unbound"),
        ("SELECT ?s { ?s ?p <rel> }", (1, 24), "IRI parsing failed"),
        ("SELECT ?s {\n  ?s ?p", (2, 8), "after `?s ?p`"),
        ("", (1, 1), "at the end"),
    ],
)
def test_a_query_that_does_not_parse(query: str, place: tuple[int, int], reason: str) -> None:
    with pytest.raises(SyntaxProblem) as refused:
        select(Store(), query, Path("some.rq"))
    assert (refused.value.line, refused.value.column) == place
    assert reason in str(refused.value)
    assert str(refused.value).startswith(f"some.rq:{place[0]}: ")
    assert "\n" not in str(refused.value)
    assert "\\u{" not in str(refused.value)


def test_another_form_is_refused() -> None:
    with pytest.raises(InputError, match="not a SELECT"):
        select(Store(), "ASK {}")
    with pytest.raises(InputError, match="not a CONSTRUCT"):
        construct(Store(), "SELECT * {}")
