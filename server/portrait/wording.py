"""A node with what is said of it in; its values as the words that fill the slots of a pattern out."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode

from kg.prefixes import KINDS, PREFIXES, kind_of
from server.pages.dates import phrase_of
from server.portrait.names import Names
from server.portrait.parts import Part, tail_of
from server.portrait.patterns import PHRASES
from server.publishing.facts import is_claim

EVIDENT = {kind.class_iri for kind in KINDS if kind.prefix not in ("event", "plan", "agreement", "influence")}
"""Classes that say no more than what the kind of an IRI says."""
_SAYINGS = {"judgement", "condition", "outcome", "cause", "forecast"}
"""Kinds whose names say what is so, as a sentence does; they stand in quotation marks before what is said of them."""
_AT = re.compile(r"\b(?:of|near|Shrine|Islands?|Hall|House|Waters|Sea)\b")
_MOST = 12
"""Values that are listed in a sentence; of more, how many there are."""


@dataclass
class Node:
    """What is said of one subject, by the names of properties."""

    term: NamedNode
    said: dict[str, list[object]] = field(default_factory=lambda: defaultdict(list))

    @property
    def kind(self) -> str:
        """The prefix of its kind, or nothing."""
        kind = kind_of(self.term.value)
        return kind.prefix if kind else ""


def has(name: str, node: Node) -> bool:
    """Whether a slot has something to be filled with."""
    if name in ("self", "took", "took_place"):
        return True
    values = node.said.get(name, ())
    return bool(values) if name != "type" else any(str(one)[1:-1] not in EVIDENT for one in values)


def filling(name: str, node: Node, names: Names) -> list[Part]:
    """What goes into a slot; nothing where the node has no value for it."""
    if name == "self":
        named = names.of(node.term)
        return [Part("“"), named, Part("”")] if node.kind in _SAYINGS else [named]
    if name in ("took", "took_place"):
        events = {node.term.value, *(term.value for term in node.said.get("^hasParticipation", ()))}  # type: ignore[attr-defined]
        done = not events & names.statuses
        verb = "took" if done else "was to take"
        return [Part(f"{verb} {'part' if name == 'took' else 'place'}")]
    values = node.said.get(name, [])
    if name == "type":
        values = [term for term in values if isinstance(term, NamedNode) and term.value not in EVIDENT]
    return listed(name, values, node, names)


def listed(name: str, values: Iterable[object], node: Node, names: Names) -> list[Part]:
    """The values, with commas and an `and` between them."""
    terms = list(dict.fromkeys(values))
    parts: list[Part] = []
    for place, term in enumerate(terms[:_MOST]):
        quoted = is_claim(term)
        if place:
            parts.append(Part("; " if quoted else " and " if place == len(terms) - 1 else ", "))
        value = _value(name, term, node, names)
        parts += [Part("“"), replace(value, words=value.words.rstrip(".")), Part("”")] if quoted else [value]
    if len(terms) > _MOST:
        parts.append(Part(f" and {len(terms) - _MOST} more"))
    return parts


def _value(name: str, term: object, node: Node, names: Names) -> Part:
    if isinstance(term, Literal):
        if name == "when":
            conventions = node.said.get("conventionUsed", [])
            return Part(phrase_of(term.value, tail_of(conventions[0]) if conventions else ""))
        if term.datatype.value == PREFIXES["xsd"] + "date":
            return Part(phrase_of(term.value).removeprefix("on "))
    part = names.of(term)
    if not isinstance(term, NamedNode):
        return part
    phrase = PHRASES.get(tail_of(term))
    if phrase and term.value.startswith(PREFIXES["concept"]):
        return Part(phrase, part.address)
    if name == "takesPlaceAt":
        place = part.words.removesuffix(" (as a place)")
        return Part(f"{'at' if _AT.search(place) else 'in'} {place}", part.address)
    if name == "type":
        article = "an" if part.words[:1].lower() in "aeiou" else "a"
        return Part(f"{article} {part.words}", part.address)
    return part
