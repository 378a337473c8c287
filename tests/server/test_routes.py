"""What holds at every address: HEAD is GET without a body, OPTIONS names the methods, pages elsewhere may read it."""

from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from server.app import Application, create_app
from server.settings import Settings

ADDRESSES = {
    "/sparql": ("/sparql", "/sparql?query=ASK%7B%7D", "/sparql?query=nonsense"),
    "/graph-store": ("/graph-store?default", "/graph-store"),
    "/graph-store/{path:path}": ("/graph-store/graph/claims", "/graph-store/nothing"),
    "/metrics": ("/metrics",),
    "/openapi.json": ("/openapi.json",),
    "/health/live": ("/health/live",),
    "/health/ready": ("/health/ready",),
    "/fragments": ("/fragments", "/fragments?page=0", "/fragments?object=%22signed%22@en"),
    "/queries": ("/queries",),
    "/queries/{name}": ("/queries/stalled-agreements", "/queries/stalled-agreements?limit=1", "/queries/nothing"),
    "/validate": ("/validate",),
    "/check": ("/check",),
    "/check/report": ("/check/report",),
    "/check/coverage": ("/check/coverage",),
    "/check/notes": ("/check/notes",),
    "/": ("/",),
    "/timeline": ("/timeline", "/timeline?actor=state/east", "/timeline?level=nonsense"),
    "/timeline.svg": ("/timeline.svg",),
    "/timeline/claims": (
        "/timeline/claims?thing=id/agreement/pact",
        "/timeline/claims",
        "/timeline/claims?thing=id/x/y",
    ),
    "/table": ("/table",),
    "/ask": ("/ask", "/ask?query=nonsense"),
    "/complete.json": ("/complete.json",),
    "/explain-empty": ("/explain-empty?query=ASK%7B%3Curn:x%3E%3Fp%3Fo%7D", "/explain-empty"),
    "/search": ("/search?q=Kim", "/search"),
    "/reconcile": ("/reconcile", "/reconcile?queries=%7B%7D", "/reconcile?queries=nonsense"),
    "/reconcile/suggest/{kind}": ("/reconcile/suggest/entity?prefix=a", "/reconcile/suggest/nothing"),
    "/reconcile/properties": ("/reconcile/properties?type=Person",),
    "/reconcile/preview": ("/reconcile/preview?id=event/x",),
    "/web/{name}": ("/web/style.css", "/web/nothing.css"),
    "/id/{rest:path}": ("/id/state/east", "/id/state/east.ttl", "/id/state/east.html", "/id/state/nothing"),
    "/claim/{rest:path}": (
        *("/claim/park-young-june/pact-aborted.jsonld", "/claim/park-young-june/pact-aborted.html", "/claim/x/y"),
    ),
    "/passage/{rest:path}": (
        *("/passage/park-young-june/5-3-1-1", "/passage/park-young-june/5-3-1-1.html", "/passage/x/1-1-1-1.nq"),
    ),
    "/concept/{rest:path}": ("/concept/stance-asserted", "/concept/nothing"),
    "/graph/{rest:path}": ("/graph/claims.trig", "/graph/nothing"),
    "/profile/{rest:path}": ("/profile/plain",),
    "/dataset/{rest:path}": ("/dataset/class/ent-Event",),
    "/dataset": ("/dataset",),
    "/dataset.{suffix}": ("/dataset.ttl",),
    "/.well-known/void": ("/.well-known/void",),
    "/changes": ("/changes", "/changes?since=0.0.1", "/changes?since=nothing"),
    "/changes.atom": ("/changes.atom",),
    "/release/{version}": ("/release/0.0.1",),
    "/release/{version}/{name}": ("/release/0.0.1/nothing",),
    "/dumps/{name}": ("/dumps/entente.nq.gz", "/dumps/nothing"),
    "/sitemap.xml": ("/sitemap.xml", "/sitemap.xml?part=9"),
    "/robots.txt": ("/robots.txt",),
    "/context.jsonld": ("/context.jsonld",),
    "/.well-known/genid/{rest:path}": ("/.well-known/genid/nothing.nt",),
    "/ontology": ("/ontology",),
    "/ontology.{suffix:str}": ("/ontology.ttl", "/ontology.nothing"),
    "/ontology/{module:path}": ("/ontology/agents", "/ontology/agents.rdf", "/ontology/nothing"),
    "/shapes": ("/shapes",),
    "/shapes.{suffix:str}": ("/shapes.jsonld",),
    "/shapes/{module:path}": ("/shapes/agents", "/shapes/nothing"),
}
"""Each route of the application, with addresses that it answers."""
REQUESTS = [
    (address, accept)
    for addresses in ADDRESSES.values()
    for address in addresses
    for accept in ("*/*", "text/html", "image/png")
]
PAGES_WITH_SENTENCES = (
    *("/", "/ask", "/queries/stalled-agreements", "/check/notes", "/timeline/claims", "/table", "/id/state/east.html"),
    *("/claim/park-young-june/pact-aborted.html", "/passage/park-young-june/5-3-1-1.html"),
)
TOLD_AGAIN = ("etag", "cache-control", "vary")
"""Headers of a 304. Source: RFC 9110, section 15.4.5."""


def test_no_route_is_left_out() -> None:
    app = create_app(Settings(dataset=(Path("none.nq"),)))
    assert isinstance(app, Application)
    routes = {route.path for route in app.routes if isinstance(route, Route)}
    assert routes | set(app.direct) == set(ADDRESSES)


@pytest.mark.parametrize(("address", "accept"), REQUESTS)
def test_head_is_get_without_a_body(server, address: str, accept: str) -> None:
    got, head = (server.client.request(method, address, headers={"Accept": accept}) for method in ("GET", "HEAD"))
    assert head.status_code == got.status_code
    assert head.content == b""
    changing = {"date"} if "etag" in got.headers else {"date", "content-length"}
    assert {**head.headers, **dict.fromkeys(changing)} == {**got.headers, **dict.fromkeys(changing)}
    assert got.status_code < 500


@pytest.mark.parametrize("address", [address for addresses in ADDRESSES.values() for address in addresses])
def test_options_names_the_methods_to_everybody(server, address: str) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    for headers in ({}, asked):
        answer = server.client.options(address, headers=headers)
        assert (answer.status_code, answer.content) == (204, b"")
        assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["allow"].split(", "))
        assert answer.headers["access-control-allow-methods"] == answer.headers["allow"]
        assert "Content-Type" in answer.headers["access-control-allow-headers"]
        assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(("address", "accept"), REQUESTS)
def test_what_pages_elsewhere_may_read(server, address: str, accept: str) -> None:
    """Everything, but not from here the pages that show the article's sentences to whoever sits here."""
    told = {
        host: server.client.get(address, headers={"Accept": accept, "Host": host}).headers
        for host in (server.client.base_url.netloc.decode(), "entente.example")
    }
    here, elsewhere = told.values()
    assert elsewhere.get_list("access-control-allow-origin") == ["*"]
    assert "ETag" in elsewhere["access-control-expose-headers"]
    if address.partition("?")[0] in PAGES_WITH_SENTENCES and here["content-type"].startswith("text/html"):
        assert "access-control-allow-origin" not in here
        assert here["cross-origin-resource-policy"] == "same-origin"
    else:
        assert here.get_list("access-control-allow-origin") == ["*"]


@pytest.mark.parametrize(
    "address",
    [
        "/sparql",
        "/sparql?query=ASK%7B%7D",
        "/graph-store?default",
        "/graph-store/graph/claims",
        "/web/style.css",
        "/complete.json",
        "/fragments",
        "/queries",
        "/queries/stalled-agreements",
        "/queries/stalled-agreements?limit=1&format=records&evidence=1",
        "/ontology",
        "/ontology.ttl",
        "/ontology/agents",
        "/shapes",
        "/check",
        "/check/report",
        "/check/coverage",
        "/search?q=Kim",
        "/reconcile",
        "/id/state/east.ttl",
        "/id/state/east.html?_profile=plain",
        "/id/state/east.jsonld?_profile=schema",
    ],
)
def test_what_a_client_has_is_not_sent_again(server, address: str) -> None:
    first = server.client.get(address)
    for known in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
        for method in ("GET", "HEAD"):
            again = server.client.request(method, address, headers={"If-None-Match": known})
            assert (again.status_code, again.content) == (304, b"")
            assert [again.headers[name] for name in TOLD_AGAIN] == [first.headers[name] for name in TOLD_AGAIN]
    assert server.client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_address_that_is_none_is_told_to_pages_elsewhere_too(server) -> None:
    answer = server.client.get("/nothing/here")
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (404, "*")


@pytest.mark.parametrize(
    ("address", "accepts", "expected"),
    [
        ("/sparql?query=SELECT * {}", ("text/csv;q=0.1", "text/tab-separated-values"), "text/tab-separated-values"),
        (
            "/sparql?query=CONSTRUCT { <urn:s> <urn:p> 1 } {}",
            ("image/png", "application/rdf+xml"),
            "application/rdf+xml",
        ),
        ("/sparql", ("image/png", "application/n-triples"), "application/n-triples"),
        ("/graph-store?default", ("image/png", "application/n-triples"), "application/n-triples"),
        ("/ontology", ("image/png", "application/rdf+xml"), "application/rdf+xml"),
        ("/fragments", ("image/png", "application/trig"), "application/trig"),
        ("/queries", ("image/png", "text/turtle"), "text/turtle"),
        ("/queries/stalled-agreements", ("text/csv;q=0.1", "application/json"), "application/json"),
        ("/validate", ("image/png", "text/html"), "text/html"),
        ("/metrics", ("image/png", "application/openmetrics-text"), "application/openmetrics-text"),
    ],
)
def test_several_accept_headers_are_one(server, address: str, accepts: tuple[str, str], expected: str) -> None:
    for lines in (accepts, accepts[::-1]):
        answer = ask(server.client, address, lines)
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == expected


def test_several_accept_headers_lead_to_the_page_of_a_thing(server) -> None:
    for lines in (("image/png", "text/html"), ("text/html", "image/png")):
        assert ask(server.client, "/id/state/east", lines).headers["location"] == "/id/state/east.html"


def ask(client: httpx.Client, address: str, accepts: tuple[str, ...]) -> httpx.Response:
    headers = httpx.Headers([("Accept", accept) for accept in accepts])
    return client.send(client.build_request("GET", address, headers=headers))
