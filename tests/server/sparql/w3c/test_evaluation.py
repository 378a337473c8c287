"""The W3C's tests of SPARQL 1.1 queries and result formats, asked by HTTP of a server that has their files."""

import re

import httpx
import pyoxigraph as ox
import pytest

from tests.server.sparql.w3c.known_failures import KNOWN_FAILURES
from tests.server.sparql.w3c.manifests import (
    AT_HAND,
    BASE,
    FOLDER,
    WHY_NOT,
    Evaluation,
    evaluation_tests,
    refusal_tests,
)
from tests.server.sparql.w3c.results import of_csv, of_graph, of_result_set, of_results

pytestmark = pytest.mark.skipif(not AT_HAND, reason=WHY_NOT)

EVALUATION = {test.name: test for test in evaluation_tests()}
REFUSALS = refusal_tests()
FORMATS = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".ttl": "text/turtle",
}
ORDERED = re.compile(r"ORDER\s+BY[^}]*$", re.IGNORECASE)


@pytest.mark.parametrize("test", EVALUATION.values(), ids=EVALUATION.keys())
def test_evaluation(w3c: httpx.Client, test: Evaluation) -> None:
    query = f"BASE <{BASE}{test.query.relative_to(FOLDER).as_posix()}> {test.query.read_text(encoding='utf-8')}"
    expected, base = test.result.read_bytes(), BASE + test.result.relative_to(FOLDER).as_posix()
    is_set = b"result-set#" in expected
    accept = FORMATS[".srx" if is_set else test.result.suffix]
    answer = w3c.post("/sparql", data={"query": query, **_dataset(test, query)}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, accept), answer.text
    ordered = ORDERED.search(query) is not None and not is_set
    right = of_result_set(expected, base) if is_set else _meaning(expected, accept, base, ordered=ordered)
    is_right = _meaning(answer.content, accept, base, ordered=ordered) == right
    if test.name in KNOWN_FAILURES:
        assert not is_right, "it passes: take it from the list"
    else:
        assert is_right, answer.text


def _dataset(test: Evaluation, query: str) -> dict[str, list[str]]:
    """The parameters that name the test's files as dataset; a query that names its own is left to it."""
    if "\nFROM " in query:
        return {}
    return {
        "default-graph-uri": [BASE + name for name in test.data] or ["urn:no-data"],
        "named-graph-uri": [BASE + name for name in test.named],
    }


def _meaning(content: bytes, media_type: str, base: str, *, ordered: bool) -> object:
    if media_type == "text/csv":
        return of_csv(content.decode())
    if media_type == "text/turtle":
        return of_graph(content, ox.RdfFormat.TURTLE, base)
    format_ = ox.QueryResultsFormat.from_media_type(media_type)
    assert format_ is not None
    return of_results(content, format_, ordered=ordered)


def test_what_is_known_to_fail_is_tested() -> None:
    assert len(EVALUATION) > 200
    assert set(KNOWN_FAILURES) <= set(EVALUATION)


@pytest.mark.parametrize("query", REFUSALS.values(), ids=REFUSALS.keys())
def test_what_is_no_query_is_refused(w3c: httpx.Client, query) -> None:
    answer = w3c.post("/sparql", data={"query": query.read_text(encoding="utf-8")})
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (400, "syntax-error")
