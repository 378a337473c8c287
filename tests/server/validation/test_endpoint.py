"""Validation on a real server: reports in every format, a page that loses nothing, and abusers who harm nobody."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import httpx
import pytest

from kg.prefixes import PREFIXES

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TURTLE = {"Content-Type": "text/turtle"}
HEAD = f"@prefix ent: <{PREFIXES['ent']}> .\n@prefix rdfs: <{PREFIXES['rdfs']}> .\n"
WRONG = (
    HEAD
    + """<https://w3id.org/entente/id/stage/x> a ent:StageRecord ;
    rdfs:label "<script>alert(1)</script>"@en ;
    ent:stageOf <https://w3id.org/entente/id/agreement/gsomia-korea-japan> ;
    ent:stage <https://w3id.org/entente/concept/level-low> .
"""
)


@pytest.fixture(scope="module")
def server(serve, small_file: Path) -> Iterator[object]:
    """Return a server whose limits of validation a test can reach, with validation ready."""
    limits = {"validate_timeout": "15", "validate_size": "1024", "validate_memory": "512", "query_timeout": "5"}
    with serve("--dataset", str(small_file), **limits) as running:
        running.client.timeout = httpx.Timeout(180)
        assert running.client.post("/validate", content=WRONG, headers=TURTLE).status_code == 200
        yield running


def test_a_report_is_json_unless_something_else_is_asked_for(server) -> None:
    reply = server.client.post("/validate", content=WRONG, headers=TURTLE)
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("application/json")
    (violation,) = reply.json()["violations"]
    assert violation["line"] == 6
    assert violation["shape"].endswith("#StageRecord-stage")


@pytest.mark.parametrize(
    ("accept", "form", "holds"),
    [
        ("text/turtle", None, "sh:ValidationReport"),
        ("text/plain", None, "submitted:6"),
        ("application/xml", None, "<testsuites"),
        (None, "junit", "<testsuites"),
        (None, "html", 'class="report"'),
    ],
)
def test_reports_are_negotiated(server, accept: str | None, form: str | None, holds: str) -> None:
    headers = TURTLE | ({"Accept": accept} if accept else {})
    reply = server.client.post("/validate", content=WRONG, headers=headers, params={"format": form} if form else {})
    assert reply.status_code == 200
    assert holds in reply.text


def test_a_browser_gets_the_form_and_nobody_else(server) -> None:
    page = server.client.get("/validate", headers=BROWSER)
    assert page.status_code == 200
    assert '<textarea id="data"' in page.text
    assert 'type="file"' in page.text
    for accept in ("*/*", "application/json"):
        refused = server.client.get("/validate", headers={"Accept": accept})
        assert refused.status_code == 405
        assert refused.headers["allow"] == "POST, OPTIONS"
        assert refused.headers["content-type"] == "application/problem+json"
    assert server.client.request("DELETE", "/validate").status_code == 405
    assert "POST" in server.client.options("/validate").headers["allow"]


def test_the_page_has_the_report_and_what_was_typed(server) -> None:
    page = server.client.post("/validate", files={"data": (None, WRONG), "syntax": (None, "")}, headers=BROWSER)
    assert page.status_code == 200
    assert "shapes:StageRecord-stage" in page.text
    assert '<span class="place">submitted:6</span>' in page.text
    typed = page.text.partition('<textarea id="data"')[2].partition(">")[2].partition("</textarea>")[0]
    assert unescape(typed).strip() == WRONG.strip()
    assert "<script>alert" not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    for name in ("report.css", "report.js"):
        assert server.client.get(f"/web/{name}").status_code == 200


def test_a_file_keeps_its_name_and_a_mistake_keeps_the_text(server) -> None:
    chosen = {"file": ("mine.ttl", WRONG), "data": (None, "")}
    page = server.client.post("/validate", files=chosen, headers=BROWSER)
    assert "mine.ttl:6" in page.text
    broken = server.client.post("/validate", files={"data": (None, WRONG + "<urn:a")}, headers=BROWSER)
    assert broken.status_code == 422
    assert "Line 7" in broken.text
    assert "ent:StageRecord" in broken.text


@pytest.mark.parametrize(
    ("content", "media_type", "status", "kind"),
    [
        (b'{"@context":"http://127.0.0.1:9/c","@id":"urn:a"}', "application/ld+json", 422, "rdf-not-read"),
        (b'{"@context":"file:///etc/hostname","@id":"urn:a"}', "application/ld+json", 422, "rdf-not-read"),
        (b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><r/>', "application/rdf+xml", 422, "rdf-not-read"),
        (
            b"<urn:s> <urn:p> " + b"[ <urn:p> " * 10_000 + b" 1" + b" ]" * 10_000 + b" .",
            "text/turtle",
            422,
            "rdf-not-read",
        ),
        (b"<urn:a> <urn:p> <urn:b> .", "text/turtle", 422, "nothing-to-judge"),
        (b"a,b", "text/csv", 415, "unsupported-media-type"),
        (b"", "multipart/form-data; boundary=x", 400, "nothing-submitted"),
        (b"syntax=text/csv&data=x", "application/x-www-form-urlencoded", 400, "unknown-syntax"),
        (b"a=b&" * 11, "application/x-www-form-urlencoded", 400, "too-many-fields"),
    ],
    ids=["context http", "context file", "entity", "deep", "nothing", "csv", "empty form", "syntax", "fields"],
)
def test_what_cannot_be_validated_is_a_problem(server, content: bytes, media_type: str, status: int, kind: str) -> None:
    reply = server.client.post("/validate", content=content, headers={"Content-Type": media_type})
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"].endswith(kind)


def test_fifty_million_triples_are_refused_before_they_have_arrived(server) -> None:
    sent = 0

    def bomb() -> Iterator[bytes]:
        nonlocal sent
        piece = b"".join(b"<urn:s:%d> <urn:p> <urn:o> .\n" % number for number in range(10_000))
        for _ in range(5_000):
            sent += len(piece)
            yield piece

    try:
        reply = server.client.post("/validate", content=bomb(), headers={"Content-Type": "application/n-triples"})
        assert reply.status_code == 413
        assert reply.json()["type"].endswith("request-too-large")
    except httpx.TransportError:
        pass  # the server has hung up while the client was still sending
    assert sent < 100 << 20
    assert server.query("ASK {}").status_code == 200
    announced = server.client.build_request("POST", "/validate", headers={"Content-Length": "2000000000"} | TURTLE)
    announced.stream = httpx.ByteStream(b"")
    compressed = server.client.post("/validate", content=b"x", headers=TURTLE | {"Content-Encoding": "gzip"})
    assert compressed.status_code == 415


def test_an_abuser_is_stopped_and_blocks_neither_queries_nor_the_next(server) -> None:
    statement = "<urn:s:{0}> a ent:Event ; rdfs:label 'x{0}'@en .\n"
    heavy = HEAD + "".join(statement.format(number) for number in range(18_000))
    slowest = 0.0
    with ThreadPoolExecutor(2) as pool:
        abuse = pool.submit(server.client.post, "/validate", content=heavy, headers=TURTLE)
        with httpx.Client(base_url=server.url, timeout=60) as other:
            while not abuse.done():
                began = time.monotonic()
                assert other.get("/sparql", params={"query": f"ASK {{}} # {began}"}).status_code == 200
                slowest = max(slowest, time.monotonic() - began)
                time.sleep(0.05)
    stopped = abuse.result()
    assert stopped.status_code in (504, 422), stopped.text
    assert json.loads(stopped.text)["type"].endswith(("validation-timeout", "validation-memory"))
    assert slowest < 5, "a query waited for the validation"
    assert server.client.post("/validate", content=WRONG, headers=TURTLE).status_code == 200
