"""A claim or passage of a dataset in; the values its description gives in the default graph out."""

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.prefixes import ENT, PREFIXES, shorten

_DIGITS = 9
"""No page, paragraph or offset has more."""


def values(store: Store, subject: NamedNode, predicate: str) -> list[NamedNode | Literal]:
    """The objects of one predicate (an IRI) in the default graph, sorted; blank nodes are left out."""
    quads = store.quads_for_pattern(subject, NamedNode(predicate), None, DefaultGraph())
    return sorted((quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)), key=str)


def value(store: Store, subject: NamedNode, predicate: str) -> NamedNode | Literal | None:
    """The first of these objects, or None."""
    return next(iter(values(store, subject, predicate)), None)


def number(store: Store, subject: NamedNode, name: str) -> int | None:
    """The whole number that a property of ours (its local name) gives; None where it gives none, or something else."""
    return whole(value(store, subject, ENT + name))


def whole(term: NamedNode | Literal | None) -> int | None:
    """The number that a term is written as; None for what is no whole number, as anybody's data may have it."""
    text = "" if term is None else term.value
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None


def label_of(store: Store, term: NamedNode | Literal) -> str:
    """The label of a thing, else its shortened IRI; of a literal, its text."""
    label = value(store, term, PREFIXES["rdfs"] + "label") if isinstance(term, NamedNode) else term
    return label.value if isinstance(label, Literal) else shorten(term.value)
