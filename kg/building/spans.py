"""The statements of one graph go in; the time spans of the things they date come out, as triples for the same graph."""

from collections.abc import Iterable
from datetime import date

import pyoxigraph as ox

from kg.building.times import Bounds, bounds
from kg.claims.statement import Statement
from kg.errors import InputError
from kg.prefixes import ENT, PREFIXES, shorten

_A = ox.NamedNode(PREFIXES["rdf"] + "type")
_DATE = ox.NamedNode(PREFIXES["xsd"] + "date")
_CONVENTION = PREFIXES["concept"] + "convention-"


def span_triples(statements: Iterable[Statement]) -> list[ox.Triple]:
    """A span `<thing>/span` with its bounds for each `ent:when`; raises InputError, with the place, for a bad date."""
    said: dict[str, dict[str, Statement]] = {}
    for statement in statements:
        name = statement.predicate.value.removeprefix(ENT)
        if name in ("when", "conventionUsed", "attestedUntil"):
            parts = said.setdefault(statement.subject.value, {})
            if parts.setdefault(name, statement).object != statement.object:
                what = f"{shorten(statement.subject.value)} has two values of ent:{name} in one claim or file."
                raise InputError(what, path=statement.path, line=statement.line, advice="Keep one.")
    return [triple for thing, parts in said.items() for triple in _span(thing, parts)]


def _span(thing: str, parts: dict[str, Statement]) -> list[ox.Triple]:
    typed = parts.get("when")
    if typed is None:
        lonely = next(iter(parts.values()))
        what = f"{shorten(lonely.predicate.value)} without an ent:when of {shorten(thing)} beside it."
        raise InputError(what, path=lonely.path, line=lonely.line, advice="Write the date in the same place.")
    convention = parts["conventionUsed"].object.value if "conventionUsed" in parts else None
    try:
        found = bounds(
            typed.object.value,
            convention.removeprefix(_CONVENTION) if convention else None,
            _day(parts["attestedUntil"]) if "attestedUntil" in parts else None,
        )
    except InputError as error:
        raise InputError(error.what, path=typed.path, line=typed.line, advice=error.advice) from None
    span = ox.NamedNode(f"{thing}/span")
    return [
        ox.Triple(ox.NamedNode(thing), ox.NamedNode(ENT + "hasTimeSpan"), span),
        ox.Triple(span, _A, ox.NamedNode(ENT + "TimeSpan")),
        *_bounds(span, found),
    ]


def _day(attested: Statement) -> date:
    try:
        return date.fromisoformat(attested.object.value)
    except ValueError:
        raise InputError("ent:attestedUntil is no day.", advice='Write it like "2014-12-31"^^xsd:date.') from None


def _bounds(span: ox.NamedNode, found: Bounds) -> list[ox.Triple]:
    days = {
        "beginEarliest": found.begin_earliest,
        "beginLatest": found.begin_latest,
        "endEarliest": found.end_earliest,
        "endLatest": found.end_latest,
    }
    return [
        ox.Triple(span, ox.NamedNode(ENT + name), ox.Literal(day.isoformat(), datatype=_DATE))
        for name, day in days.items()
        if day is not None
    ]
