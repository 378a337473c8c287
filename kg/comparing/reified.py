"""Statements about statements in; the statements that they are about out, each with its value whole.

The other way round than `kg.comparing.rdf`, which writes them.
"""

from collections.abc import Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.comparing.rdf import term
from kg.comparing.statements import Statement, Structure, Value

Node = NamedNode | BlankNode
Said = Mapping[Node, list[tuple[str, Node | Literal]]]
"""What is said of each node: predicates and objects."""

_FIRST, _REST = term("rdf:first").value, term("rdf:rest").value


def statements_of(said: Said, node: Node, link: str) -> Iterator[Statement]:
    """The statements that a change links to by a property (a prefixed name)."""
    for name, reified in said[node]:
        if name == term(link).value and isinstance(reified, BlankNode):
            value = next((o for p, o in said[reified] if p == term("rdf:object").value), None)
            if value is not None:
                subject, predicate = (value_of(said, reified, part) for part in ("rdf:subject", "rdf:predicate"))
                yield Statement(subject, predicate, _structure(said, value))


def _structure(said: Said, value: Node | Literal) -> Value:
    """A value, what is nothing but what is said of it written out."""
    if not isinstance(value, BlankNode):
        return value
    items, cell = list[Value](), dict(said.get(value, ()))
    while _FIRST in cell:
        items.append(_structure(said, cell[_FIRST]))
        rest = cell.get(_REST)
        cell = dict(said.get(rest, ())) if isinstance(rest, BlankNode) else {}
    if items:
        return Structure(frozenset(), tuple(items))
    return Structure(frozenset((predicate, _structure(said, inner)) for predicate, inner in said.get(value, ())))


def values_of(said: Said, node: Node, name: str) -> Iterator[str]:
    """What a node has for a property (a prefixed name), IRIs and texts alike."""
    property_ = term(name).value
    return (value.value for predicate, value in said.get(node, ()) if predicate == property_)


def value_of(said: Said, node: Node, name: str) -> str:
    """The first of these; empty where there is none."""
    return next(values_of(said, node, name), "")
