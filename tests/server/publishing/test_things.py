"""The address of a thing leads to what the graph says of it, as a page or as triples."""

from rdflib import Graph, URIRef

from kg.prefixes import BASE


def test_a_thing_leads_to_its_triples_and_to_a_page(server) -> None:
    found = server.query("SELECT ?s { ?s a <https://w3id.org/entente/ontology#Barrier> } LIMIT 1").json()
    iri = found["results"]["bindings"][0]["s"]["value"]
    path = iri.removeprefix(BASE.removesuffix("/"))
    triples = server.client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert triples.headers["content-type"].startswith("text/turtle")
    assert (URIRef(iri), None, None) in Graph().parse(data=triples.text)
    page = server.client.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert page.headers["content-type"].startswith("text/html")
    assert "rdf-schema#label" in page.text


ONLY_REPORTED = """CONSTRUCT { ?thing ?property ?value } WHERE {
  { ?graph <https://w3id.org/entente/ontology#stance> ?stance FILTER(STRENDS(STR(?stance), "reported")) }
  GRAPH ?graph { ?thing ?property ?value }
  FILTER NOT EXISTS { ?thing ?property ?value } }"""


def test_what_is_only_reported_of_a_thing_is_not_among_its_triples(server) -> None:
    reported = Graph().parse(data=server.query(ONLY_REPORTED).text)
    things = {thing for thing in reported.subjects() if str(thing).startswith(BASE)}
    assert things
    for thing in things:
        answer = server.client.get(str(thing).removeprefix(BASE.removesuffix("/")), follow_redirects=True)
        assert answer.status_code == 200
        assert not set(Graph().parse(data=answer.text)) & set(reported)


def test_what_cannot_be_an_iri_is_not_there(server) -> None:
    assert server.client.get("/id/event/%3Cscript%3E").status_code == 404
