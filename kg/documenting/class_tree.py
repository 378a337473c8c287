"""The entries of classes in; the tree that their superclasses make, out."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.documenting.terms import Term


@dataclass(frozen=True)
class Branch:
    """A class and the classes right below it, by label."""

    term: Term
    below: tuple["Branch", ...]


def class_tree(terms: Mapping[str, Term]) -> tuple[Branch, ...]:
    """The classes that stand below none of ours, each with its branches. A class below two stands under both."""
    classes = [term for term in terms.values() if term.kind == "class"]
    above = {term.iri: [iri for iri in _row(term, "Subclass of") if iri in terms] for term in classes}

    def branch(term: Term) -> Branch:
        below = [other for other in classes if term.iri in above[other.iri]]
        return Branch(term, tuple(branch(other) for other in sorted(below, key=lambda one: one.label)))

    return tuple(branch(term) for term in sorted(classes, key=lambda one: one.label) if not above[term.iri])


def _row(term: Term, name: str) -> tuple[str, ...]:
    return next((row.terms for row in term.rows if row.name == name), ())
