"""The description of the routes: every route is in it, and what it says of methods, statuses and media types is so."""

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
import schemathesis
from starlette.routing import Route

from kg.project import Project
from kg.querying.query_file import load_question
from server.app import create_app
from server.publishing.openapi import OpenApi
from server.settings import Settings

QUESTIONS = [load_question(path) for path in Project.here().questions if path.stem in ("attitudes", "evidence-about")]
DOCUMENT = OpenApi(Settings((Path("none.nq"),)), QUESTIONS).description
PATHS = DOCUMENT["paths"]
QUERY = "SELECT * { ?s ?p ?o } LIMIT 1"
TRIPLES = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 1"
HUGE = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?q ?r ?s . ?t ?u ?v }"
STAGE = "<https://w3id.org/entente/id/stage/x> a <https://w3id.org/entente/ontology#StageRecord> ."
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
TURTLE = {"Content-Type": "text/turtle"}
HTML = {"Accept": "text/html"}
TURTLE_WANTED = {"Accept": "text/turtle"}


def q(query: str, **more: str) -> str:
    return "/sparql?" + urlencode({"query": query, **more})


EACH = {f"/queries/{question.name}" for question in QUESTIONS}
"""The paths that one route stands for: a question's parameters are its own."""
REQUESTS = [
    ("GET", "/sparql", "/sparql", 200, {}, None),
    ("GET", "/sparql", "/sparql", 303, HTML, None),
    ("GET", "/sparql", q(QUERY), 200, {}, None),
    ("GET", "/sparql", q("nonsense"), 400, {}, None),
    ("GET", "/sparql", q("SELECT * { SERVICE <x:y> {} }"), 403, {}, None),
    ("GET", "/sparql", q(QUERY, format="png"), 406, {}, None),
    ("GET", "/sparql", q(HUGE), 504, {}, None),
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
    ("GET", "/graph-store/{path}", "/graph-store/claim/nothing", 404, {}, None),
    ("GET", "/fragments", "/fragments", 200, {}, None),
    ("GET", "/fragments", "/fragments?object=%22", 400, {}, None),
    ("GET", "/fragments", "/fragments?page=999", 404, {}, None),
    ("GET", "/queries", "/queries", 200, {}, None),
    ("GET", "/queries", "/queries", 200, HTML, None),
    ("GET", "/queries/attitudes", "/queries/attitudes", 200, {}, None),
    ("GET", "/queries/attitudes", "/queries/attitudes", 200, HTML, None),
    ("GET", "/queries/attitudes", "/queries/attitudes", 200, TURTLE_WANTED, None),
    ("GET", "/queries/attitudes", "/queries/attitudes?nothing=1", 400, {}, None),
    ("GET", "/queries/attitudes", "/queries/attitudes?nothing=1", 400, HTML, None),
    ("GET", "/queries/attitudes", f"/queries/attitudes?dataset={'0' * 64}", 410, {}, None),
    ("GET", "/queries/evidence-about", "/queries/evidence-about", 400, {}, None),
    ("GET", "/queries/evidence-about", "/queries/evidence-about?thing=nothing", 400, {}, None),
    ("GET", "/queries/evidence-about", "/queries/evidence-about?thing=pact", 200, {}, None),
    ("GET", "/validate", "/validate", 200, HTML, None),
    ("GET", "/validate", "/validate", 405, {}, None),
    ("POST", "/validate", "/validate", 200, TURTLE, STAGE),
    ("POST", "/validate", "/validate", 422, TURTLE, "nonsense"),
    ("POST", "/validate", "/validate", 422, {**TURTLE, **HTML}, "nonsense"),
    ("POST", "/validate", "/validate", 415, {"Content-Type": "text/plain"}, "x"),
    ("POST", "/validate", "/validate", 406, {**TURTLE, "Accept": "image/png"}, "x"),
    ("GET", "/ontology", "/ontology", 200, {}, None),
    ("GET", "/ontology", "/ontology", 200, HTML, None),
    ("GET", "/ontology", "/ontology", 406, {"Accept": "image/png"}, None),
    ("GET", "/ontology.{suffix}", "/ontology.nt", 200, {}, None),
    ("GET", "/ontology.{suffix}", "/ontology.nq", 303, {}, None),
    ("GET", "/ontology", "/ontology", 303, {"Accept": "application/trig"}, None),
    ("GET", "/ontology.{suffix}", "/ontology.png", 404, {}, None),
    ("GET", "/ontology/{module}", "/ontology/nothing", 404, {}, None),
    ("GET", "/shapes", "/shapes", 200, {"Accept": "application/ld+json"}, None),
    ("GET", "/shapes.{suffix}", "/shapes.rdf", 200, {}, None),
    ("GET", "/shapes/{module}", "/shapes/agents", 200, HTML, None),
    ("GET", "/concept/{rest}", "/concept/nothing", 404, {}, None),
    ("GET", "/concept/{rest}", "/concept/stance-asserted", 303, {}, None),
    ("GET", "/id/{rest}", "/id/state/east", 303, {}, None),
    ("GET", "/id/{rest}", "/id/state/east.html", 200, {}, None),
    ("GET", "/id/{rest}", "/id/state/x.ttl", 404, {}, None),
    ("GET", "/id/{rest}", "/id/state/east?_profile=none", 400, {}, None),
    ("GET", "/passage/{rest}", "/passage/park-young-june/5-3-1-1.jsonld", 200, {}, None),
    ("GET", "/claim/{rest}", "/claim/a%20b", 404, {}, None),
    ("GET", "/graph/{rest}", "/graph/claims.trig", 200, {}, None),
    ("GET", "/profile/{rest}", "/profile/nothing", 404, {}, None),
    ("GET", "/.well-known/genid/{rest}", "/.well-known/genid/nothing", 404, {}, None),
    ("GET", "/sitemap.xml", "/sitemap.xml", 200, {}, None),
    ("GET", "/sitemap.xml", "/sitemap.xml?part=9", 404, {}, None),
    ("GET", "/robots.txt", "/robots.txt", 200, {}, None),
    ("GET", "/dataset/{rest}", "/dataset/class/nothing", 404, {}, None),
    ("GET", "/dataset", "/dataset", 303, {}, None),
    ("GET", "/dataset.{suffix}", "/dataset.ttl", 200, {}, None),
    ("GET", "/.well-known/void", "/.well-known/void", 200, {}, None),
    ("GET", "/dumps/{name}", "/dumps/entente.nq.gz", 404, {}, None),
    ("GET", "/changes", "/changes", 200, {}, None),
    ("GET", "/changes", "/changes", 200, HTML, None),
    ("GET", "/changes", "/changes", 200, TURTLE_WANTED, None),
    ("GET", "/changes", "/changes?since=nothing", 400, {}, None),
    ("GET", "/changes", "/changes?since=0.0.0", 404, {}, None),
    ("GET", "/changes.atom", "/changes.atom", 200, {}, None),
    ("GET", "/release/{version}", "/release/0.0.0", 404, {}, None),
    ("GET", "/release/{version}/{name}", "/release/0.0.0/nothing", 404, {}, None),
    ("GET", "/context.jsonld", "/context.jsonld", 200, {}, None),
    ("GET", "/", "/", 200, {}, None),
    ("GET", "/timeline", "/timeline?actor=state/east", 200, {}, None),
    ("GET", "/timeline.svg", "/timeline.svg", 200, {}, None),
    ("GET", "/timeline/claims", "/timeline/claims?thing=id/agreement/pact", 200, {}, None),
    ("GET", "/timeline/claims", "/timeline/claims?thing=id/x/y", 404, {}, None),
    ("GET", "/table", "/table", 200, {}, None),
    ("GET", "/ask", "/ask", 200, {}, None),
    ("GET", "/ask", "/ask?query=nonsense", 400, {}, None),
    ("GET", "/ask", "/ask?question=attitudes", 308, {}, None),
    ("POST", "/ask", "/ask", 200, FORM, urlencode({"query": QUERY})),
    ("GET", "/explain-empty", "/explain-empty?query=ASK%7B%7D", 200, {}, None),
    ("GET", "/explain-empty", "/explain-empty", 400, {}, None),
    ("POST", "/explain-empty", "/explain-empty", 200, FORM, urlencode({"query": QUERY})),
    ("GET", "/complete.json", "/complete.json", 200, {}, None),
    ("GET", "/search", "/search?q=Kim", 200, {}, None),
    ("GET", "/search", "/search?q=Kim", 200, HTML, None),
    ("GET", "/search", "/search?q=", 400, {}, None),
    ("GET", "/search", "/search?q=", 400, HTML, None),
    ("GET", "/reconcile", "/reconcile", 200, {}, None),
    ("GET", "/reconcile", "/reconcile?queries=nonsense", 400, {}, None),
    ("POST", "/reconcile", "/reconcile", 200, FORM, urlencode({"queries": '{"q": {"query": "Kim"}}'})),
    ("POST", "/reconcile", "/reconcile", 415, {"Content-Type": "text/plain"}, "x"),
    ("GET", "/reconcile/suggest/{kind}", "/reconcile/suggest/entity?prefix=Kim", 200, {}, None),
    ("GET", "/reconcile/suggest/{kind}", "/reconcile/suggest/nothing", 404, {}, None),
    ("GET", "/reconcile/properties", "/reconcile/properties?type=Person", 200, {}, None),
    ("GET", "/reconcile/preview", "/reconcile/preview?id=agreement/pact", 200, {}, None),
    ("GET", "/reconcile/preview", "/reconcile/preview?id=nothing", 404, {}, None),
    ("GET", "/check", "/check", 200, {}, None),
    ("GET", "/check/report", "/check/report", 200, {}, None),
    ("GET", "/check/coverage", "/check/coverage", 200, {}, None),
    ("GET", "/check/notes", "/check/notes", 200, {}, None),
    ("GET", "/web/{name}", "/web/nothing.css", 404, {}, None),
    ("GET", "/health/live", "/health/live", 200, {}, None),
    ("GET", "/health/ready", "/health/ready", 200, {}, None),
    ("GET", "/metrics", "/metrics", 200, {}, None),
    ("GET", "/metrics", "/metrics", 200, {"Accept": "application/openmetrics-text;version=1.0.0"}, None),
    ("GET", "/openapi.json", "/openapi.json", 200, {}, None),
]


def test_every_route_is_described_and_every_operation_is_asked_here(small_file: Path) -> None:
    app = create_app(Settings((small_file,)))
    routes = [route.path for route in app.router.routes if isinstance(route, Route)]
    described = {path if path not in EACH else "/queries/{name}" for path in PATHS}
    assert {re.sub(r":[a-z]+\}", "}", path) for path in (*routes, *app.direct)} == described
    described = {(method, path) for path, item in PATHS.items() for method in {"get", "post"} & set(item)}
    assert described == {(method.lower(), path) for method, path, *_ in REQUESTS}


@pytest.mark.parametrize(("method", "path", "address", "status", "headers", "body"), REQUESTS)
def test_what_is_answered_is_described(server, method, path, address, status, headers, body) -> None:
    response = server.client.request(method, address, headers=headers, content=body)
    assert response.status_code == status
    responses = PATHS[path][method.lower()]["responses"]
    said = responses.get(str(status)) or responses[f"{status // 100}XX"]
    said = DOCUMENT["components"]["responses"]["Problem"] if "$ref" in said else said
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if response.content:
        assert media_type in said["content"]
    if media_type == "application/problem+json":
        schema = DOCUMENT["components"]["schemas"]["Problem"]
        document = response.json()
        assert set(schema["required"]) <= set(document) <= set(schema["properties"])
        assert re.fullmatch(schema["properties"]["type"]["pattern"], document["type"])


@pytest.mark.parametrize("media_type", PATHS["/sparql"]["get"]["responses"]["200"]["content"])
def test_every_format_that_is_described_is_sent(server, media_type: str) -> None:
    answers = [server.query(query, Accept=media_type) for query in (QUERY, TRIPLES)]
    assert sorted(answer.status_code for answer in answers) == [200, 406]
    good = next(answer for answer in answers if answer.status_code == 200)
    assert good.headers["content-type"].partition(";")[0] == media_type


def test_methods_that_are_not_described_are_refused(server) -> None:
    for path, item in PATHS.items():
        if "{" not in path:
            for method in {"put", "delete", "patch", "post"} - set(item):
                assert server.client.request(method.upper(), path).status_code == 405, (method, path)


@pytest.mark.parametrize("address", ["/", "/sparql?format=turtle", "/ontology"])
def test_the_way_to_it_is_found(server, address: str) -> None:
    response = server.client.get(address, headers=HTML if "?" not in address else {})
    assert response.links["service-desc"]["url"] == "/openapi.json"


def test_it_is_what_others_can_read_and_keep(server) -> None:
    response = server.client.get("/openapi.json")
    assert response.headers["access-control-allow-origin"] == "*"
    again = server.client.get("/openapi.json", headers={"If-None-Match": response.headers["etag"]})
    assert again.status_code == 304
    operations = list(schemathesis.openapi.from_dict(response.json()).get_all_operations())
    assert len(operations) == sum(bool(one.ok()) for one in operations) >= len(PATHS)


def test_limits_and_questions_are_those_of_the_server() -> None:
    paths = OpenApi(Settings((Path("none.nq"),), query_timeout_max=77.0), QUESTIONS).description["paths"]
    (timeout,) = (one["schema"] for one in paths["/sparql"]["parameters"] if one["name"] == "timeout")
    (question,) = (one["schema"] for one in paths["/ask"]["get"]["parameters"] if one["name"] == "question")
    assert (timeout["maximum"], question["enum"]) == (77.0, ["attitudes", "evidence-about"])
    (thing,) = (one for one in paths["/queries/evidence-about"]["get"]["parameters"] if one["name"] == "thing")
    assert (thing["required"], thing["schema"]["type"]) == (True, "array")
