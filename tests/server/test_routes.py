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
    "/health/live": ("/health/live",),
    "/health/ready": ("/health/ready",),
    "/validate": ("/validate",),
    "/": ("/",),
    "/ask": ("/ask", "/ask?query=nonsense"),
    "/web/{name}": ("/web/style.css", "/web/nothing.css"),
    "/id/{rest:path}": ("/id/event/x",),
    "/claim/{rest:path}": ("/claim/x/y",),
    "/passage/{rest:path}": ("/passage/x/1-1-1-1",),
    "/concept/{slug}": ("/concept/stance-asserted", "/concept/nothing"),
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
PAGES_WITH_SENTENCES = ("/", "/ask")


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
    if address.partition("?")[0] in PAGES_WITH_SENTENCES:
        assert "access-control-allow-origin" not in here
        assert here["cross-origin-resource-policy"] == "same-origin"
    else:
        assert here.get_list("access-control-allow-origin") == ["*"]


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
        ("/validate", ("image/png", "text/html"), "text/html"),
        ("/metrics", ("image/png", "application/openmetrics-text"), "application/openmetrics-text"),
    ],
)
def test_several_accept_headers_are_one(server, address: str, accepts: tuple[str, ...], expected: str) -> None:
    headers = httpx.Headers([("Accept", accept) for accept in accepts])
    answer = server.client.send(server.client.build_request("GET", address, headers=headers))
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == expected


def test_several_accept_headers_lead_to_the_page_of_a_thing(server) -> None:
    headers = httpx.Headers([("Accept", "image/png"), ("Accept", "text/html")])
    answer = server.client.send(server.client.build_request("GET", "/id/event/x", headers=headers))
    assert answer.headers["location"].startswith("/ask?")
