"""Fragments on a real server: what fits, all of it, page by page, and the way to every other fragment."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from kg.prefixes import ENT, PREFIXES

HYDRA = "http://www.w3.org/ns/hydra/core#"
VOID = "http://rdfs.org/ns/void#"
LABEL = PREFIXES["rdfs"] + "label"
NQ = {"Accept": "application/n-quads"}


def data(answer: httpx.Response) -> list[ox.Triple]:
    assert answer.status_code == 200, answer.text
    return [quad.triple for quad in quads(answer) if quad.graph_name == ox.DefaultGraph()]


def said(answer: httpx.Response, predicate: str) -> list[str]:
    """Return what the page says of itself by a predicate."""
    here = ox.NamedNode(str(answer.url))
    return [
        quad.object.value
        for quad in quads(answer)
        if quad.graph_name != ox.DefaultGraph() and quad.subject == here and quad.predicate.value == predicate
    ]


def quads(answer: httpx.Response) -> list[ox.Quad]:
    syntax = answer.headers["content-type"].partition(";")[0]
    return list(ox.parse(answer.content, ox.RdfFormat.from_media_type(syntax)))


def followed(client: httpx.Client, address: str) -> Iterator[httpx.Response]:
    while address:
        answer = client.get(address, headers=NQ)
        yield answer
        address = next(iter(said(answer, f"{HYDRA}next")), "")


def facts(small: ox.Store) -> list[ox.Triple]:
    return [quad.triple for quad in small.quads_for_pattern(None, None, None, ox.DefaultGraph())]


def test_all_pages_together_are_the_default_graph(server, small: ox.Store) -> None:
    pages = list(followed(server.client, "/fragments"))
    triples = [triple for page in pages for triple in data(page)]
    assert len(pages) > 1
    assert len(triples) == len(set(triples))
    assert set(triples) == set(facts(small))
    assert {count for page in pages for count in said(page, f"{HYDRA}totalItems")} == {str(len(triples))}
    assert {count for page in pages for count in said(page, f"{VOID}triples")} == {str(len(triples))}
    assert all(len(data(page)) <= 100 for page in pages)


@pytest.mark.parametrize("bound", [bound for bound in product((True, False), repeat=3) if any(bound)])
def test_what_fits_a_pattern(server, small: ox.Store, bound: tuple[bool, bool, bool]) -> None:
    everything = facts(small)
    names = ("subject", "predicate", "object")
    for one in (everything[0], everything[len(everything) // 2], everything[-1]):
        wanted = {name: getattr(one, name) for name, is_bound in zip(names, bound, strict=True) if is_bound}
        address = "/fragments?" + urlencode({name: represented(term) for name, term in wanted.items()})
        found = [triple for page in followed(server.client, address) for triple in data(page)]
        expected = [t for t in everything if all(getattr(t, name) == term for name, term in wanted.items())]
        assert sorted(map(str, found)) == sorted(map(str, expected)) != []


def represented(term: ox.NamedNode | ox.Literal) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value
    if term.language:
        return f'"{term.value}"@{term.language}'
    return f'"{term.value}"^^{term.datatype.value}'


def test_what_is_only_reported_and_background_is_in_no_fragment(server) -> None:
    for subject in ("influence/cold-war", "in-office/signing-first"):
        answer = server.client.get(f"/fragments?subject=https://w3id.org/entente/id/{subject}", headers=NQ)
        assert data(answer) == []
        assert said(answer, f"{HYDRA}totalItems") == ["0"]
    head = server.client.get(f"/fragments?predicate={quote(ENT + 'headedBy')}", headers=NQ)
    assert data(head) == []


@pytest.mark.parametrize(
    "syntax", ["text/turtle", "application/n-triples", "application/trig", "application/ld+json", "application/rdf+xml"]
)
def test_the_form_leads_to_any_other_fragment(server, syntax: str) -> None:
    answer = server.client.get(f"/fragments?predicate={quote(LABEL)}", headers={"Accept": syntax})
    form = rdflib.Graph()
    for quad in quads(answer):
        form.parse(data=f"{quad.triple} .", format="nt")
    dataset = rdflib.URIRef(f"{server.url}/fragments#dataset")
    assert (dataset, rdflib.URIRef(f"{VOID}subset"), rdflib.URIRef(str(answer.url))) in form
    (search,) = form.objects(dataset, rdflib.URIRef(f"{HYDRA}search"))
    template = str(form.value(search, rdflib.URIRef(f"{HYDRA}template")))
    assert template == f"{server.url}/fragments{{?subject,predicate,object}}"
    mappings = {
        str(form.value(mapping, rdflib.URIRef(f"{HYDRA}variable"))): form.value(
            mapping, rdflib.URIRef(f"{HYDRA}property")
        )
        for mapping in form.objects(search, rdflib.URIRef(f"{HYDRA}mapping"))
    }
    assert mappings == {name: rdflib.RDF[name] for name in ("subject", "predicate", "object")}


@pytest.mark.parametrize("syntax", ["application/trig", "application/n-quads", "application/ld+json"])
def test_what_is_said_of_the_page_is_in_a_graph_of_its_own(server, syntax: str) -> None:
    answer = server.client.get(f"/fragments?predicate={quote(LABEL)}", headers={"Accept": syntax})
    assert {triple.predicate.value for triple in data(answer)} == {LABEL}
    (graph,) = {quad.graph_name for quad in quads(answer)} - {ox.DefaultGraph()}
    topic = ox.NamedNode(PREFIXES["foaf"] + "primaryTopic")
    (about,) = (quad for quad in quads(answer) if quad.predicate == topic)
    assert (about.subject, about.object) == (graph, ox.NamedNode(str(answer.url)))


def test_a_page_that_there_is_not(server) -> None:
    answer = server.client.get("/fragments?page=9999")
    assert (answer.status_code, answer.json()["title"]) == (404, "No such page")


def test_addresses_are_those_by_which_the_server_is_known(server) -> None:
    answer = server.client.get("/fragments", headers={**NQ, "Host": "entente.example"})
    assert "http://entente.example/fragments#dataset" in answer.text
    assert "Host" in answer.headers["vary"]
    assert answer.headers["etag"] != server.client.get("/fragments", headers=NQ).headers["etag"]


def test_another_server_of_the_same_data_has_the_same_pages(server, serve, small_file: Path) -> None:
    host = {**NQ, "Host": "entente.example"}
    with serve("--dataset", str(small_file)) as other:
        for page in (1, 2):
            first, second = (one.client.get(f"/fragments?page={page}", headers=host) for one in (server, other))
            assert (first.text, first.headers["etag"]) == (second.text, second.headers["etag"])


def test_hostile_literals_are_only_looked_for(server) -> None:
    for text in ('" } DELETE', "\\", "'", "a\nb", "\x00", "{} ?s", "한국"):
        answer = server.client.get("/fragments?" + urlencode({"object": f'"{text}"'}), headers=NQ)
        assert data(answer) == []
