"""The state of the server in; what Prometheus reads, out.

Queries are counted as they end; everything else is looked up when somebody asks. Nothing here is kept in the module:
each application has a registry of its own.
"""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from server.access_log import AccessLog
from server.replies import headers_of
from server.sparql.evaluators import Evaluators
from server.sparql.kept import KeptReleases
from server.sparql.serving import Serving

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """What is counted."""

    def __init__(self, serving: Serving, kept: KeptReleases, log: AccessLog | None) -> None:
        self._registry = CollectorRegistry()
        self._queries = Counter("entente_queries", "Queries, by how they ended", ["outcome"], registry=self._registry)
        self._seconds = Histogram(
            "entente_query_seconds", "Seconds from request to reply", buckets=_SECONDS, registry=self._registry
        )
        self._by_outcome: dict[str, Counter] = {}
        self._responses = Counter(
            "entente_http_responses", "Responses of other routes", ["route", "status"], registry=self._registry
        )
        self._outcomes = Counter(
            "entente_requests",
            "Requests of routes that say how they ended",
            ["route", "outcome"],
            registry=self._registry,
        )
        self._registry.register(_State(serving, kept, log))
        ProcessCollector(registry=self._registry)

    def ended(self, outcome: str, seconds: float) -> None:
        """Count a query: its outcome is `ok`, `kept`, `not-modified`, `gone`, or the kind of a problem."""
        counter = self._by_outcome.get(outcome)
        if counter is None:
            counter = self._by_outcome[outcome] = self._queries.labels(outcome)
        counter.inc()
        self._seconds.observe(seconds)

    def responded(self, route: str, status: int, outcome: str) -> None:
        """Count a response of anything but queries: its route as it is declared, and the class of its status.

        Where whoever answered says how that ended (a search, a graph), in a word, it is counted by that, too.
        """
        self._responses.labels(route, f"{status // 100}xx").inc()
        if outcome:
            self._outcomes.labels(route, outcome).inc()

    async def read(self, request: Request) -> Response:
        """All of it, in the text format that whoever asks prefers."""
        try:
            encode, media_type = choose_encoder(headers_of(request.scope).get("accept", ""))
        except (TypeError, ValueError):  # it names a version that is no number
            encode, media_type = choose_encoder("")
        return Response(encode(self._registry), headers={"Cache-Control": "no-store", "Content-Type": media_type})


class _State(Collector):
    """What is the case at the moment somebody asks."""

    def __init__(self, serving: Serving, kept: KeptReleases, log: AccessLog | None) -> None:
        self._serving = serving
        self._kept = kept
        self._log = log

    def collect(self) -> Iterator[Metric]:
        """The state of dataset, answers and evaluators."""
        replaced = CounterMetricFamily("entente_dataset_replacements", "Attempts to replace it", labels=["outcome"])
        for outcome, number in sorted(self._serving.replaced.items()):
            replaced.add_metric([outcome], number)
        yield replaced
        loads = CounterMetricFamily("entente_release_loads", "Attempts to load a kept release", labels=["outcome"])
        for outcome, number in sorted(self._kept.loads.items()):
            loads.add_metric([outcome], number)
        yield loads
        yield GaugeMetricFamily("entente_loaded_releases", "Kept releases that are loaded", value=self._kept.loaded)
        if self._log is not None:
            yield CounterMetricFamily("entente_lost_log_lines", "Lines never written to the log", value=self._log.lost)
        answers = self._serving.now
        ready = answers is not None and answers.engine.description is not None
        yield GaugeMetricFamily("entente_ready", "Whether a dataset is served", value=ready)
        if answers is None:
            return
        description = answers.engine.description
        if description is not None:
            yield InfoMetricFamily("entente_dataset", "What is served", value={"sha256": description.hash})
            yield GaugeMetricFamily("entente_dataset_quads", "Its quads", value=description.quads)
        number, size = answers.size
        yield GaugeMetricFamily("entente_kept_answers", "Answers that are kept", value=number)
        yield GaugeMetricFamily("entente_kept_bytes", "Their bytes", value=size)
        yield CounterMetricFamily("entente_kept_hits", "Queries answered by a kept answer", value=answers.kept)
        yield CounterMetricFamily(
            "entente_shared_evaluations", "Queries that waited for another's", value=answers.shared
        )
        if isinstance(answers.engine, Evaluators):
            yield from _of_evaluators(answers.engine)


def _of_evaluators(evaluators: Evaluators) -> Iterator[Metric]:
    busy = GaugeMetricFamily("entente_busy_evaluators", "Evaluators that have a query", labels=["lane"])
    for lane, number in zip(("quick", "slow"), evaluators.busy, strict=True):
        busy.add_metric([lane], number)
    yield busy
    yield GaugeMetricFamily("entente_waiting_queries", "Queries that wait for their turn", value=evaluators.waiting)
    yield CounterMetricFamily("entente_forked_evaluators", "Evaluators there have been", value=evaluators.forked)
    killed = CounterMetricFamily("entente_ended_evaluators", "Evaluators that were ended", labels=["reason"])
    for reason, count in sorted(evaluators.killed.items()):
        killed.add_metric([reason], count)
    yield killed
