"""A project goes in; what files of others are judged with comes out: ontology, entities, passages, background, notes.

It is read without lines and without the checks of a build, because nothing of it is judged.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.building.assemble import Layers, Triples, as_store, triples_of
from kg.building.passages import passage_triples
from kg.building.skolem import skolem_triples
from kg.building.spans import span_triples
from kg.claims.statement import Statement
from kg.errors import InputError
from kg.prefixes import PREFIXES
from kg.project import Project
from kg.querying.query_file import QueryFile
from kg.reading.passages import read_passages_csv

_A = ox.NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True)
class Context:
    """What is added to files, and what the report on them says of our nodes.

    `layers` has no claims; `typing` says what the things are that our claims speak of, and nothing else of them.
    `dataset` has the records and contents of our claims and the labels of everything, `rules` derive what follows.
    """

    layers: Layers
    typing: Triples
    dataset: ox.Store
    rules: tuple[QueryFile, ...]


def read_context(project: Project, rules: Iterable[QueryFile]) -> Context:
    """The context that this checkout gives; raises EntenteError where a file cannot be read."""
    ontology = [_document(path) for path in project.ontology]
    described = [*project.entities, *(folder / "article.ttl" for folder in project.articles)]
    entities = with_spans(said for path in described for said in _read(path))
    claims = [said for path in project.claims for said in _read(path)]
    records = triples_of(said for said in claims if isinstance(said.graph, ox.DefaultGraph))
    contents: dict[str, set[ox.Triple]] = {}
    for said in claims:
        if isinstance(said.graph, ox.NamedNode):
            contents.setdefault(said.graph.value, set()).add(said.triple)
    typing = frozenset(triple for content in contents.values() for triple in content if triple.predicate == _A)
    layers = Layers(
        ontology=frozenset(triple for triples in ontology for triple in triples),
        shapes=frozenset(),
        entities=entities,
        passages=frozenset(triple for path in project.passages for triple in passage_triples(read_passages_csv(path))),
        claims=frozenset(),
        contents={},
        own_voice=frozenset(),
        background=with_spans(said for path in project.background for said in _read(path)),
        notes=with_spans(said for path in project.notes for said in _read(path)),
        mentions=frozenset(),
    )
    everything = layers.default | records | layers.background | layers.notes
    dataset = as_store(everything, {claim: frozenset(content) for claim, content in contents.items()})
    return Context(layers, typing, dataset, tuple(rules))


def with_spans(statements: Iterable[Statement]) -> Triples:
    """The statements with the time spans of what they date; a date without bounds gives none, as shapes will say."""
    about: dict[str, list[Statement]] = {}
    for said in statements:
        about.setdefault(said.subject.value, []).append(said)
    triples: set[ox.Triple] = set()
    for listed in about.values():
        triples |= triples_of(listed)
        try:
            triples.update(span_triples(listed))
        except InputError:  # the shapes say what is wrong with it, and where
            continue
    return frozenset(triples)


def _read(path: Path) -> list[Statement]:
    syntax = ox.RdfFormat.TRIG if path.suffix == ".trig" else ox.RdfFormat.TURTLE
    return [
        Statement(quad.subject, quad.predicate, quad.object, quad.graph_name, path, 0)
        for quad in ox.parse(path=path, format=syntax)
    ]


def _document(path: Path) -> Triples:
    return frozenset(skolem_triples(_read(path)))
