"""A dataset in; what a store says of it, as triples in graphs of its own, out, and back.

The marker is in `graph/marker` and nowhere else: a store that shows it to a query without GRAPH takes the union of its
graphs for its default graph. The record says which dataset a store holds, whole: it is there while that is so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolution, Triple

from kg.prefixes import GRAPH, PREFIXES

DEFAULT = NamedNode(f"{GRAPH}default")
"""Our default graph, in a store that has none of its own."""
MARKER = NamedNode(f"{GRAPH}marker")
PUBLISHED = NamedNode(f"{GRAPH}published")
EMPTY = NamedNode(f"{GRAPH}empty")
"""A graph that nobody ever fills: named where a request must have no graph of a kind."""
OURS = (DEFAULT, MARKER, PUBLISHED)

READ_AGAIN = 10.0
"""Seconds after which a server in front of a store asks again which dataset it holds."""
READ_WITHIN = 5.0
"""Seconds that the answer to that may take."""
GRACE = READ_AGAIN + READ_WITHIN
"""Seconds after which every such server knows that the record has gone."""

_A = NamedNode(f"{PREFIXES['rdf']}type")
_IDENTIFIER = NamedNode(f"{PREFIXES['dcterms']}identifier")
_PART = NamedNode(f"{PREFIXES['dcterms']}hasPart")
_TRIPLES = NamedNode("http://rdfs.org/ns/void#triples")
_SHA256 = "sha256:"

MARK = Triple(MARKER, _A, MARKER)
SEEN = f"ASK {{ {MARK.subject} {MARK.predicate} {MARK.object} }}"
"""Whether the default graph shows the marker."""
MARKED = f"ASK {{ GRAPH {MARKER} {{ {MARK.subject} {MARK.predicate} {MARK.object} }} }}"
"""Whether the marker is there at all."""
HASH = f"SELECT ?hash {{ GRAPH {PUBLISHED} {{ {PUBLISHED} {_IDENTIFIER} ?hash }} }}"
READ = f"SELECT ?s ?p ?o {{ GRAPH {PUBLISHED} {{ ?s ?p ?o }} }}"
SIZES = "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"


@dataclass(frozen=True)
class Record:
    """Which dataset a store holds: its hash (hexadecimal; empty where that is not told), named graphs and sizes."""

    hash: str
    named_graphs: tuple[str, ...]
    quads: int
    default_triples: int

    def triples(self) -> list[Triple]:
        """All of it but the hash, which comes last and by itself."""
        parts = [Triple(PUBLISHED, _PART, NamedNode(name)) for name in self.named_graphs]
        sizes = ((PUBLISHED, self.quads), (DEFAULT, self.default_triples))
        return parts + [Triple(subject, _TRIPLES, Literal(number)) for subject, number in sizes]

    def seal(self) -> Triple:
        """The hash."""
        return Triple(PUBLISHED, _IDENTIFIER, Literal(_SHA256 + self.hash))

    @classmethod
    def of(cls, rows: Iterable[QuerySolution]) -> "Record":
        """The record that the rows of READ make."""
        digest, parts, sizes = "", list[str](), dict[str, int]()
        for row in rows:
            subject, predicate, value = row["s"], row["p"], row["o"]
            if predicate == _PART:
                parts.append(value.value)
            elif predicate == _TRIPLES:
                sizes[subject.value] = int(value.value)
            elif predicate == _IDENTIFIER:
                digest = value.value.removeprefix(_SHA256)
        return cls(digest, tuple(sorted(parts)), sizes.get(PUBLISHED.value, 0), sizes.get(DEFAULT.value, 0))
