"""Answers in every format: the standard ones by the engine, the readable one short and whole."""

import io
import json

import pytest
from pyoxigraph import Store
from rich.console import Console

from kg.asking.answers import GRAPH_FORMATS, RESULT_FORMATS, claims_in, readable, rows_of, serialise
from kg.asking.dataset import evaluate
from kg.errors import InputError
from kg.prefixes import PREFIXES

LABELLED = (
    f"PREFIX rdfs: <{PREFIXES['rdfs']}> SELECT ?thing ?thingLabel ?otherLabel ?nothing "
    f"{{ VALUES ?thing {{ <{PREFIXES['agreement']}pact> <urn:x> }} OPTIONAL {{ ?thing rdfs:label ?thingLabel }} "
    "BIND('other' AS ?otherLabel) } ORDER BY ?thing"
)


@pytest.mark.parametrize("form", RESULT_FORMATS)
def test_rows_in_the_standard_formats(small: Store, form: str) -> None:
    content = serialise(evaluate(small, LABELLED), form)
    assert b"Pact on intelligence" in content
    assert f"{PREFIXES['agreement']}pact".encode() in content


def test_json_is_that_of_the_standard(small: Store) -> None:
    document = json.loads(serialise(evaluate(small, LABELLED), "json"))
    assert document["head"]["vars"] == ["thing", "thingLabel", "otherLabel", "nothing"]
    assert document["results"]["bindings"][0]["thingLabel"] == {
        "type": "literal",
        "value": "Pact on intelligence",
        "xml:lang": "en",
    }


@pytest.mark.parametrize("form", GRAPH_FORMATS)
def test_triples_in_the_standard_formats_each_once(small: Store, form: str) -> None:
    answer = evaluate(small, "CONSTRUCT { <urn:a> <urn:b> <urn:c> } WHERE { ?s ?p ?o }")
    content = serialise(answer, form)
    assert content.count(b"urn:c") == 1


def test_a_format_of_the_other_kind_is_refused(small: Store) -> None:
    with pytest.raises(InputError, match="rows cannot be written as ttl"):
        serialise(evaluate(small, LABELLED), "ttl")
    with pytest.raises(InputError, match="triples cannot be written as csv"):
        serialise(evaluate(small, "CONSTRUCT WHERE { ?s ?p ?o }"), "csv")


def test_a_label_stands_in_place_of_what_it_labels(small: Store) -> None:
    table = rows_of(evaluate(small, LABELLED))
    assert readable(table).columns == ("thing", "otherLabel", "nothing")
    assert readable(table).rows == (("Pact on intelligence", "other", ""), ("urn:x", "other", ""))
    assert readable(table, ["thing"]).columns == ("thing", "thingLabel", "otherLabel", "nothing")
    assert readable(table, ["thing"]).rows[0] == ("agreement:pact", "Pact on intelligence", "other", "")


def test_a_drawn_table_cuts_nothing(small: Store) -> None:
    table = readable(rows_of(evaluate(small, "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o")))
    screen = Console(width=30, record=True, file=io.StringIO())
    screen.print(table.render())
    assert "…" not in screen.export_text()


def test_markup_in_a_cell_is_text() -> None:
    table = readable(rows_of(evaluate(Store(), "SELECT ('[red]x[/red] [nope' AS ?cell) {}")))
    screen = Console(width=80)
    with screen.capture() as captured:
        screen.print(table.render())
    assert "[red]x[/red] [nope" in captured.get()


def test_yes_no_and_triples_are_tables_too(small: Store) -> None:
    assert readable(rows_of(evaluate(small, "ASK {}"))).rows == (("yes",),)
    triples = rows_of(evaluate(small, "CONSTRUCT WHERE { ?s ?p ?o }"))
    assert triples.columns == ("subject", "predicate", "object")
    assert len(triples.rows) > 100


def test_claims_come_once_and_in_the_order_of_the_rows() -> None:
    table = rows_of(
        evaluate(Store(), "SELECT ?a ?b { VALUES (?a ?b) { (<urn:2> <urn:1>) (UNDEF <urn:2>) ('x' <urn:3>) } }")
    )
    assert [claim.value for claim in claims_in(table, ["a", "b"])] == ["urn:2", "urn:1", "urn:3"]
