"""The ontology's files in; its statements as the dataset has them, superclasses and code lists out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse

from kg.prefixes import PREFIXES
from tests.benchmarks.generated.quads import term


@dataclass(frozen=True)
class Vocabulary:
    """`lines`: N-Quads of the default graph and of graph:ontology; `concepts`: all IRIs of code lists, sorted."""

    lines: tuple[str, ...]
    superclasses: dict[str, tuple[str, ...]]
    concepts: tuple[str, ...]

    def codes(self, family: str) -> list[str]:
        """The concepts whose local name starts with the family's name and a dash."""
        found = [concept for concept in self.concepts if concept.startswith(f"<{PREFIXES['concept']}{family}-")]
        if not found:
            raise LookupError(f"the ontology has no concept {family}-…")
        return found


def read_vocabulary(modules: Iterable[Path]) -> Vocabulary:
    """Read the ontology's modules; statements with blank nodes are left out."""
    triples = {
        (str(quad.subject), quad.predicate.value, str(quad.object))
        for path in modules
        for quad in parse(path=path, format=RdfFormat.TURTLE)
        if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode)
    }
    said = [f"{subject} {NamedNode(predicate)} {value}" for subject, predicate, value in sorted(triples)]
    graph = term("graph:ontology")
    return Vocabulary(
        tuple(line for one in said for line in (f"{one} .\n", f"{one} {graph} .\n")),
        _superclasses(triples),
        tuple(sorted({subject for subject, _, _ in triples if subject.startswith(f"<{PREFIXES['concept']}")})),
    )


def _superclasses(triples: set[tuple[str, str, str]]) -> dict[str, tuple[str, ...]]:
    above: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in triples:
        if predicate == PREFIXES["rdfs"] + "subClassOf" and value.startswith(f"<{PREFIXES['ent']}"):
            above[subject].add(value)
    found = {}
    for name in above:
        reached, open_ = set(), list(above[name])
        while open_:
            one = open_.pop()
            if one not in reached:
                reached.add(one)
                open_ += above.get(one, ())
        found[name] = tuple(sorted(reached))
    return found
