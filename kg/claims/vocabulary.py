"""The statements of ontology and shapes go in; the terms they declare, and the tree of classes, come out."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.claims.statement import Statement
from kg.prefixes import KINDS, PREFIXES, Kind

_DECLARED_IN = tuple(PREFIXES[prefix] for prefix in ("ent", "concept", "shapes"))


@dataclass(frozen=True)
class Vocabulary:
    """The declared terms, the classes among them, and for each class itself and all its superclasses."""

    terms: frozenset[str]
    superclasses: dict[str, frozenset[str]]

    def lacks(self, iri: str) -> bool:
        """Whether an IRI looks like a term of ours and is declared nowhere."""
        return iri.startswith(_DECLARED_IN) and iri not in self.terms

    def kind_for(self, class_iri: str) -> Kind | None:
        """The kind that instances of a class belong to: the one whose class is its nearest superclass."""
        above = self.superclasses.get(class_iri, frozenset())
        fitting = [kind for kind in KINDS if kind.class_iri in above]
        return max(fitting, key=lambda kind: len(self.superclasses.get(kind.class_iri, ())), default=None)


def read_vocabulary(statements: Iterable[Statement]) -> Vocabulary:
    """The vocabulary that the statements of ontology and shapes declare: every subject of ours that they type."""
    a, subclass = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "subClassOf"
    terms: set[str] = set()
    parents: dict[str, set[str]] = {}
    for statement in statements:
        subject, predicate = statement.subject.value, statement.predicate.value
        if predicate == a or subject.startswith(PREFIXES["shapes"]):
            terms.add(subject)
        if predicate == a and statement.object.value == PREFIXES["owl"] + "Class":
            parents.setdefault(subject, set())
        if predicate == subclass:
            parents.setdefault(subject, set()).add(statement.object.value)
    return Vocabulary(frozenset(terms), {name: frozenset(_above(name, parents)) for name in parents})


def _above(name: str, parents: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting.extend(parents.get(here, ()))
    return found
