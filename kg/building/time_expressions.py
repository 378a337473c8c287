"""The locked dates of the passages go in; the triples of expressions of time, their spans and annotations, come out."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.building.annotations import Annotation, annotation_triples
from kg.building.spans import span_triples
from kg.claims.statement import Statement
from kg.prefixes import ENT, PREFIXES
from kg.reading.dates_file import LockedDate

_A = ox.NamedNode(PREFIXES["rdf"] + "type")
_EDTF = ox.NamedNode(PREFIXES["edtf"] + "EDTF")


def time_expression_triples(dates: Iterable[LockedDate]) -> list[ox.Triple]:
    """What each expression stands for and where; raises InputError, with the row's line, for a date without bounds."""
    rows = list(dates)
    statements = [said for row in rows for said in _statements(row)]
    annotations = [_annotation(row) for row in rows]
    return [*(said.triple for said in statements), *span_triples(statements), *annotation_triples(annotations)]


def _annotation(row: LockedDate) -> Annotation:
    here = row.expression
    body = f"{PREFIXES['time-expression']}{here.passage}-{here.start}-{here.end}"
    return Annotation(here.passage, here.start, here.end, body)


def _statements(row: LockedDate) -> list[Statement]:
    here, node = row.expression, ox.NamedNode(_annotation(row).body)
    said: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (_A, ox.NamedNode(ENT + "TimeExpression")),
        (ox.NamedNode(ENT + "when"), ox.Literal(here.edtf, datatype=_EDTF)),
    ]
    if here.convention:
        concept = ox.NamedNode(f"{PREFIXES['concept']}convention-{here.convention}")
        said.append((ox.NamedNode(ENT + "conventionUsed"), concept))
    if here.anchor:
        said.append((ox.NamedNode(ENT + "reckonedFrom"), ox.NamedNode(PREFIXES["passage"] + here.anchor)))
    return [Statement(node, predicate, value, ox.DefaultGraph(), row.path, row.line) for predicate, value in said]
