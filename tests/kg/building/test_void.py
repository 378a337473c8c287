"""What the dataset says of itself is so: its figures are counted again here, by SPARQL, on the built dataset."""

import gzip
import hashlib
import json

import pyoxigraph as ox
import pytest

from kg.building.dumps import DUMPS
from kg.building.void import DATASET
from kg.prefixes import BASE, GRAPH, PREFIXES
from kg.project import Project

FIGURES = {
    "void:triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "void:distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
    "void:distinctObjects": "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }",
    "void:properties": "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }",
    "void:classes": "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }",
    "void:entities": f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}id/")) }}',
}
PARTS = {
    "classPartition": "SELECT ?it (COUNT(DISTINCT ?s) AS ?n) { ?s a ?it } GROUP BY ?it",
    "propertyPartition": "SELECT ?it (COUNT(*) AS ?n) { ?s ?it ?o } GROUP BY ?it",
}
PROLOGUE = f"PREFIX void: <{PREFIXES['void']}> PREFIX dcat: <{PREFIXES['dcat']}>\n"


@pytest.fixture(scope="module")
def store(built: Project) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=built.dataset, format=ox.RdfFormat.N_QUADS)
    return store


def rows(store: ox.Store, query: str) -> set[tuple[str, ...]]:
    return {tuple(term.value for term in row) for row in store.query(PROLOGUE + query)}


@pytest.mark.parametrize("figure", FIGURES)
def test_its_figures_are_so(store: ox.Store, figure: str) -> None:
    said = rows(store, f"SELECT ?n {{ GRAPH <{GRAPH}void> {{ <{DATASET}> {figure} ?n }} }}")
    assert said == rows(store, FIGURES[figure]) != {("0",)}


@pytest.mark.parametrize(("part", "figure"), [("classPartition", "entities"), ("propertyPartition", "triples")])
def test_its_parts_are_so(store: ox.Store, part: str, figure: str) -> None:
    of = "class" if part == "classPartition" else "property"
    said = f"{{ <{DATASET}> void:{part} ?part . ?part void:{of} ?it ; void:{figure} ?n }}"
    assert rows(store, f"SELECT ?it ?n {{ GRAPH <{GRAPH}void> {said} }}") == rows(store, PARTS[part])


def test_each_layer_is_a_dataset_of_so_many_triples(store: ox.Store) -> None:
    said = rows(store, f"SELECT ?g ?n {{ GRAPH <{GRAPH}void> {{ ?d void:subset ?g . ?g void:triples ?n }} }}")
    layers = f'FILTER(STRSTARTS(STR(?g), "{GRAPH}") && ?g != <{GRAPH}void>)'
    there = rows(store, f"SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} {layers} }} GROUP BY ?g")
    assert len(there) == 11
    assert there <= said


def test_what_it_gives_as_examples_is_there(store: ox.Store) -> None:
    examples = f"GRAPH <{GRAPH}void> {{ <{DATASET}> void:exampleResource ?it }}"
    given = rows(store, f"SELECT ?it {{ {examples} }}")
    assert given
    assert given == rows(store, f"SELECT DISTINCT ?it {{ {examples} ?it ?p ?o }}")


def test_nothing_else_of_the_dataset_knows_of_it(store: ox.Store) -> None:
    itself = store.quads_for_pattern(ox.NamedNode(DATASET), None, None)
    assert {quad.graph_name for quad in itself} == {ox.NamedNode(f"{GRAPH}void")}


def test_the_files_to_take_away_are_what_they_say(built: Project, store: ox.Store) -> None:
    manifest = json.loads(built.manifest.read_text(encoding="utf-8"))
    assert set(manifest["dumps"]) == set(DUMPS)
    whole = {(quad.triple, quad.graph_name) for quad in store}
    for name, (media_type, _) in DUMPS.items():
        packed = (built.build / name).read_bytes()
        assert manifest["dumps"][name] == {"bytes": len(packed), "sha256": hashlib.sha256(packed).hexdigest()}
        read = {
            (q.triple, q.graph_name)
            for q in ox.parse(gzip.decompress(packed), ox.RdfFormat.from_media_type(media_type))
        }
        assert read == (whole if "turtle" not in media_type else {one for one in whole if one[1] == ox.DefaultGraph()})
        assert packed[4:8] == bytes(4)  # no time
