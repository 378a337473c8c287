"""A dataset in; what a store says of it, as triples in graphs of its own, out, and back.

The marker is in `graph/marker` and nowhere else: a store that shows it to a query without GRAPH takes the union of its
graphs for its default graph. The record says which dataset a store holds, whole: it is there while that is so.
"""

from collections.abc import Iterable, Mapping
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
_TRIPLES = NamedNode(f"{PREFIXES['void']}triples")
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
    """Which dataset a store holds: its hash (hexadecimal; empty where that is not told), and the triples of each graph.

    `named_graphs` has the names in their order.
    """

    hash: str
    default_triples: int
    named_graphs: Mapping[str, int]

    @property
    def quads(self) -> int:
        """The statements of all graphs."""
        return self.default_triples + sum(self.named_graphs.values())

    def triples(self) -> list[Triple]:
        """All of it but the hash, which comes last and by itself."""
        sizes = {DEFAULT.value: self.default_triples, **self.named_graphs}
        return [Triple(NamedNode(name), _TRIPLES, Literal(size)) for name, size in sizes.items()]

    def seal(self) -> Triple:
        """The hash."""
        return Triple(PUBLISHED, _IDENTIFIER, Literal(_SHA256 + self.hash))

    @classmethod
    def of(cls, rows: Iterable[QuerySolution]) -> "Record":
        """The record that the rows of READ make."""
        digest, sizes = "", dict[str, int]()
        for row in rows:
            if row["p"] == _TRIPLES:
                sizes[row["s"].value] = int(row["o"].value)
            elif row["p"] == _IDENTIFIER:
                digest = row["o"].value.removeprefix(_SHA256)
        default = sizes.pop(DEFAULT.value, 0)
        return cls(digest, default, dict(sorted(sizes.items())))
