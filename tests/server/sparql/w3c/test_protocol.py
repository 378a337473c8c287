"""The W3C's tests of the SPARQL 1.1 Protocol; those of updates get the refusal of a server that is read-only."""

import httpx
import pytest

from tests.server.sparql.w3c.manifests import AT_HAND, WHY_NOT, Request, request_tests

pytestmark = pytest.mark.skipif(not AT_HAND, reason=WHY_NOT)

TESTS = request_tests("protocol/manifest.ttl")
QUERIES = {name: requests for name, requests in TESTS.items() if "update" not in name}
UPDATES = {name: requests for name, requests in TESTS.items() if "update" in name}
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}
NO_UPDATE_EITHER = ("bad_update_wrong_media_type", "bad_update_missing_form_type")
"""Requests that do not say that they are updates: nobody can tell what they are."""


def send(client: httpx.Client, request: Request) -> httpx.Response:
    return client.request(
        request.method, f"/sparql?{request.query_string}", headers=request.headers, content=request.body
    )


@pytest.mark.parametrize("requests", QUERIES.values(), ids=QUERIES.keys())
def test_query(w3c: httpx.Client, requests: list[Request]) -> None:
    for request in requests:
        answer = send(w3c, request)
        assert f"{answer.status_code // 100}xx" in request.statuses, answer.text
        if request.format is not None:
            assert answer.headers["content-type"].partition(";")[0] in FORMATS[request.format]
        if request.boolean is not None:
            assert answer.json()["boolean"] is request.boolean


@pytest.mark.parametrize("name", UPDATES)
def test_update(w3c: httpx.Client, name: str) -> None:
    update, *asked_afterwards = UPDATES[name]
    answer = send(w3c, update)
    expected = (415, "unsupported-media-type") if name in NO_UPDATE_EITHER else (403, "update-refused")
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == expected
    for request in asked_afterwards:
        answer = send(w3c, request)
        assert (answer.status_code, answer.json()["boolean"]) == (200, False), "the update was done"
