"""What changed with each release, told to people, to feed readers and to programs, from a record of real releases."""

import gzip
import hashlib
import re
import shutil
import time
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from kg.prefixes import BASE, ENT, GRAPH, PREFIXES, expand
from tests.server.released import HOSTILE, NEW_STAGE, OLD_STAGE, Released

CS, SCHEMA = Namespace(PREFIXES["cs"]), Namespace(PREFIXES["schema"])
ATOM = {"atom": "http://www.w3.org/2005/Atom", "xhtml": "http://www.w3.org/1999/xhtml"}
HTML = {"Accept": "text/html"}
REPORTED, WITHDRAWN = expand("claim:pact-was-finished"), expand("claim:drought-strained-relations")
HREF = re.compile(r'href="(/[^"#]*)')


def told(client: httpx.Client, address: str = "/changes") -> dict[str, object]:
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def unreleased(released: Released, tmp_path: Path) -> Path:
    """Return a checkout with the same code of which there is no release yet."""
    skipped = shutil.ignore_patterns("releases.ttl", "build")
    return Path(shutil.copytree(released.project.root, tmp_path / "checkout", ignore=skipped))


def test_each_release_tells_what_came_what_went_and_what_is_other(released_server, released: Released) -> None:
    document = told(released_server.client)
    assert document["served"] == {"dataset": released.second.digest, "release": "0.2.0"}
    second, first = document["releases"]
    assert (second["version"], second["date"], second["previous"]) == ("0.2.0", "2027-01-15", "0.1.0")
    assert (first["version"], first["previous"], first["changes"]) == ("0.1.0", None, [])
    claims = {one["thing"]: one for one in second["changes"] if one["group"] == "claims"}
    assert {iri.rpartition("/")[2]: (one["action"], one["stance"]) for iri, one in claims.items()} == {
        "drought-strained-relations": ("withdrawn", "hedged"),
        "drought-weighed-on-relations": ("added", "hedged"),
        "pact-signing-aborted": ("changed", "asserted"),
        "pact-was-finished": ("changed", "reported"),
    }
    assert claims[REPORTED]["address"] == "/claim/park-young-june/pact-was-finished"
    assert claims[REPORTED]["aspects"] == ["sentence"]
    assert claims[WITHDRAWN]["address"] is None  # it answers no more
    assert second["counts"]["claims"] == {"added": 1, "changed": 2, "gone": 1}


@pytest.mark.parametrize("since", ["0.1.0", "{first}", "{first:.12}"])
def test_who_has_an_older_version_is_told_the_rest_alone(released_server, released: Released, since: str) -> None:
    address = "/changes?since=" + since.format(first=released.first.digest)
    assert [one["version"] for one in told(released_server.client, address)["releases"]] == ["0.2.0"]
    graph = Graph().parse(data=released_server.client.get(f"{address}&format=turtle").text)
    assert set(graph.objects(None, SCHEMA.dataFeedElement)) == {URIRef(f"{BASE}release/0.2.0")}
    assert (URIRef(f"{BASE}release/0.1.0"), RDF.type, None) not in graph
    assert "0.1.0</a></h2>" not in released_server.client.get(address, headers=HTML).text


def test_who_comes_back_needs_to_fetch_only_what_changed(released_server, released: Released) -> None:
    document = told(released_server.client, f"/changes?since={released.first.digest}")
    assert document["withdrawn"] == [WITHDRAWN]
    assert REPORTED in document["changed"]
    assert "changed" not in told(released_server.client)
    for iri in document["changed"]:
        address = "/" + iri.removeprefix(BASE).partition("#")[0]
        assert released_server.client.get(address, follow_redirects=True).status_code == 200, iri
    assert released_server.client.get("/" + WITHDRAWN.removeprefix(BASE)).status_code == 404


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [("ttl", "text/turtle"), ("nt", "application/n-triples"), ("json", "application/json"), ("html", "text/html")],
)
def test_a_release_is_at_its_iri_and_with_a_suffix(released_server, suffix: str, media_type: str) -> None:
    answer = released_server.client.get(f"/release/0.2.0.{suffix}")
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert "0.2.0" in answer.text
    assert released_server.client.get(f"/release/0.3.0.{suffix}").status_code == 404


def test_who_has_the_newest_is_told_that_nothing_came(released_server, released: Released) -> None:
    for since in ("0.2.0", released.second.digest):
        assert told(released_server.client, f"/changes?since={since}")["releases"] == []
        page = released_server.client.get(f"/changes?since={since}", headers=HTML)
        assert f"No release has come since {since}." in page.text


@pytest.mark.parametrize(("since", "status"), [("0.0.9", 404), ("f" * 64, 404), ("last", 400), ("abc", 400)])
def test_of_a_version_that_nobody_knows_nothing_is_made_up(released_server, since: str, status: int) -> None:
    for address in ("/changes", "/changes.atom"):
        problem = released_server.client.get(f"{address}?since={since}")
        assert (problem.status_code, problem.headers["content-type"]) == (status, "application/problem+json")


def claims_of(store: ox.Store, claims: set[str]) -> set[tuple[str, str, str]]:
    """What the records and graphs of these claims say, as lines of terms."""
    found = set()
    for claim in map(ox.NamedNode, claims):
        quads = [
            *store.quads_for_pattern(claim, None, None, ox.NamedNode(f"{GRAPH}claims")),
            *store.quads_for_pattern(None, None, None, claim),
        ]
        found |= {(str(q.subject), str(q.predicate), str(q.object)) for q in quads if "span" not in str(q)}
    return found


def test_the_patch_makes_the_claims_after_of_those_before(released_server, released: Released) -> None:
    before, after = ox.Store(), ox.Store()
    for store, release in ((before, released.first), (after, released.second)):
        packed = released_server.client.get(f"/release/{release.version}/{release.file_name}")
        store.load(gzip.decompress(packed.content), ox.RdfFormat.N_QUADS)
    patch = Graph().parse(data=released_server.client.get("/release/0.2.0").text)
    changed = {str(iri) for iri in patch.objects(None, CS.subjectOfChange) if str(iri).startswith(f"{BASE}claim/")}
    assert len(changed) == 4

    def reified(link: URIRef) -> set[tuple[str, str, str]]:
        about = {node for claim in changed for node in patch.subjects(CS.subjectOfChange, URIRef(claim))}
        nodes = [node for change in about for node in patch.objects(change, link)]
        return {tuple(patch.value(n, part).n3() for part in (RDF.subject, RDF.predicate, RDF.object)) for n in nodes}

    removed, added = reified(CS.removal), reified(CS.addition)
    assert removed
    assert (claims_of(before, changed) - removed) | added == claims_of(after, changed)


def test_no_syntax_of_it_asserts_what_is_only_told_of(released_server) -> None:
    subjects = set()
    for syntax in ("application/n-triples", "text/turtle", "application/rdf+xml", "application/ld+json"):
        answer = released_server.client.get("/changes", headers={"Accept": syntax})
        triples = {quad.triple for quad in ox.parse(answer.content, ox.RdfFormat.from_media_type(syntax))}
        subjects |= {triple.subject.value for triple in triples if isinstance(triple.subject, ox.NamedNode)}
        assert not [triple for triple in triples if triple.predicate.value.startswith(ENT)]
    assert subjects
    assert {iri for iri in subjects if not iri.startswith((f"{BASE}release/", f"{BASE}changes"))} == set()


def test_the_feed_is_atom(released_server) -> None:
    answer = released_server.client.get("/changes.atom")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = ET.fromstring(answer.content)  # noqa: S314 (our own server's)
    assert feed.tag == f"{{{ATOM['atom']}}}feed"
    for parent in (feed, *feed.findall("atom:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(f"atom:{name}", ATOM)) == 1, name
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", parent.findtext("atom:updated", "", ATOM))
    assert feed.find("atom:link[@rel='self']", ATOM).get("href") == f"{released_server.url}/changes.atom"
    entries = feed.findall("atom:entry", ATOM)
    ids = [entry.findtext("atom:id", "", ATOM) for entry in entries]
    assert ids == [f"{BASE}release/0.2.0", f"{BASE}release/0.1.0"]
    content = entries[0].find("atom:content/xhtml:div", ATOM)
    words = " ".join("".join(content.itertext()).split())
    assert f"withdrawn (hedged): A drought in 2012 seems to have weighed on relations. {WITHDRAWN}" in words
    assert f"{REPORTED}: sentence" in words
    assert "changed (reported): According to Ada" in words
    assert HOSTILE in words
    links = [link.get("href") for entry in entries for link in entry.iter() if link.get("href")]
    assert len(links) > 8
    for link in links:
        assert released_server.client.get(link, follow_redirects=True).status_code == 200, link
    by_accept = released_server.client.get("/changes", headers={"Accept": "application/atom+xml"})
    assert len(ET.fromstring(by_accept.content).findall("atom:entry", ATOM)) == 2  # noqa: S314


@pytest.mark.parametrize("address", ["/changes", "/release/0.2.0", "/release/0.1.0", "/changes?since=0.1.0"])
def test_every_link_of_its_pages_answers_and_hostile_labels_are_text(released_server, address: str) -> None:
    page = released_server.client.get(address, headers=HTML)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    links = set(map(unescape, HREF.findall(page.text)))
    assert len(links) > 10
    for link in links - {"/timeline", "/check"}:
        assert released_server.client.get(link, headers=HTML, follow_redirects=True).status_code < 400, link


def test_the_page_tells_a_reported_claim_as_reported_and_what_it_said_before(released_server) -> None:
    page = released_server.client.get("/release/0.2.0", headers=HTML).text
    (entry,) = re.findall(r'<li id="\d+">(?:(?!<li id).)*pact-was-finished', page, flags=re.DOTALL)
    assert 'class="known reported">reported<' in entry
    assert OLD_STAGE in unescape(page)
    assert NEW_STAGE in unescape(page)
    assert 'class="did did-gone">withdrawn<' in page


def test_it_is_found_from_everywhere(released_server) -> None:
    client = released_server.client
    home = client.get("/", headers=HTML).text
    assert '<link rel="alternate" type="application/atom+xml" title="What changed" href="/changes.atom">' in home
    assert "/changes</loc>" in client.get("/sitemap.xml").text
    void = client.get("/.well-known/void")
    assert void.links["version-history"]["url"] == "/changes"
    graph, dataset, dcat = Graph().parse(data=void.text), URIRef(f"{BASE}dataset"), Namespace(PREFIXES["dcat"])
    assert len(set(graph.objects(dataset, dcat.hasVersion))) == 2
    assert graph.value(dataset, dcat.hasCurrentVersion) == URIRef(f"{BASE}release/0.2.0")
    for version in graph.objects(dataset, dcat.hasVersion):
        answer = client.get("/" + version.removeprefix(BASE))
        assert answer.headers["content-type"].startswith("text/turtle")
        assert (version, RDF.type, SCHEMA.Dataset) in Graph().parse(data=answer.text)
    assert client.get("/release/0.3.0").json()["nearest"] == ["0.2.0", "0.1.0"]


def test_the_dataset_of_a_release_is_taken_away(released_server, released: Released) -> None:
    address = f"/release/0.1.0/{released.first.file_name}"
    whole = released_server.client.get(address)
    assert hashlib.sha256(gzip.decompress(whole.content)).hexdigest() == released.first.digest
    part = released_server.client.get(address, headers={"Range": "bytes=100-"})
    assert (part.status_code, part.content) == (206, whole.content[100:])
    known = {"If-None-Match": whole.headers["etag"]}
    assert released_server.client.get(address, headers=known).status_code == 304
    for other in (
        f"/release/0.2.0/{released.first.file_name}",
        "/release/0.1.0/manifest.json",
        "/release/0.1.0/..%2fx",
    ):
        assert released_server.client.get(other).status_code == 404


@pytest.mark.parametrize("accept", ["application/json", "text/turtle", "text/html", "application/atom+xml"])
def test_who_has_it_is_told_so(released_server, accept: str) -> None:
    first = released_server.client.get("/changes", headers={"Accept": accept})
    known = {"Accept": accept, "If-None-Match": first.headers["etag"]}
    assert released_server.client.get("/changes", headers=known).status_code == 304
    assert "Accept" in first.headers["vary"]


def test_without_a_release_it_says_so_and_a_release_is_told_as_soon_as_it_is_recorded(
    serve, released: Released, unreleased: Path, small_file: Path
) -> None:
    record = unreleased / "kg/data/releases.ttl"
    with serve("--dataset", str(small_file), checkout=unreleased) as server:
        assert told(server.client)["releases"] == []
        assert "There is no release yet." in server.client.get("/changes", headers=HTML).text
        assert "There is no release yet." in server.client.get("/changes?format=turtle").text
        feed = ET.fromstring(server.client.get("/changes.atom").content)  # noqa: S314
        assert feed.find("atom:entry", ATOM) is None
        assert server.client.get("/changes?since=0.1.0").status_code == 404
        served = told(server.client)["served"]["dataset"]
        assert told(server.client, f"/changes?since={served}")["releases"] == []

        shutil.copy(released.project.releases, record)
        assert [one["version"] for one in told(server.client)["releases"]] == ["0.2.0", "0.1.0"]
        assert told(server.client)["served"]["release"] is None
        page = server.client.get("/changes", headers=HTML).text
        assert "What is served here is of no release" in page
        time.sleep(0.01)
        record.write_text("this is no Turtle", encoding="utf-8")
        assert len(told(server.client)["releases"]) == 2
