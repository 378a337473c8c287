"""Expressions of time are nodes of their own, dated like other things, in the graph of mentions and no other."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.assemble import Layers, assemble
from kg.building.time_expressions import time_expression_triples
from kg.claims.sources import load
from kg.errors import Findings, InputError
from kg.prefixes import GRAPH, PREFIXES, shorten
from kg.project import Project
from kg.reading.dates import DateExpression
from kg.reading.dates_file import LockedDate

MID_APRIL = LockedDate(DateExpression("2-1-3-4", 5, 14, "1999-04", "mid-month", "2-1-3-3"), Path("dates.csv"), 2)


def described(row: LockedDate) -> set[str]:
    span = PREFIXES["time-expression"] + "2-1-3-4-5-14/span"
    return {
        " ".join(shorten(term.value).replace(span, "span") for term in (t.subject, t.predicate, t.object))
        for t in time_expression_triples([row])
        if isinstance(t.object, ox.NamedNode | ox.Literal) and isinstance(t.subject, ox.NamedNode)
    }


def test_an_expression_has_its_date_its_span_and_what_it_was_reckoned_from() -> None:
    assert {
        "time-expression:2-1-3-4-5-14 rdf:type ent:TimeExpression",
        "time-expression:2-1-3-4-5-14 ent:when 1999-04",
        "time-expression:2-1-3-4-5-14 ent:conventionUsed concept:convention-mid-month",
        "time-expression:2-1-3-4-5-14 ent:reckonedFrom passage:2-1-3-3",
        "time-expression:2-1-3-4-5-14 ent:hasTimeSpan span",
        "span ent:beginEarliest 1999-04-11",
        "span ent:endLatest 1999-04-20",
        "annotation:2-1-3-4-5-14 oa:hasBody time-expression:2-1-3-4-5-14",
    } <= described(MID_APRIL)


def test_a_date_without_bounds_is_named_with_its_line() -> None:
    row = LockedDate(DateExpression("2-1-3-4", 5, 14, "1999-04-31"), Path("dates.csv"), 7)
    with pytest.raises(InputError) as raised:
        time_expression_triples([row])
    assert str(raised.value).startswith("dates.csv:7: '1999-04-31' is not EDTF")


def test_mentions_are_in_a_graph_of_their_own(tiny_layers: Layers) -> None:
    mentions = tiny_layers.named[GRAPH + "mentions"]
    expressions = {t.subject for t in mentions if t.object == ox.NamedNode(PREFIXES["ent"] + "TimeExpression")}
    assert len(expressions) == 5
    assert not mentions & tiny_layers.default


def test_a_bad_date_stops_the_build(tiny_project: Project) -> None:
    (path,) = tiny_project.dates
    path.write_text(path.read_text() + "t1-1-2-1,0,4,1995/,,\n")
    with pytest.raises(Findings) as raised:
        assemble(load(tiny_project))
    assert raised.value.findings[0].startswith("kg/data/articles/park-young-june/dates.csv:7: 1995/ has an unknown end")
