"""Loaded sources go in; the graphs of the dataset come out, and the default graph that follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg.building.annotations import Annotation, annotation_triples
from kg.building.passages import passage_triples
from kg.building.skolem import GENID, skolem_triples
from kg.building.spans import span_triples
from kg.building.time_expressions import time_expression_triples
from kg.claims.sources import Sources
from kg.claims.statement import Statement
from kg.errors import EntenteError, Findings
from kg.prefixes import GRAPH, expand

Triples = frozenset[ox.Triple]


@dataclass(frozen=True)
class Layers:
    """The triples of each graph; `contents` by claim IRI, and `own_voice` the claims that are asserted or hedged."""

    ontology: Triples
    shapes: Triples
    entities: Triples
    passages: Triples
    claims: Triples
    contents: dict[str, Triples]
    own_voice: frozenset[str]
    background: Triples
    notes: Triples
    mentions: Triples
    derived: Triples = frozenset()
    derived_with_background: Triples = frozenset()
    queries: Triples = frozenset()
    void: Triples = frozenset()

    @property
    def default(self) -> Triples:
        """What the article says is so: no view that it only reports, no background, note, mention or nameless axiom."""
        own = (self.contents[claim] for claim in self.own_voice)
        return self.terms.union(self.entities, self.passages, self.claims, self.derived, *own)

    @property
    def terms(self) -> Triples:
        """The ontology's triples without those that had a blank node."""
        return frozenset(triple for triple in self.ontology if not _is_nameless(triple))

    @property
    def named(self) -> dict[str, Triples]:
        """Each named graph's IRI with its triples."""
        layers = {
            "ontology": self.ontology,
            "shapes": self.shapes,
            "entities": self.entities,
            "claims": self.claims,
            "passages": self.passages,
            "derived": self.derived,
            "background": self.background,
            "derived-with-background": self.derived_with_background,
            "notes": self.notes,
            "mentions": self.mentions,
            "queries": self.queries,
            "void": self.void,
        }
        return {**{GRAPH + name: triples for name, triples in layers.items()}, **self.contents}

    def with_derived(self, derived: Triples, with_background: Triples) -> "Layers":
        """The same layers with what was derived from them."""
        return replace(self, derived=derived, derived_with_background=with_background)

    def with_queries(self, queries: Iterable[ox.Triple]) -> "Layers":
        """The same layers with what can be asked of them."""
        return replace(self, queries=frozenset(queries))


def assemble(sources: Sources) -> Layers:
    """The layers of the dataset, time spans included and nothing else derived.

    A span goes into the graph where its date stands; what passages name is in a graph of its own. Raises Findings with
    the place of each date that has no bounds and of each blank node of a document that cannot be named.
    """
    problems: list[EntenteError] = []

    def dated(statements: Iterable[Statement]) -> Triples:
        listed = tuple(statements)
        try:
            return triples_of(listed).union(span_triples(listed))
        except EntenteError as problem:
            problems.append(problem)
            return frozenset()

    def nameable(statements: Iterable[Statement]) -> Triples:
        try:
            return frozenset(skolem_triples(statements))
        except EntenteError as problem:
            problems.append(problem)
            return frozenset()

    def mentioned() -> Triples:
        try:
            return frozenset(time_expression_triples(sources.dates))
        except EntenteError as problem:
            problems.append(problem)
            return frozenset()

    layers = Layers(
        ontology=nameable(sources.ontology),
        shapes=nameable(sources.shapes),
        entities=dated(sources.entities),
        passages=frozenset(passage_triples(sources.passages.values())),
        claims=triples_of(sources.records),
        contents={claim: dated(statements) for claim, statements in sources.contents.items()},
        own_voice=frozenset(claim.iri for claim in sources.claims.values() if claim.is_own_voice),
        background=dated(sources.background),
        notes=dated(sources.notes),
        mentions=mentioned().union(annotation_triples(_annotations(sources))),
    )
    if problems:
        raise Findings(
            "The files cannot be put together.", [str(problem) for problem in problems], "Nothing was built."
        )
    return layers


def _annotations(sources: Sources) -> list[Annotation]:
    """What the passages name; a capitalised name that nothing known bears has no annotation."""
    return [Annotation(row.passage, row.start, row.end, expand(row.entity)) for row in sources.mentions if row.entity]


def triples_of(statements: Iterable[Statement]) -> Triples:
    """The statements without their places."""
    return frozenset(statement.triple for statement in statements)


def as_store(default: Iterable[ox.Triple], named: dict[str, Triples]) -> ox.Store:
    """A store in memory with that default graph and those named graphs."""
    store = ox.Store()
    graphs = [(None, default), *((ox.NamedNode(name), triples) for name, triples in named.items())]
    # All at once: a call for each of many hundred claims takes ten times as long.
    store.bulk_extend(
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for graph, triples in graphs
        for triple in triples
    )
    return store


def _is_nameless(triple: ox.Triple) -> bool:
    return any(isinstance(t, ox.NamedNode) and t.value.startswith(GENID) for t in (triple.subject, triple.object))
