"""A claim uses what stands in its content, and what the entity files say of that; no labels, no record."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.claims.records import Claim
from kg.claims.statement import Statement
from kg.claims.uses import uses_of_claims, uses_of_passages
from kg.prefixes import expand
from kg.reading.holdings import Item

Term = ox.NamedNode | ox.Literal


def said(subject: str, predicate: str, thing: Term) -> Statement:
    nodes = ox.NamedNode(expand(subject)), ox.NamedNode(expand(predicate))
    return Statement(*nodes, thing, ox.DefaultGraph(), Path("x.trig"), 1)


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name))


def used(content: list[Statement], entities: tuple[Statement, ...] = ()) -> set[tuple[str, str]]:
    return set(uses_of_claims({"c": content}, entities)["c"])


@pytest.mark.parametrize(
    ("predicate", "value", "dates"),
    [
        ("ent:when", "2012-06", {"2012-06"}),
        ("ent:when", "1966/..", {"1966/..", "1966"}),
        ("ent:when", "1990/1992", {"1990/1992", "1990", "1992"}),
        ("ent:attestedUntil", "2012-08-01", {"2012-08-01", "2012-08", "2012"}),
    ],
)
def test_a_date_uses_itself_and_the_ends_of_an_interval(predicate: str, value: str, dates: set[str]) -> None:
    content = [said("event:fair", predicate, ox.Literal(value))]
    assert used(content) == {("entity", "event:fair"), *(("date", date) for date in dates)}


def test_a_literal_without_language_is_a_number_and_a_label_is_none() -> None:
    content = [
        said("event:fair", "ent:ordinal", ox.Literal(14)),
        said("event:fair", "rdfs:label", ox.Literal("Fair 15", language="en")),
    ]
    assert used(content) == {("entity", "event:fair"), ("number", "14")}


@pytest.mark.parametrize(
    ("printed", "number"), [("80", "80"), ("170-71", "170-171"), ("63-66", "63-66"), ("ch. 8", "8")]
)
def test_pages_as_printed_use_the_number_that_the_text_is_read_to_hold(printed: str, number: str) -> None:
    content = [said("citation:cho", "ent:citedPages", ox.Literal(printed))]
    assert used(content) == {("entity", "citation:cho"), ("number", number)}


def test_a_node_uses_what_the_entity_files_say_of_it_and_no_further() -> None:
    entities = (
        said("office:mayor", "ent:officeOfState", node("state:north")),
        said("state:north", "ent:party", node("state:south")),
    )
    content = [said("participation:ada", "ent:actingAs", node("office:mayor"))]
    expected = {"participation:ada", "office:mayor", "state:north"}
    assert used(content, entities) == {("entity", name) for name in expected}


def test_concepts_classes_and_claims_are_no_entities() -> None:
    content = [
        said("event:fair", "rdf:type", node("ent:Event")),
        said("event:fair", "ent:role", node("concept:role-host")),
        said("event:fair", "ent:conveys", node("claim:ada-spoke")),
    ]
    assert used(content) == {("entity", "event:fair")}


def test_a_passage_has_what_all_claims_on_it_use() -> None:
    claims = [
        Claim(slug, slug, "FactualClaim", slug, "asserted", evidence, None, Path("x.trig"), 1)
        for slug, evidence in (("a", ("1-1-1-1",)), ("b", ("1-1-1-1", "1-1-1-2")))
    ]
    uses = {"a": frozenset({Item("number", "1")}), "b": frozenset({Item("number", "2")})}
    assert uses_of_passages(claims, uses) == {
        "1-1-1-1": {("number", "1"), ("number", "2")},
        "1-1-1-2": {("number", "2")},
    }
