"""What the dataset is, and where its files are, is found at well-known places; files are resumed."""

import gzip
import hashlib

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef

from kg.building.dumps import DUMPS
from kg.building.manifest import read_manifest
from kg.building.void import DATASET
from kg.prefixes import PREFIXES

VOID = PREFIXES["void"]


def test_void_has_what_the_dataset_says_and_what_it_cannot(tiny_server, tiny_built) -> None:
    manifest = read_manifest(tiny_built.manifest)
    answer = tiny_server.client.get("/.well-known/void")
    assert answer.headers["content-type"].startswith("text/turtle")
    graph = Graph().parse(data=answer.text)
    itself = URIRef(DATASET)
    assert (itself, URIRef(f"{VOID}triples"), Literal(manifest.default_graph)) in graph
    assert (itself, URIRef(PREFIXES["dcterms"] + "identifier"), Literal(f"sha256:{manifest.dataset}")) in graph
    for name, file in manifest.dumps.items():
        part = URIRef(f"{DATASET}/files/{name.replace('.', '-')}")
        assert int(graph.value(part, URIRef(PREFIXES["dcat"] + "byteSize"))) == file["bytes"]
        sum_ = graph.value(part, URIRef("http://spdx.org/rdf/terms#checksum"))
        assert str(graph.value(sum_, URIRef("http://spdx.org/rdf/terms#checksumValue"))).lower() == file["sha256"]
    assert tiny_server.client.get("/.well-known/void", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize("media_type", ["application/rdf+xml", "application/ld+json", "application/n-triples"])
def test_void_is_the_same_in_every_syntax(tiny_server, media_type: str) -> None:
    def said(accept: str) -> set[ox.Triple]:
        answer = tiny_server.client.get("/.well-known/void", headers={"Accept": accept})
        return {quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.from_media_type(accept))}

    assert said(media_type) == said("text/turtle") != set()


def test_the_dataset_is_a_thing_with_a_page(tiny_server) -> None:
    page = tiny_server.client.get("/dataset", headers={"Accept": "text/html"}, follow_redirects=True)
    assert (page.status_code, page.url.path) == (200, "/dataset.html")
    data = tiny_server.client.get("/dataset.ttl")
    assert (URIRef(DATASET), URIRef(f"{VOID}sparqlEndpoint"), None) in Graph().parse(data=data.text)
    items = {link for link in data.headers["link"].split(", ") if 'rel="item"' in link}
    assert items == {f'</dumps/{name}>; rel="item"; type="application/gzip"' for name in DUMPS}


@pytest.mark.parametrize("name", DUMPS)
def test_a_file_is_whole_and_what_it_says(tiny_server, tiny_built, name: str) -> None:
    answer = tiny_server.client.get(f"/dumps/{name}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/gzip")
    assert "content-encoding" not in answer.headers  # it is kept as it is
    assert hashlib.sha256(answer.content).hexdigest() == read_manifest(tiny_built.manifest).dumps[name]["sha256"]
    if name == "entente.nq.gz":
        assert gzip.decompress(answer.content) == tiny_built.dataset.read_bytes()
    again = tiny_server.client.get(f"/dumps/{name}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_file_is_resumed_but_not_as_another(tiny_server) -> None:
    whole = tiny_server.client.get("/dumps/entente.nq.gz")
    for tag, status in ((whole.headers["etag"], 206), ('"another"', 200)):
        rest = tiny_server.client.get("/dumps/entente.nq.gz", headers={"Range": "bytes=100-", "If-Range": tag})
        assert rest.status_code == status
        assert rest.content == (whole.content[100:] if status == 206 else whole.content)
    beyond = tiny_server.client.get("/dumps/entente.nq.gz", headers={"Range": f"bytes={len(whole.content)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(whole.content)}")
    assert beyond.json()["title"] == "Range not satisfiable"


@pytest.mark.parametrize("wrong", ["bytes=9-5", "bytes=", "bytes", "bytes=a-b"])
def test_a_malformed_range_is_a_problem_in_words(tiny_server, wrong: str) -> None:
    for method in ("GET", "HEAD"):
        answer = tiny_server.client.request(method, "/dumps/entente.nq.gz", headers={"Range": wrong})
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
        assert answer.headers["access-control-allow-origin"] == "*"
    assert tiny_server.client.get("/dumps/entente.nq.gz", headers={"Range": wrong}).json()["title"] == "Bad range"


def test_a_range_in_another_unit_is_passed_over(tiny_server) -> None:
    answer = tiny_server.client.get("/dumps/entente.nq.gz", headers={"Range": "lines=1-2"})
    assert (answer.status_code, gzip.decompress(answer.content)[:1]) == (200, b"<")


def test_files_beside_another_dataset_are_not_its_files(server, tiny_built, serve, tmp_path) -> None:
    assert server.client.get("/dumps/entente.nq.gz").json()["type"].endswith("no-dump")
    assert server.client.get("/dumps/manifest.json").status_code == 404
    for name in (*DUMPS, tiny_built.manifest.name):
        (tmp_path / name).write_bytes((tiny_built.build / name).read_bytes())
    (tmp_path / "entente.nq").write_text("<urn:s> <urn:p> <urn:o> .\n")
    with serve("--dataset", str(tmp_path / "entente.nq")) as other:
        assert other.client.get("/dumps/entente.nq.gz").status_code == 404
        assert "checksum" not in other.client.get("/.well-known/void").text


def test_the_service_description_leads_there(tiny_server) -> None:
    graph = Graph().parse(data=tiny_server.client.get("/sparql?format=turtle").text)
    assert URIRef(f"{tiny_server.url}/.well-known/void") in set(graph.objects())
    assert (None, URIRef(PREFIXES["dcterms"] + "isVersionOf"), URIRef(DATASET)) in graph
