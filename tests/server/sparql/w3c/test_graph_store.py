"""The W3C's tests of the Graph Store Protocol: what reads is answered, what writes gets the refusal.

What a test writes before it reads lies in the dataset already. Each reading request has a folder of its own for that,
below the address that stands for `/gsp` where the path names the graph, and in the graph's IRI where a parameter does.
"""

from collections.abc import Iterator
from urllib.parse import unquote

import httpx
import pyoxigraph as ox
import pytest

from kg.prefixes import BASE
from tests.server.sparql.w3c.manifests import AT_HAND, WHY_NOT, Request, request_tests
from tests.server.sparql.w3c.results import of_graph

pytestmark = pytest.mark.skipif(not AT_HAND, reason=WHY_NOT)

TESTS = {
    f"{name}/{number}": (request, requests[:number])
    for way in ("direct", "indirect")
    for name, requests in request_tests(f"graph-store-protocol/manifest-{way}.ttl").items()
    for number, request in enumerate(requests)
}
READS = {name: test for name, test in TESTS.items() if test[0].method in ("GET", "HEAD")}
WRITES = {name: request for name, (request, _) in TESTS.items() if request.method not in ("GET", "HEAD")}
LOCATION = "$LOCATION$"


def address(request: Request, folder: str) -> str:
    """Where this server answers the request."""
    path = request.path.replace("/gsp/", f"/graph-store/{folder}/").replace("/gsp", "/graph-store")
    query = request.query_string.replace(LOCATION, f"{BASE}{folder}/created")
    for host in ("http://www.example/", "http%3A%2F%2Fwww.example%2F"):
        query = query.replace(host, f"{host}{folder}/")
    return f"{path}?{query}"


def graph_of(request: Request, folder: str) -> "ox.NamedNode | ox.DefaultGraph":
    """The graph that the request names."""
    path, _, query = address(request, folder).partition("?")
    if query == "default":
        return ox.DefaultGraph()
    below = path.removeprefix("/graph-store/")
    return ox.NamedNode(unquote(query.removeprefix("graph=")) if query else BASE + below)


@pytest.fixture(scope="module")
def store(serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Return a client of a server that has what the tests have written when they read."""
    dataset = ox.Store()
    for name, (request, before) in READS.items():
        if "200" in request.statuses:
            written = request.content or before[-1].body
            dataset.load(written, ox.RdfFormat.TURTLE, to_graph=graph_of(request, name))
    path = tmp_path_factory.mktemp("gsp") / "gsp.nq"
    dataset.dump(path, ox.RdfFormat.N_QUADS)
    with serve("--dataset", str(path)) as server:
        yield server.client


@pytest.mark.parametrize("name", READS)
def test_what_reads_is_answered(store: httpx.Client, name: str) -> None:
    request, _ = READS[name]
    answer = store.request(request.method, address(request, name), headers=request.headers)
    assert str(answer.status_code) in request.statuses, answer.text
    if request.content_type is not None:
        assert answer.headers["content-type"] == request.content_type
    if request.content is not None:
        base, turtle = "http://www.example/", ox.RdfFormat.TURTLE
        assert of_graph(answer.content, turtle, base) == of_graph(request.content, turtle, base)
    if request.method == "HEAD":
        assert answer.content == b""
        assert int(answer.headers["content-length"]) > 0


@pytest.mark.parametrize("name", WRITES)
def test_what_writes_is_refused(store: httpx.Client, name: str) -> None:
    request = WRITES[name]
    answer = store.request(request.method, address(request, name), headers=request.headers, content=request.body)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "read-only" in answer.json()["detail"]


def test_both_kinds_are_tested() -> None:
    assert len(READS) > 10
    assert len(WRITES) > 10
