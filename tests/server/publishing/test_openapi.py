"""The description of the routes: every route is in it, and what it says of statuses and media types is so."""

import re
from urllib.parse import urlencode

import httpx
import pytest
from starlette.routing import Route

from server.app import create_app
from server.publishing.openapi import description
from server.settings import Settings

DOCUMENT = description()
PATHS = DOCUMENT["paths"]
QUERY = "SELECT * { ?s ?p ?o } LIMIT 1"
TRIPLES = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1"
HUGE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s . ?t ?u ?v }"
STAGE = "<https://w3id.org/entente/id/stage/x> a <https://w3id.org/entente/ontology#StageRecord> ."
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
TURTLE = {"Content-Type": "text/turtle"}
HTML = {"Accept": "text/html"}


def q(query: str, **more: str) -> str:
    return "/sparql?" + urlencode({"query": query, **more})


REQUESTS = [
    ("GET", "/sparql", "/sparql", 200, {}, None),
    ("GET", "/sparql", "/sparql", 303, HTML, None),
    ("GET", "/sparql", q(QUERY), 200, {}, None),
    ("GET", "/sparql", q("nonsense"), 400, {}, None),
    ("GET", "/sparql", q("SELECT * { SERVICE <x:y> {} }"), 403, {}, None),
    ("GET", "/sparql", q(QUERY, format="png"), 406, {}, None),
    ("GET", "/sparql", q(HUGE), 504, {}, None),
    ("HEAD", "/sparql", q(QUERY), 200, {}, None),
    ("HEAD", "/sparql", q("nonsense"), 400, {}, None),
    ("OPTIONS", "/sparql", "/sparql", 204, {}, None),
    ("POST", "/sparql", "/sparql", 200, FORM, urlencode({"query": QUERY})),
    ("POST", "/sparql", "/sparql", 200, DIRECT, QUERY),
    ("POST", "/sparql", "/sparql", 400, FORM, ""),
    ("POST", "/sparql", "/sparql", 403, FORM, "update=CLEAR+ALL"),
    ("POST", "/sparql", "/sparql", 406, {**DIRECT, "Accept": "image/png"}, QUERY),
    ("POST", "/sparql", "/sparql", 413, DIRECT, "#" * 300_000),
    ("POST", "/sparql", "/sparql", 415, {"Content-Type": "text/plain"}, QUERY),
    ("POST", "/sparql", "/sparql", 422, DIRECT, "SELECT * { " + "{" * 20_000 + "}" * 20_000 + " }"),
    ("GET", "/sparql", q(QUERY, timeout="9999"), 400, {}, None),
    ("GET", "/graph-store", "/graph-store?default", 200, {}, None),
    ("GET", "/graph-store", "/graph-store", 400, {}, None),
    ("GET", "/graph-store", "/graph-store?graph=x:none", 404, {}, None),
    ("GET", "/graph-store", "/graph-store?default", 406, {"Accept": "image/png"}, None),
    ("HEAD", "/graph-store", "/graph-store?default", 200, {}, None),
    ("OPTIONS", "/graph-store", "/graph-store", 204, {}, None),
    ("GET", "/graph-store/{path}", "/graph-store/claim/nothing", 404, {}, None),
    ("GET", "/validate", "/validate", 200, HTML, None),
    ("GET", "/validate", "/validate", 405, {}, None),
    ("POST", "/validate", "/validate", 200, TURTLE, STAGE),
    ("POST", "/validate", "/validate", 422, TURTLE, "nonsense"),
    ("POST", "/validate", "/validate", 422, {**TURTLE, **HTML}, "nonsense"),
    ("POST", "/validate", "/validate", 415, {"Content-Type": "text/plain"}, "x"),
    ("POST", "/validate", "/validate", 406, {**TURTLE, "Accept": "image/png"}, "x"),
    ("OPTIONS", "/validate", "/validate", 204, {}, None),
    ("GET", "/ontology", "/ontology", 200, {}, None),
    ("GET", "/ontology", "/ontology", 200, HTML, None),
    ("GET", "/ontology", "/ontology", 406, {"Accept": "image/png"}, None),
    ("GET", "/ontology.{suffix}", "/ontology.nt", 200, {}, None),
    ("GET", "/ontology.{suffix}", "/ontology.png", 404, {}, None),
    ("GET", "/ontology/{module}", "/ontology/nothing", 404, {}, None),
    ("GET", "/shapes", "/shapes", 200, {"Accept": "application/ld+json"}, None),
    ("GET", "/concept/{slug}", "/concept/nothing", 404, {}, None),
    ("GET", "/concept/{slug}", "/concept/stance-asserted", 303, {}, None),
    ("GET", "/id/{rest}", "/id/state/x", 303, {}, None),
    ("GET", "/claim/{rest}", "/claim/a%20b", 404, {}, None),
    ("GET", "/", "/", 200, {}, None),
    ("GET", "/ask", "/ask", 200, {}, None),
    ("GET", "/ask", "/ask?query=nonsense", 400, {}, None),
    ("POST", "/ask", "/ask", 200, FORM, urlencode({"query": QUERY})),
    ("GET", "/web/{name}", "/web/nothing.css", 404, {}, None),
    ("GET", "/health/live", "/health/live", 200, {}, None),
    ("GET", "/health/ready", "/health/ready", 200, {}, None),
    ("GET", "/metrics", "/metrics", 200, {}, None),
    ("GET", "/metrics", "/metrics", 200, {"Accept": "application/openmetrics-text;version=1.0.0"}, None),
    ("GET", "/metrics", "/metrics", 403, {"Via": "1.1 proxy"}, None),
    ("GET", "/openapi.json", "/openapi.json", 200, {}, None),
]
TYPES = PATHS["/sparql"]["get"]["responses"]["200"]["content"]


def test_every_route_is_described(small_file) -> None:
    app = create_app(Settings((small_file,)))
    routes = [route.path for route in app.router.routes if isinstance(route, Route)]
    there = {re.sub(r":[a-z]+\}", "}", path) for path in (*routes, *app.direct)}
    assert there
    assert there == set(PATHS)


@pytest.mark.parametrize(("method", "path", "address", "status", "headers", "body"), REQUESTS)
def test_what_is_answered_is_described(server, method, path, address, status, headers, body) -> None:
    response = server.client.request(method, address, headers=headers, content=body)
    assert response.status_code == status
    said = PATHS[path][method.lower()]["responses"][str(status)]
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if method != "HEAD" and response.content:
        assert media_type in said["content"]
    if media_type == "application/problem+json" and method != "HEAD":
        known = DOCUMENT["components"]["schemas"]["Problem"]
        document = response.json()
        assert set(known["required"]) <= set(document) <= set(known["properties"])
        assert re.fullmatch(known["properties"]["type"]["pattern"], document["type"])


@pytest.mark.parametrize("media_type", TYPES)
def test_every_format_that_is_described_is_sent(server, media_type: str) -> None:
    answers = [server.query(query, Accept=media_type) for query in (QUERY, TRIPLES)]
    assert sorted(answer.status_code for answer in answers) == [200, 406]
    good = next(answer for answer in answers if answer.status_code == 200)
    assert good.headers["content-type"].partition(";")[0] == media_type


def test_methods_that_are_not_described_are_refused(server) -> None:
    for path, methods in PATHS.items():
        if "{" not in path:
            for method in {"put", "delete", "patch", "post"} - set(methods):
                response: httpx.Response = server.client.request(method.upper(), path)
                assert response.status_code == 405, (method, path)
                assert response.headers["content-type"] == "application/problem+json"


def test_it_is_a_description_that_others_can_read() -> None:
    schemathesis = pytest.importorskip("schemathesis")
    operations = list(schemathesis.openapi.from_dict(DOCUMENT).get_all_operations())
    assert len(operations) > len(PATHS)
