"""The figures: what they count, who reads them, in which formats, and what counting costs."""

import ast
import timeit
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families

import server.sparql
from server.metrics import ANSWERED, GONE, UNANSWERED, Kept, Lane, Metrics, Now, Served

EMPTY = Now({}, None, None)
FULL = Now(
    {"quick": Lane(3, 2, 1), "slow": Lane(0, 1, 1)},
    Kept(answers=5, bytes=1000, hits=7, misses=9, evictions=2),
    Served("abc", 80_000, 1_700_000_000.0),
    log_lines_lost=4,
)


def samples(text: str) -> dict[str, float]:
    families = text_string_to_metric_families(text)
    return {
        sample.name + str(sample.labels or ""): sample.value
        for family in families
        for sample in family.samples
        if sample.name.startswith("entente_")
    }


def read(metrics: Metrics) -> dict[str, float]:
    return samples(metrics.text("")[0].decode())


def test_each_thing_that_happens_is_counted() -> None:
    metrics = Metrics("v1", lambda: FULL)
    metrics.query("ok", 0.02)
    metrics.query("cached", 0.0001)
    metrics.query("never heard of", 0.1)
    metrics.response("/id/{rest:path}", 303)
    metrics.forked("quick")
    metrics.killed("deadline")
    metrics.swapped("failed")
    told = read(metrics)
    assert told["entente_queries_total{'outcome': 'ok'}"] == 1
    assert told["entente_queries_total{'outcome': 'cached'}"] == 1
    assert told["entente_queries_total{'outcome': 'other'}"] == 1
    assert told["entente_queries_total{'outcome': 'busy'}"] == 0
    assert told["entente_query_seconds_count{'answer': 'evaluated'}"] == 2
    assert told["entente_query_seconds_bucket{'answer': 'known', 'le': '0.0005'}"] == 1
    assert told["entente_http_responses_total{'route': '/id/{rest:path}', 'status': '3xx'}"] == 1
    assert told["entente_evaluator_forks_total{'lane': 'quick'}"] == 1
    assert told["entente_evaluator_kills_total{'reason': 'deadline'}"] == 1
    assert told["entente_dataset_swaps_total{'outcome': 'failed'}"] == 1
    assert told["entente_dataset_swaps_total{'outcome': 'swapped'}"] == 0


def test_what_is_the_case_is_asked_for_when_it_is_read() -> None:
    now = [FULL]
    metrics = Metrics("v1", lambda: now[0])
    told = read(metrics)
    assert told["entente_queue_length{'lane': 'quick'}"] == 3
    assert told["entente_evaluators_living{'lane': 'slow'}"] == 1
    assert told["entente_evaluators_busy{'lane': 'quick'}"] == 1
    assert told["entente_cache_bytes"] == 1000
    assert told["entente_cache_hits_total"] == 7
    assert told["entente_cache_evictions_total"] == 2
    assert told["entente_dataset_info{'hash': 'abc'}"] == 1
    assert told["entente_dataset_quads"] == 80_000
    assert told["entente_dataset_loaded_seconds"] == 1_700_000_000.0
    assert told["entente_access_log_lines_lost_total"] == 4
    now[0] = EMPTY
    assert "entente_dataset_quads" not in read(metrics)


def test_applications_have_figures_of_their_own() -> None:
    one, other = Metrics("v1", lambda: EMPTY), Metrics("v1", lambda: EMPTY)
    one.query("ok", 0.1)
    assert read(other)["entente_queries_total{'outcome': 'ok'}"] == 0


def test_every_kind_of_problem_of_the_endpoint_is_an_outcome() -> None:
    kinds = set()
    folder = Path(server.sparql.__file__).parent
    for path in [*folder.glob("*.py"), folder / "../problems.py"]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and len(node.args) > 1:
                kind = node.args[1]
                ends = (kind.body, kind.orelse) if isinstance(kind, ast.IfExp) else (kind,)
                kinds |= {end.value for end in ends if isinstance(end, ast.Constant)}
    assert "query-timeout" in kinds
    assert kinds <= set(UNANSWERED)
    assert len({*ANSWERED, GONE, *UNANSWERED}) == len(ANSWERED) + 1 + len(UNANSWERED)


@given(st.one_of(st.text(), st.sampled_from(["text/plain;version=1.0.0;escaping=x", "application/openmetrics-text"])))
def test_any_accept_header_gets_the_figures(accept: str) -> None:
    body, content_type = METRICS.text(accept)
    assert body
    assert content_type.startswith(("text/plain", "application/openmetrics-text"))


METRICS = Metrics("v1", lambda: FULL)


def test_a_kept_answer_costs_a_microsecond_or_two() -> None:
    best = min(timeit.repeat(lambda: METRICS.query("cached", 0.0001), number=2000, repeat=9)) / 2000
    assert best < 10e-6  # about 1.2 on an idle core


def test_over_http(server) -> None:
    before = samples(server.client.get("/metrics").text)
    assert server.query("ASK {}").status_code == 200
    assert server.query("nonsense").status_code == 400
    assert server.client.get("/nowhere").status_code == 404
    assert server.client.get("/id/state/x").status_code == 303
    answer = server.client.get("/metrics")
    after = samples(answer.text)
    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    assert answer.headers["cache-control"] == "no-store"
    for name in (
        "entente_queries_total{'outcome': 'ok'}",
        "entente_queries_total{'outcome': 'syntax-error'}",
        "entente_http_responses_total{'route': 'none', 'status': '4xx'}",
        "entente_http_responses_total{'route': '/id/{rest:path}', 'status': '3xx'}",
    ):
        assert after[name] == before.get(name, 0) + 1, name
    assert "process_resident_memory_bytes" in answer.text
    openmetrics = server.client.get("/metrics", headers={"Accept": "application/openmetrics-text;version=1.0.0"})
    assert list(read_openmetrics(openmetrics.text))


@pytest.mark.parametrize("headers", [{"X-Forwarded-For": "127.0.0.1"}, {"Host": "rebound.example"}])
def test_only_this_machine_reads_them_unless_all_may(server, serve, small_file: Path, headers: dict[str, str]) -> None:
    refused: httpx.Response = server.client.get("/metrics", headers=headers)
    assert refused.status_code == 403
    assert refused.json()["type"].endswith("/metrics-refused")
    with serve("--dataset", str(small_file), show_metrics="all") as open_:
        assert open_.client.get("/metrics", headers=headers).status_code == 200
