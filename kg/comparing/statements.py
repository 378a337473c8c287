"""A graph of a dataset in; its statements out, with what the build names by a hash or a place written out as structure.

A skolem IRI is a hash of all that stands around it, so that a word changed in one place would rename nodes elsewhere.
Here such a node is its content, and two that say the same are the same.
"""

from dataclasses import dataclass
from typing import Union

from pyoxigraph import Literal, NamedNode, Store

from kg.building.skolem import GENID
from kg.prefixes import PREFIXES, shorten

_RDF = PREFIXES["rdf"]
_FIRST, _REST, _NIL = f"{_RDF}first", f"{_RDF}rest", f"{_RDF}nil"
_PARTS = ("/span", "/selector", "/target", "/fragment-")
"""How the IRIs go on that the build makes for a part of a thing: its time span, its place in the text."""

Value = Union[NamedNode, Literal, "Structure"]


@dataclass(frozen=True)
class Structure:
    """A node that is nothing but what is said of it; `items` are the members where it is a list, in order."""

    says: frozenset[tuple[str, Value]]
    items: tuple[Value, ...] = ()

    def __str__(self) -> str:
        if self.items:
            return f"( {' '.join(map(shown, self.items))} )"
        said = sorted(f"{shorten(predicate)} {shown(value)}" for predicate, value in self.says)
        return f"[ {' ; '.join(said)} ]"


@dataclass(frozen=True)
class Statement:
    """One statement; subject and predicate are IRIs."""

    subject: str
    predicate: str
    value: Value

    def __str__(self) -> str:
        return f"{shorten(self.subject)} {shorten(self.predicate)} {shown(self.value)}"


@dataclass(frozen=True)
class Content:
    """What a graph says: its statements, and the structures that belong to nothing (axioms without a name)."""

    statements: frozenset[Statement]
    axioms: frozenset[Structure] = frozenset()

    def by_subject(self) -> dict[str, frozenset[Statement]]:
        """The statements of each subject."""
        found: dict[str, set[Statement]] = {}
        for statement in self.statements:
            found.setdefault(statement.subject, set()).add(statement)
        return {subject: frozenset(statements) for subject, statements in found.items()}


def shown(value: Value) -> str:
    """A value for people: prefixed names, texts in quotes, other literals as they are."""
    if isinstance(value, NamedNode):
        return shorten(value.value)
    if isinstance(value, Literal):
        is_text = value.datatype.value in (f"{PREFIXES['xsd']}string", f"{_RDF}langString")
        return f"“{value.value}”" if is_text else value.value
    return str(value)


def content_of(store: Store, graph: str) -> Content:
    """The statements of one named graph, which has no blank nodes; a part stands in its owner's place, and only there.

    A part of a part belongs to the thing itself, since its IRI begins as the thing's does.
    """
    about: dict[str, list[tuple[str, NamedNode | Literal]]] = {}
    for quad in store.quads_for_pattern(None, None, None, NamedNode(graph)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            about.setdefault(quad.subject.value, []).append((quad.predicate.value, quad.object))
    parts: set[str] = set()

    def value_of(term: NamedNode | Literal, owner: str) -> Value:
        if isinstance(term, Literal) or term.value not in about or not _is_part(term.value, owner):
            return term
        parts.add(term.value)
        return structure(term.value, owner)

    def structure(node: str, owner: str) -> Structure:
        items: list[Value] = []
        rest = node
        while _FIRST in (said := dict(about.get(rest, ()))):
            items.append(value_of(said[_FIRST], owner))
            parts.add(rest)
            rest = said[_REST].value
        if items and rest == _NIL:
            return Structure(frozenset(), tuple(items))
        return Structure(frozenset((predicate, value_of(term, owner)) for predicate, term in about[node]))

    statements = {
        Statement(subject, predicate, value_of(term, subject))
        for subject, said in about.items()
        if not subject.startswith(GENID)
        for predicate, term in said
    }
    axioms = {node: structure(node, node) for node in about if node.startswith(GENID) and node not in parts}
    return Content(
        frozenset(statement for statement in statements if statement.subject not in parts),
        frozenset(axiom for node, axiom in axioms.items() if node not in parts),
    )


def _is_part(node: str, owner: str) -> bool:
    return node.startswith(GENID) or (node.startswith(owner) and node.startswith(_PARTS, len(owner)))
