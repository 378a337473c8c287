"""Graphs as the SPARQL 1.1 Graph Store HTTP Protocol has them; what is only reported never without its graph's name."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.prefixes import BASE, GRAPH

REPORTED = 'SELECT ?c { ?c <https://w3id.org/entente/ontology#stance> ?s FILTER(STRENDS(STR(?s), "reported")) }'
ASSERTED = 'SELECT ?c { ?c <https://w3id.org/entente/ontology#stance> ?s FILTER(STRENDS(STR(?s), "asserted")) }'


def one(client: httpx.Client, query: str) -> str:
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return str(rows[0]["c"]["value"])


def asked(client: httpx.Client, graph: str) -> set[str]:
    where = "?s ?p ?o" if graph == "default" else f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    params = {"query": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}", "format": "nt"}
    return set(client.get("/sparql", params=params).text.splitlines())


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_graph_is_sent_whole_named_indirectly_or_directly(server, method: str) -> None:
    claim = one(server.client, ASSERTED)
    for address in (f"/graph-store?graph={claim}", f"/graph-store/{claim.removeprefix(BASE)}"):
        answer = server.client.request(method, address, headers={"Accept": "application/n-triples"})
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/n-triples")
        if method == "GET":
            assert set(answer.text.splitlines()) == asked(server.client, claim) != set()


def test_the_default_graph_is_sent_whole(server) -> None:
    answer = server.client.get("/graph-store?default", headers={"Accept": "application/n-triples"})
    assert set(answer.text.splitlines()) == asked(server.client, "default")


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "text/n3"])
def test_what_is_reported_is_not_sent_as_mere_triples(server, accept: str) -> None:
    answer = server.client.get(
        "/graph-store", params={"graph": one(server.client, REPORTED)}, headers={"Accept": accept}
    )
    assert answer.status_code == 406
    assert answer.json()["offered"] == ["application/trig", "application/n-quads", "application/ld+json"]
    assert "with the graph's name only" in answer.json()["detail"]


@pytest.mark.parametrize("accept", ["application/trig", "application/n-quads", "application/ld+json", "*/*"])
def test_what_is_reported_is_sent_with_its_graph(server, accept: str) -> None:
    claim = one(server.client, REPORTED)
    answer = server.client.get("/graph-store", params={"graph": claim}, headers={"Accept": accept})
    quads = list(ox.parse(answer.content, ox.RdfFormat.from_media_type(answer.headers["content-type"])))
    assert {str(quad.graph_name) for quad in quads} == {f"<{claim}>"}
    assert {f"{quad.triple} ." for quad in quads} == asked(server.client, claim)
    again = {"Accept": accept, "If-None-Match": answer.headers["etag"]}
    assert server.client.get("/graph-store", params={"graph": claim}, headers=again).status_code == 304
    anything = {"Accept": accept, "If-None-Match": "*"}
    assert server.client.get("/graph-store", params={"graph": claim}, headers=anything).status_code == 304


@pytest.mark.parametrize("accept", ["application/trig", "application/n-quads"])
def test_the_default_graph_has_no_name(server, accept: str) -> None:
    answer = server.client.get("/graph-store?default", headers={"Accept": accept})
    quads = set(ox.parse(answer.content, ox.RdfFormat.from_media_type(accept)))
    assert {f"{quad.triple} ." for quad in quads} == asked(server.client, "default")
    assert {quad.graph_name for quad in quads} == {ox.DefaultGraph()}


UNCLEAR = b"""
PREFIX ent: <https://w3id.org/entente/ontology#> PREFIX concept: <https://w3id.org/entente/concept/>
PREFIX claim: <https://w3id.org/entente/claim/> PREFIX graph: <https://w3id.org/entente/graph/>
claim:said ent:stance concept:stance-asserted . claim:said { <urn:s> <urn:p> "said" }
claim:both ent:stance concept:stance-asserted, concept:stance-denied . claim:both { <urn:s> <urn:p> "both" }
claim:without-record { <urn:s> <urn:p> "no record" }
<urn:of-somebody-else> ent:stance concept:stance-reported . <urn:of-somebody-else> { <urn:s> <urn:p> "reported" }
<urn:graph> { <urn:s> <urn:p> "somebody's" }
graph:background { <urn:s> <urn:p> "background" }
graph:derived-with-background { <urn:s> <urn:p> "derived" }
"""


@pytest.fixture(scope="module")
def unclear(serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Return a client of a server with graphs whose stance is clear, mixed, another's or not told."""
    path = tmp_path_factory.mktemp("unclear") / "unclear.trig"
    path.write_bytes(UNCLEAR)
    with serve("--dataset", str(path)) as running:
        yield running.client


@pytest.mark.parametrize(
    ("graph", "status"),
    [
        (f"{BASE}claim/said", 200),
        ("urn:graph", 200),
        (f"{BASE}claim/both", 406),
        (f"{BASE}claim/without-record", 406),
        ("urn:of-somebody-else", 406),
        (f"{GRAPH}background", 406),
        (f"{GRAPH}derived-with-background", 406),
    ],
)
def test_only_what_is_said_to_be_a_fact_is_sent_as_mere_triples(unclear: httpx.Client, graph: str, status: int) -> None:
    for format_ in ("ttl", "nt", "rdf", "n3"):
        params = {"graph": graph, "format": format_}
        assert unclear.get("/graph-store", params=params).status_code == status
    for format_ in ("trig", "nq"):
        answer = unclear.get("/graph-store", params={"graph": graph, "format": format_})
        assert f"<{graph}>" in answer.text


NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
NO_FACTS = """PREFIX ent: <https://w3id.org/entente/ontology#>
CONSTRUCT { ?s ?p ?o } WHERE {
  GRAPH ?g { ?s ?p ?o }
  OPTIONAL { ?g ent:stance ?stance }
  FILTER(REGEX(STR(?stance), "(assumed|hypothesised|reported|denied)$") || CONTAINS(STR(?g), "background"))
  FILTER NOT EXISTS { ?s ?p ?o } }"""


def test_no_graph_sends_as_mere_triples_what_is_no_fact(server) -> None:
    no_facts = set(server.query(NO_FACTS, Accept="application/n-triples").text.splitlines())
    rows = server.query(NAMES).json()["results"]["bindings"]
    answers = [server.client.get("/graph-store", params={"graph": row["g"]["value"], "format": "nt"}) for row in rows]
    sent = [line for answer in answers if answer.status_code == 200 for line in answer.text.splitlines()]
    assert {answer.status_code for answer in answers} == {200, 406}
    assert len(no_facts) > 0 < len(sent)
    assert not no_facts.intersection(sent)


def test_each_representation_has_a_tag_of_its_own(server) -> None:
    claim = one(server.client, ASSERTED)
    types = ("text/turtle", "application/n-triples", "application/trig", "application/n-quads", "application/ld+json")
    tags = [
        server.client.get("/graph-store", params={"graph": claim}, headers={"Accept": accept}).headers["etag"]
        for accept in types
    ]
    assert len(set(tags)) == len(types)


@pytest.mark.parametrize("wanted", ["claim", "climas", "Claims"])
def test_an_unknown_graph_is_told_with_its_neighbours(server, wanted: str) -> None:
    answer = server.client.get("/graph-store", params={"graph": GRAPH + wanted})
    assert answer.status_code == 404
    assert f"{GRAPH}claims" in answer.json()["nearest"]


def test_a_graph_like_none_is_told_without_neighbours(server) -> None:
    answer = server.client.get("/graph-store", params={"graph": "urn:x:0"})
    assert (answer.status_code, "nearest" in answer.json()) == (404, False)


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("", "no-graph-named"),
        ("default&graph=urn:x", "several-graphs"),
        ("graph=urn:x&graph=urn:y", "several-graphs"),
        ("graph=", "no-absolute-iri"),
        ("graph=relative", "no-absolute-iri"),
        ("graph=urn:a%20b", "no-absolute-iri"),
        ("default&x=%FF", "not-utf-8"),
        ("default&" + "x=1&" * 2000, "too-many-parameters"),
    ],
)
def test_what_is_wrong_with_the_name_of_a_graph_is_told(server, query: str, kind: str) -> None:
    answer = server.client.get(f"/graph-store?{query}")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (400, kind)


def test_parameters_that_mean_nothing_here_do_no_harm(server) -> None:
    assert server.client.head("/graph-store?default&" + "a=&" * 20).status_code == 200


@pytest.mark.parametrize(
    ("settings", "kind"),
    [({"result_size": "1"}, "result-too-large"), ({"query_timeout": "0.2"}, "query-timeout")],
)
def test_a_graph_that_is_too_much_is_an_error_in_each_syntax(serve, large: Path, settings, kind: str) -> None:
    with serve("--dataset", str(large), **settings) as server:
        for format_ in ("ttl", "nt", "rdf", "jsonld", "trig", "nq"):
            answer = server.client.get("/graph-store", params={"graph": "urn:large", "format": format_})
            assert answer.json()["type"].rpartition("/")[2] == kind


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a graph of many triples."""
    path = tmp_path_factory.mktemp("large") / "large.nq"
    path.write_text("".join(f"<urn:s{n}> <urn:p> <urn:o{n}> <urn:large> .\n" for n in range(200_000)), encoding="utf-8")
    return path


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(server, method: str) -> None:
    answer = server.client.request(method, "/graph-store?default", content=b"<urn:s> <urn:p> <urn:o> .")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "read-only" in answer.json()["detail"]
