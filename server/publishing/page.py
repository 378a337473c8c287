"""A page of a description in; what a template shows of it, grouped and in words, out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.prefixes import ENT, PREFIXES, shorten
from server.addresses import address_of
from server.portrait.parts import shown
from server.publishing.description import Description
from server.publishing.facts import among_facts, is_claim

_CAPITAL = re.compile("[A-Z]")
_LABEL = PREFIXES["rdfs"] + "label"


@dataclass(frozen=True)
class Shown:
    """A term as the page shows it: its words, and where it leads if anywhere."""

    words: str
    address: str = ""
    language: str = ""


@dataclass(frozen=True)
class Said:
    """What is said in one graph by one property: of the thing, or, where `reverse`, by other things of it."""

    property: Shown
    values: tuple[Shown, ...]
    graph: Shown | None = None
    reverse: bool = False


def statements_of(description: Description) -> dict[str, object]:
    """The fields of the template: `title`, `facts`, `told` (what stands in a graph alone), `content`, `claims`."""
    labels: dict[object, str] = {
        quad.subject: quad.object.value
        for quad in description.quads
        if quad.predicate.value == _LABEL and isinstance(quad.object, Literal)
    }
    thing = description.thing
    facts = {quad.triple for quad in description.quads if among_facts(quad)}
    plain = [Quad(fact.subject, fact.predicate, fact.object) for fact in description.facts]
    alone = [quad for quad in description.quads if quad.triple not in facts]
    content = [quad for quad in description.quads if quad.graph_name == thing]
    claims = [quad for quad in plain if is_claim(quad.subject) and quad.subject != thing]
    return {
        "title": shown(labels.get(thing, shorten(thing.value))),
        "facts": _grouped(thing, plain, labels),
        "told": _grouped(thing, [quad for quad in alone if quad.graph_name != thing], labels),
        "content": [tuple(_shown(term, labels) for term in quad.triple) for quad in content],
        "claims": _claims(claims, labels),
    }


def _grouped(thing: NamedNode, quads: Iterable[Quad], labels: Mapping[object, str]) -> list[Said]:
    """What is said of the thing, then what others say of it."""
    said: dict[tuple[bool, object, object], list[Shown]] = {}
    for quad in quads:
        reverse = quad.subject != thing
        if reverse and quad.object != thing:
            continue
        other = quad.subject if reverse else quad.object
        values = said.setdefault((reverse, quad.predicate, quad.graph_name), [])
        if (shown := _shown(other, labels)) not in values:
            values.append(shown)
    return [
        Said(
            _property(property_, labels),
            tuple(values),
            None if isinstance(graph, DefaultGraph) else _shown(graph, labels),
            reverse,
        )
        for (reverse, property_, graph), values in said.items()
    ]


def _claims(quads: Iterable[Quad], labels: Mapping[object, str]) -> list[tuple[Shown, list[Said]]]:
    """Each claim with its record."""
    records: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.predicate.value.startswith(ENT):
            records.setdefault(quad.subject, []).append(quad)
    return [(_shown(claim, labels), _grouped(claim, said, labels)) for claim, said in records.items()]


def _property(term: object, labels: Mapping[object, str]) -> Shown:
    """A property; the names of ours are words already."""
    shown = _shown(term, labels)
    ours = shown.words.startswith("ent:")
    return replace(shown, words=_CAPITAL.sub(lambda found: f" {found[0].lower()}", shown.words[4:])) if ours else shown


def _shown(term: object, labels: Mapping[object, str]) -> Shown:
    if isinstance(term, NamedNode):
        return Shown(labels.get(term, shorten(term.value)), address_of(term.value))
    if isinstance(term, Literal):
        return Shown(term.value, language=term.language or "")
    return Shown(f"_:{term.value}" if isinstance(term, BlankNode) else str(term))
