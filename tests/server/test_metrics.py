"""What an operator's Prometheus reads: how queries ended, and what state the server is in."""

import time
import timeit
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families

from server.metrics import Metrics
from server.settings import Settings
from server.sparql.serving import Serving

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
    assert server.client.get("/claim/x").status_code == 303
    after = read(server.client)
    for name in ("none 4xx", "/claim/{rest:path} 3xx"):
        counted = f"entente_http_responses_total {name}"
        assert after[counted] == before.get(counted, 0) + 1
    assert after["process_resident_memory_bytes"] > 0


def test_they_are_not_for_crawlers_nor_for_other_machines(server, serve, small_file: Path) -> None:
    ours = server.client.get("/metrics")
    assert (ours.headers["x-robots-tag"], ours.headers["cache-control"]) == ("noindex, nofollow", "no-store")
    elsewhere = [{"X-Forwarded-For": "127.0.0.1"}, {"Host": "rebound.example"}, {"Forwarded": "for=127.0.0.1"}]
    for headers in elsewhere:
        refused = server.client.get("/metrics", headers=headers)
        assert refused.status_code == 403
        assert refused.json()["type"].endswith("/metrics-refused")
    with serve("--dataset", str(small_file), show_metrics="all") as open_:
        assert [open_.client.get("/metrics", headers=headers).status_code for headers in elsewhere] == [200] * 3


@pytest.mark.parametrize("escaping", ["", ";escaping=underscores", ";escaping=nonsense"])
def test_prometheus_gets_the_newer_format(server, escaping: str) -> None:
    accept = f"application/openmetrics-text;version=1.0.0{escaping}"
    answer = server.client.get("/metrics", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert list(read_openmetrics(answer.text))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_any_accept_header_gets_them(accept: str) -> None:
    assert METRICS.text(accept)[0]


METRICS = Metrics(SETTINGS := Settings((Path("none.nq"),)), Serving(SETTINGS), None)


def test_a_kept_answer_costs_a_microsecond_or_two() -> None:
    best = min(timeit.repeat(lambda: METRICS.ended("kept", 0.0001), number=2000, repeat=9)) / 2000
    assert best < 10e-6  # 1.2 on an idle core
