"""Ontology and shapes over HTTP: who asks gets what Accept or the suffix says, and what has not changed is not sent."""

import re
from html import unescape
from itertools import combinations
from urllib.parse import quote, urldefrag

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef

from kg.prefixes import BASE, ENT

SYNTAXES = {
    "text/turtle": ("ttl", "turtle"),
    "application/ld+json": ("jsonld", "json-ld"),
    "application/rdf+xml": ("rdf", "xml"),
    "application/n-triples": ("nt", "nt"),
}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ADDRESSES = ("/ontology", "/ontology/agents", "/shapes", "/shapes/agents", "/ontology/alignments", "/ontology/0.1.0")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("media_type", SYNTAXES)
def test_each_syntax_is_to_be_had_by_accept_and_by_suffix(server, media_type: str) -> None:
    suffix, parser = SYNTAXES[media_type]
    for address in ("/ontology/agents", "/shapes/plans"):
        negotiated = server.client.get(address, headers={"Accept": media_type})
        named = server.client.get(f"{address}.{suffix}", headers={"Accept": "text/html"})
        assert negotiated.status_code == named.status_code == 200
        assert negotiated.headers["content-type"].startswith(media_type)
        assert negotiated.content == named.content
        assert negotiated.headers["content-location"] == f"{address}.{suffix}"
        graph = Graph().parse(data=negotiated.content, format=parser, publicID=BASE)
        assert (URIRef(BASE + address.removeprefix("/")), RDF.type, OWL.Ontology) in graph


@pytest.mark.parametrize("address", ADDRESSES)
def test_turtle_is_what_anything_gets_and_html_what_a_browser_gets(server, address: str) -> None:
    assert server.client.get(address).headers["content-type"] == "text/turtle; charset=utf-8"
    assert server.client.get(address, headers={"Accept": "*/*"}).headers["content-type"].startswith("text/turtle")
    page = server.client.get(address, headers={"Accept": BROWSER})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.text.startswith("<!doctype html>")
    assert "script-src 'self';" in page.headers["content-security-policy"]


def test_what_there_is_not_is_said(server) -> None:
    refused = server.client.get("/ontology", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert "text/turtle" in refused.json()["offered"]
    for address in ("/ontology/nothing", "/ontology.docx", "/ontology/", "/shapes/nothing.ttl", "/concept/nothing"):
        assert server.client.get(address).status_code == 404, address
    assert server.client.post("/ontology").status_code == 405


def test_no_two_representations_share_a_tag(server) -> None:
    for address in ("/ontology/agents", "/shapes/agents"):
        tags = []
        for accept in (*SYNTAXES, "text/html"):
            for coding in ("identity", "gzip"):
                reply = server.client.get(address, headers={"Accept": accept, "Accept-Encoding": coding})
                assert {part.strip() for part in reply.headers["vary"].split(",")} == {"Accept", "Accept-Encoding"}
                tags.append(reply.headers["etag"])
        tags.append(server.client.get(f"{address}.ttl").headers["etag"])
        assert not [pair for pair in combinations(tags, 2) if pair[0] == pair[1]]


def test_what_a_client_has_is_not_sent_again(server) -> None:
    for accept in ("text/turtle", "text/html"):
        first = server.client.get("/ontology/agents", headers={"Accept": accept})
        tag = first.headers["etag"]
        again = server.client.get("/ontology/agents", headers={"Accept": accept, "If-None-Match": f'"other", {tag}'})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == first.headers["vary"]
    other = server.client.get("/ontology/agents", headers={"Accept": "text/turtle", "If-None-Match": tag})
    assert other.status_code == 200


def test_head_has_the_headers_alone(server) -> None:
    for address in ("/ontology", "/ontology.nt"):
        got, head = server.client.get(address), server.client.head(address)
        assert head.content == b""
        kept = ("content-type", "etag", "vary", "link")
        assert [head.headers[name] for name in kept] == [got.headers[name] for name in kept]


def test_a_client_that_takes_gzip_gets_less(server) -> None:
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip"}
    packed = server.client.get("/ontology", headers=headers)
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 200_000
    assert packed.text == server.client.get("/ontology", headers=headers | {"Accept-Encoding": "identity"}).text
    refusing = server.client.get("/ontology", headers=headers | {"Accept-Encoding": "gzip;q=0"})
    assert "content-encoding" not in refusing.headers


def test_other_sites_may_read_the_triples(server) -> None:
    assert server.client.get("/ontology.ttl").headers["access-control-allow-origin"] == "*"


def test_a_concept_leads_to_its_entry(server) -> None:
    reply = server.client.get("/concept/stage-stalled", headers={"Accept": "text/html"})
    assert reply.status_code == 303
    address, anchor = urldefrag(reply.headers["location"])
    page = server.client.get(address, headers={"Accept": "text/html"})
    assert f'id="{anchor}"' in page.text
    followed = server.client.get("/concept/stage-stalled", headers={"Accept": "text/turtle"}, follow_redirects=True)
    concept = URIRef(f"{BASE}concept/stage-stalled")
    assert (URIRef(f"{BASE}concept/stage-signing-aborted"), SKOS.broader, concept) in Graph().parse(data=followed.text)


def test_the_page_counts_what_is_served_here(server) -> None:
    page = unescape(server.client.get("/ontology", headers={"Accept": "text/html"}).text)
    barrier = re.search(r'<article class="term class" id="Barrier">.*?</article>', page, re.DOTALL)
    assert barrier is not None
    query = f"SELECT (COUNT(DISTINCT ?b) AS ?n) {{ ?b a <{ENT}Barrier> }}"
    (row,) = server.query(query).json()["results"]["bindings"]
    assert int(row["n"]["value"]) > 0
    assert re.search(rf"\b{row['n']['value']} things?\b", barrier[0])
    assert "Public sentiment against the pact" in barrier[0]


def test_every_link_of_the_pages_leads_somewhere(server) -> None:
    browser = {"Accept": "text/html"}
    pages = {address: server.client.get(address, headers=browser).text for address in ("/ontology", "/shapes")}
    anchors = {address: set(re.findall(r'id="([^"]+)"', text)) for address, text in pages.items()}
    links = {unescape(link) for text in pages.values() for link in re.findall(r'href="(/[^"]*|#[^"]*)"', text)}
    assert len(links) > 500
    followed = set()
    for link in sorted(links):
        address, anchor = urldefrag(link)
        if address in anchors:
            assert anchor == "" or anchor in anchors[address], link
        elif not address:
            assert any(anchor in known for known in anchors.values()), link
        elif address not in followed and not address.startswith("/queries/"):
            followed.add(address)
            reply = server.client.get(address, headers=browser, follow_redirects=True)
            assert reply.status_code == 200, link
    assert len(followed) > 50


def test_the_questions_of_the_pages_are_questions(server) -> None:
    page = server.client.get("/ontology", headers={"Accept": "text/html"}).text
    names = set(re.findall(r'href="/queries/([^"]+)"', page))
    known = server.client.get("/queries", headers={"Accept": "text/html"}).text
    assert len(names) > 30
    assert not [name for name in names if f'/queries/{quote(name)}"' not in known]


def test_somebody_elses_data_has_the_same_terms_unused(foreign) -> None:
    page = foreign.client.get("/ontology", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert 'id="Barrier"' in page.text
