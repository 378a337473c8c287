"""Fixtures for the ontology: its files, the graph of each, and all that the build loads in one graph."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, URIRef

from kg.prefixes import BASE, GRAPH, PREFIXES, kind_of
from kg.project import Project

TERMS = (f"{BASE}ontology", PREFIXES["concept"])
JUDGED = ("background", "derived-with-background", "notes", "mentions")
"""The graphs beside the default graph that must not contradict it."""


@pytest.fixture(scope="session")
def files(project: Project) -> dict[str, Path]:
    """Return the Turtle files of the folder by their stems."""
    found = {path.stem: path for path in sorted((project.root / "ontology").glob("*.ttl"))}
    assert found, "no ontology files were found"
    return found


@pytest.fixture(scope="session")
def modules(files: dict[str, Path]) -> dict[str, Graph]:
    """Return one graph per file."""
    return {stem: Graph().parse(path) for stem, path in files.items()}


@pytest.fixture(scope="session")
def ontology(project: Project, modules: dict[str, Graph]) -> Graph:
    """Return the published ontology: all modules but those that are never loaded."""
    merged = Graph()
    for path in project.ontology:
        for triple in modules[path.stem]:
            merged.add(triple)
    assert len(merged)
    return merged


@pytest.fixture(scope="session")
def dataset(built: Project) -> ox.Store:
    """Return the dataset as built."""
    store = ox.Store()
    store.bulk_load(path=built.dataset, format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="session")
def data(dataset: ox.Store) -> Graph:
    """Return what the dataset says of the world and of claims, background, notes and mentions included."""
    graphs = [ox.DefaultGraph(), *(ox.NamedNode(GRAPH + name) for name in JUDGED)]
    triples = {quad.triple for graph in graphs for quad in dataset.quads_for_pattern(None, None, None, graph)}
    graph = Graph().parse(data="".join(f"{triple} .\n" for triple in triples), format="nt")
    for subject in set(graph.subjects()):
        if str(subject).startswith(TERMS):
            graph.remove((subject, None, None))
    assert len(graph) > 10_000
    return graph


@pytest.fixture(scope="session")
def entities(dataset: ox.Store) -> list[URIRef]:
    """Return the things of the entity files: each has its own name because it is not another."""
    graph = ox.NamedNode(f"{GRAPH}entities")
    typed = dataset.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), None, graph)
    names = {quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode)}
    found = [URIRef(name) for name in sorted(names) if kind_of(name)]
    assert len(found) > 100
    return found
