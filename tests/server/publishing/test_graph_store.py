"""Graphs as the SPARQL 1.1 Graph Store HTTP Protocol has them; what is only reported never without its graph's name."""

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


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_what_is_reported_is_not_sent_as_mere_triples(server, accept: str) -> None:
    answer = server.client.get(
        "/graph-store", params={"graph": one(server.client, REPORTED)}, headers={"Accept": accept}
    )
    assert answer.status_code == 406
    assert answer.json()["offered"] == ["application/trig", "application/n-quads"]


@pytest.mark.parametrize("accept", ["application/trig", "application/n-quads", "*/*"])
def test_what_is_reported_is_sent_with_its_graph(server, accept: str) -> None:
    claim = one(server.client, REPORTED)
    answer = server.client.get("/graph-store", params={"graph": claim}, headers={"Accept": accept})
    quads = list(ox.parse(answer.content, ox.RdfFormat.from_media_type(answer.headers["content-type"])))
    assert {str(quad.graph_name) for quad in quads} == {f"<{claim}>"}
    assert {f"{quad.triple} ." for quad in quads} == asked(server.client, claim)
    again = {"Accept": accept, "If-None-Match": answer.headers["etag"]}
    assert server.client.get("/graph-store", params={"graph": claim}, headers=again).status_code == 304


def test_each_representation_has_a_tag_of_its_own(server) -> None:
    claim = one(server.client, ASSERTED)
    types = ("text/turtle", "application/n-triples", "application/trig", "application/n-quads")
    tags = [
        server.client.get("/graph-store", params={"graph": claim}, headers={"Accept": accept}).headers["etag"]
        for accept in types
    ]
    assert len(set(tags)) == len(types)


def test_an_unknown_graph_is_told_with_its_neighbours(server) -> None:
    answer = server.client.get("/graph-store", params={"graph": f"{GRAPH}claim"})
    assert answer.status_code == 404
    assert f"{GRAPH}claims" in answer.json()["nearest"]


@pytest.mark.parametrize("query", ["", "default&graph=urn:x", "graph=urn:x&graph=urn:y"])
def test_one_graph_is_to_be_named(server, query: str) -> None:
    assert server.client.get(f"/graph-store?{query}").status_code == 400


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nothing_is_written(server, method: str) -> None:
    answer = server.client.request(method, "/graph-store?default", content=b"<urn:s> <urn:p> <urn:o> .")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert server.client.options("/graph-store").status_code == 204
