"""Nothing in the dataset is left to itself: each class has a shape, and some shape constrains each property."""

import re

import pyoxigraph as ox
import pytest
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef
from rdflib.term import Node

from kg.building.validate import count_focus_nodes
from kg.prefixes import GRAPH, expand, shorten
from kg.project import Project

NOT_DATA = tuple(GRAPH + name for name in ("ontology", "shapes", "queries", "void"))
EVERYWHERE = {str(RDF.type)}


@pytest.fixture(scope="module")
def dataset(built: Project) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=built.dataset, format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def data(dataset: ox.Store) -> list[ox.Quad]:
    quads = [
        quad for quad in dataset if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value not in NOT_DATA
    ]
    assert len(quads) > 10_000
    return quads


@pytest.fixture(scope="module")
def shapes(project: Project) -> Graph:
    graph = Graph()
    for path in project.shapes:
        graph.parse(path)
    return graph


def test_every_class_with_instances_has_a_shape(data: list[ox.Quad], shapes: Graph, project: Project) -> None:
    ontology = Graph()
    for path in project.ontology:
        ontology.parse(path)
    targets = set(shapes.objects(None, SH.targetClass))
    classes = {quad.object.value for quad in data if quad.predicate.value == str(RDF.type)}
    assert len(classes) > 50
    without = {
        shorten(name)
        for name in classes
        if not targets & set(ontology.transitive_objects(URIRef(name), RDFS.subClassOf))
    }
    assert sorted(without) == []


def test_a_shape_constrains_every_property(data: list[ox.Quad], shapes: Graph) -> None:
    constrained = EVERYWHERE | {str(name) for path in shapes.objects(None, SH.path) for name in _names(shapes, path)}
    used = {quad.predicate.value for quad in data}
    assert len(used) > 80
    assert sorted(shorten(name) for name in used - constrained) == []


def test_every_shape_looks_at_something(dataset: ox.Store, shapes: Graph) -> None:
    everything = ox.Store()
    everything.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in dataset)
    counts = [count_focus_nodes(everything, shapes, name) for name in "abcd"]
    shapes_looked_at = {shape for of_pass in counts for shape, count in of_pass.items() if count}
    idle = {shorten(shape) for of_pass in counts for shape in of_pass} - {shorten(shape) for shape in shapes_looked_at}
    assert sorted(idle) == []


def test_no_shape_names_a_term_that_is_not_there(shapes: Graph, project: Project) -> None:
    declared = {
        subject.value
        for path in [*project.ontology, *project.shapes]
        for subject, predicate, *_ in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if isinstance(subject, ox.NamedNode) and predicate.value == str(RDF.type)
    }
    queries = [str(query) for query in shapes.objects(None, SH.select)]
    named = {
        expand(name) for query in queries for name in re.findall(r"(?<![\w-])(?:ent|concept|shapes):[\w-]+", query)
    }
    assert named
    assert sorted(named - declared) == []


def _names(shapes: Graph, path: Node) -> set[Node]:
    """The properties that a path goes along."""
    if not isinstance(path, BNode):
        return {path}
    return {name for part in shapes.objects(path) if part != RDF.nil for name in _names(shapes, part)}
