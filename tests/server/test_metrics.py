"""What an operator's Prometheus reads: how queries ended, and what state the server is in."""

import time
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }"


def read(client: httpx.Client) -> dict[str, float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        " ".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_queries_are_counted_as_they_end(serve, small_file: Path) -> None:
    with serve("--dataset", str(small_file), query_timeout="0.5") as server:
        before = read(server.client)
        for query in ("ASK {}", "ASK {}", "ASK { ?s", "ASK { SERVICE <http://example.org/> {} }", ENDLESS):
            server.query(query)
        tag = server.query("ASK {}").headers["etag"]
        server.query("ASK {}", **{"If-None-Match": tag})
        after = read(server.client)
        counted = {
            name.removeprefix("entente_queries_total "): after[name] - before.get(name, 0)
            for name in after
            if name.startswith("entente_queries_total")
        }
        assert counted == {
            **{"ok": 1, "kept": 2, "not-modified": 1},
            **{"syntax-error": 1, "service-refused": 1, "query-timeout": 1},
        }
        assert after["entente_query_seconds_count"] - before.get("entente_query_seconds_count", 0) == 7
        assert after["entente_kept_answers"] == 1
        assert after["entente_ready"] == 1
        assert after["entente_ended_evaluators_total deadline"] == 1


def test_what_runs_now_is_seen(serve, small_file: Path) -> None:
    with serve("--dataset", str(small_file), query_timeout="3") as server:
        with httpx.Client(base_url=server.url, timeout=0.6) as hasty:
            try:
                hasty.get("/sparql", params={"query": ENDLESS})
            except httpx.ReadTimeout:
                pass
            else:
                raise AssertionError("it was answered")
        deadline = time.monotonic() + 3
        while read(server.client).get("entente_ended_evaluators_total gone") != 1:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert read(server.client)["entente_busy_evaluators slow"] == 0
        assert read(server.client)["entente_queries_total gone"] == 1


def test_other_responses_are_counted_by_route_and_class_of_status(server) -> None:
    before = read(server.client)
    assert server.client.get("/nowhere/anybody/made/up").status_code == 404
    assert server.client.get("/claim/park-young-june/pact-aborted").status_code == 303
    after = read(server.client)
    for name in ("none 4xx", "/claim/{rest:path} 3xx"):
        counted = f"entente_http_responses_total {name}"
        assert after[counted] == before.get(counted, 0) + 1
    assert after["process_resident_memory_bytes"] > 0


@pytest.mark.parametrize(
    ("address", "route", "outcome"),
    [
        ("/search?q=pact", "/search", "found"),
        ("/search?q=zzzz", "/search", "nothing"),
        ("/search?q=", "/search", "nothing-to-search-for"),
        ("/graph-store?default", "/graph-store", "ok"),
        ("/graph-store", "/graph-store", "no-graph-named"),
        ("/graph-store/nothing", "/graph-store/{path:path}", "no-such-graph"),
    ],
)
def test_searches_and_graphs_are_counted_by_how_they_ended(server, address: str, route: str, outcome: str) -> None:
    counted = f"entente_requests_total {outcome} {route}"
    before = read(server.client).get(counted, 0)
    server.client.get(address)
    assert read(server.client)[counted] == before + 1
    if address.startswith("/search"):
        server.client.get(address, headers={"Accept": "text/html"})
        assert read(server.client)[counted] == before + 2


def test_who_has_a_graph_already_is_counted_as_such(server) -> None:
    tag = server.client.get("/graph-store?default").headers["etag"]
    counted = "entente_requests_total not-modified /graph-store"
    before = read(server.client).get(counted, 0)
    server.client.get("/graph-store?default", headers={"If-None-Match": tag})
    assert read(server.client)[counted] == before + 1


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/openmetrics-text;version=1.0.0", "application/openmetrics-text"),
        ("application/openmetrics-text;version=1.0.0;escaping=nonsense", "application/openmetrics-text"),
        ("application/openmetrics-text;version=x", "text/plain"),
        ("text/plain;version=1.x", "text/plain"),
    ],
)
def test_whatever_is_accepted_the_figures_come(server, accept: str, media_type: str) -> None:
    answer = server.client.get("/metrics", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert "entente_queries" in answer.text
