"""What the service description tells who would federate, and of a dataset of very many graphs."""

import time

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.prefixes import PREFIXES
from server.sparql.description import SD, VOID, service_description
from server.sparql.parent import Description

RDFS = PREFIXES["rdfs"]


def test_very_many_graphs_hold_nobody_up() -> None:
    graphs = {f"http://example.org/{number:06}": number for number in range(100_000)}
    dataset = Description("0" * 64, 1, 1, graphs, False)
    began = time.perf_counter()
    content = service_description(dataset, "http://example.org/sparql", "application/n-triples", "")
    assert time.perf_counter() - began < 2
    names = [quad for quad in parse(content, RdfFormat.N_TRIPLES) if quad.predicate.value == f"{SD}name"]
    assert 1000 < len(names) < 5000
    assert b"100000 named graphs, of which the first 2000 are listed here." in content


def test_formats_and_entailment_are_named_as_the_w3c_names_them() -> None:
    dataset = Description("0" * 64, 1, 1, {}, False)
    content = service_description(dataset, "http://example.org/sparql", "application/n-triples", "")
    told: dict[str, set[str]] = {}
    for quad in parse(content, RdfFormat.N_TRIPLES):
        if isinstance(quad.object, NamedNode):
            told.setdefault(quad.predicate.value.removeprefix(SD), set()).add(quad.object.value)
    graphs = {"Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3"}
    results = {f"SPARQL_Results_{name}" for name in ("XML", "JSON", "CSV", "TSV")}
    assert told["resultFormat"] == {f"http://www.w3.org/ns/formats/{name}" for name in graphs | results}
    assert told["defaultEntailmentRegime"] == {"http://www.w3.org/ns/entailment/Simple"}


SIZES = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
    SELECT ?name ?size { ?dataset sd:namedGraph [ sd:name ?name ; sd:graph [ a sd:Graph ; void:triples ?size ] ] }"""
COUNTED = "SELECT ?name (COUNT(*) AS ?size) { GRAPH ?name { ?s ?p ?o } } GROUP BY ?name"
DEFAULT = "SELECT (COUNT(*) AS ?size) { ?s ?p ?o }"


@pytest.fixture
def described(server) -> Store:
    """Return what the server says of itself."""
    store = Store()
    store.load(server.client.get("/sparql").content, RdfFormat.TURTLE)
    return store


def test_each_graph_tells_how_many_triples_it_has(server, described: Store) -> None:
    told = {(name.value, int(size.value)) for name, size in described.query(SIZES)}
    rows = server.query(COUNTED).json()["results"]["bindings"]
    assert told == {(row["name"]["value"], int(row["size"]["value"])) for row in rows} != set()
    (default,) = described.query(f"SELECT ?size {{ ?d <{SD}defaultGraph> [ <{VOID}triples> ?size ] }}")
    (counted,) = server.query(DEFAULT).json()["results"]["bindings"]
    assert default["size"].value == counted["size"]["value"]


def test_it_tells_the_limits(described: Store) -> None:
    (comment,) = described.query(f"SELECT ?c {{ ?service a <{SD}Service> ; <{RDFS}comment> ?c }}")
    assert "A query may take 1.5 s" in comment["c"].value


def test_it_need_not_be_sent_again(server) -> None:
    tags = set()
    for accept in ("text/turtle", "application/ld+json"):
        for host in ("a.example", "b.example"):
            headers = {"Accept": accept, "Host": host}
            first = server.client.get("/sparql", headers=headers)
            again = server.client.get("/sparql", headers={**headers, "If-None-Match": first.headers["etag"]})
            assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
            tags.add(first.headers["etag"])
    assert len(tags) == 4
