"""What the server does in; its figures for Prometheus, at /metrics, out.

Counts are made where something happens; what merely is (who waits, what is kept, which dataset) is asked for when
somebody reads the figures. Outcomes are the kinds of problems that clients read, and a few words for what went well.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from starlette.requests import Request
from starlette.responses import Response

from server.clients import Clients
from server.problems import Problem

ANSWERED = ("ok", "cached", "shared", "not-modified", "description")
"""Outcomes of requests to /sparql that have an answer: evaluated, kept, evaluated for another, known to the client."""

GONE = "gone"
"""The outcome of a request whose client has left."""

UNANSWERED = (
    *("bad-graph-name", "broken-off", "busy", "dataset-unavailable", "evaluator-lost", "method-not-allowed"),
    *("no-query", "not-acceptable", "not-utf-8", "query-memory", "query-timeout", "query-too-deep"),
    *("query-too-tangled", "request-timeout", "request-too-large", "result-too-large", "service-refused"),
    *("several-queries", "syntax-error", "too-many-parameters", "unsupported-content-encoding"),
    *("unsupported-media-type", "unsupported-query", "update-refused", "uri-too-long", "internal-server-error"),
)
"""Outcomes of requests to /sparql that are problems, by the last part of the problem's type."""

_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(frozen=True)
class Lane:
    """A lane at this moment: questions that wait, evaluators that live, and those of them that have a question."""

    waiting: int
    living: int
    busy: int


@dataclass(frozen=True)
class Kept:
    """The answers that are kept: their number and bytes now; how often one was found, was not, had to make room."""

    answers: int
    bytes: int
    hits: int
    misses: int
    evictions: int


@dataclass(frozen=True)
class Served:
    """The dataset: its hash, its size, and when it was loaded (seconds since 1970)."""

    hash: str
    quads: int
    loaded: float


@dataclass(frozen=True)
class Now:
    """What is the case at this moment."""

    lanes: Mapping[str, Lane]
    kept: Kept | None
    served: Served | None
    log_lines_lost: int = 0


class Metrics:
    """The figures of one application, in a registry of its own; `now` is called whenever they are read."""

    def __init__(self, version: str, now: Callable[[], Now]) -> None:
        self.registry = CollectorRegistry()
        queries = self._counter("queries", "Requests to /sparql by their outcome", "outcome")
        self._queries = {outcome: queries.labels(outcome) for outcome in (*ANSWERED, GONE, *UNANSWERED)}
        self._unforeseen = queries.labels("other")
        seconds = Histogram(
            "entente_query_seconds",
            "Time from a whole request to its answer's first byte, by where the answer came from",
            ("answer",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._evaluated = seconds.labels("evaluated").observe
        self._seconds = {outcome: seconds.labels("known").observe for outcome in ("cached", "not-modified")}
        self._responses = self._counter("http_responses", "Responses by route and class of status", "route", "status")
        self._forks = self._counter("evaluator_forks", "Evaluators forked", "lane")
        self._kills = self._counter("evaluator_kills", "Evaluators that were ended, by the reason", "reason")
        self._swaps = self._counter("dataset_swaps", "Attempts to serve another dataset", "outcome")
        for outcome in ("swapped", "failed"):
            self._swaps.labels(outcome)
        self.registry.register(_State(version, now))
        ProcessCollector(registry=self.registry)

    def _counter(self, name: str, words: str, *labels: str) -> Counter:
        return Counter(f"entente_{name}", f"{words}.", labels, registry=self.registry)

    def query(self, outcome: str, seconds: float) -> None:
        """Count a request to /sparql: its outcome, and the seconds until there was one."""
        self._queries.get(outcome, self._unforeseen).inc()
        self._seconds.get(outcome, self._evaluated)(seconds)

    def response(self, route: str, status: int) -> None:
        """Count a response to a request for a route, named as it is declared (`/id/{rest:path}`)."""
        self._responses.labels(route, f"{status // 100}xx").inc()

    def forked(self, lane: str) -> None:
        """Count an evaluator that was forked for this lane."""
        self._forks.labels(lane).inc()

    def killed(self, reason: str) -> None:
        """Count an evaluator that was ended; the reason as in `Stopped`, or what else it was replaced for."""
        self._kills.labels(reason).inc()

    def swapped(self, outcome: str) -> None:
        """Count an attempt to serve another dataset: `swapped` or `failed`."""
        self._swaps.labels(outcome).inc()

    def text(self, accept: str) -> tuple[bytes, str]:
        """All figures in the format that Prometheus asks for, and its media type."""
        try:
            encode, content_type = choose_encoder(accept)
        except ValueError:  # an unknown way of escaping names
            encode, content_type = choose_encoder("")
        return encode(self.registry), content_type


class MetricsEndpoint:
    """The figures over HTTP: to this machine, or to all where the operator says so. They are not for crawlers."""

    def __init__(self, metrics: Metrics, clients: Clients, *, to_all: bool) -> None:
        self._metrics = metrics
        self._clients = clients
        self._to_all = to_all

    async def metrics(self, request: Request) -> Response:
        """The figures; raises Problem 403 for who may not read them."""
        if not (self._to_all or self._clients.asks_from_here(request.scope)):
            detail = "The figures of this server are for its own machine; its operator can show them to all."
            raise Problem(403, "metrics-refused", detail)
        body, content_type = self._metrics.text(request.headers.get("accept", ""))
        headers = {"Cache-Control": "no-store", "Vary": "Accept", "X-Robots-Tag": "noindex, nofollow"}
        return Response(body, headers={**headers, "Content-Type": content_type, "X-Content-Type-Options": "nosniff"})


class _State:
    """A collector of what is the case when it is asked."""

    def __init__(self, version: str, now: Callable[[], Now]) -> None:
        self._version = version
        self._now = now

    def describe(self) -> Iterator[Metric]:
        """Nothing: the registry need not ask before there is anything to tell."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """The figures of this moment."""
        now = self._now()
        yield InfoMetricFamily("entente_software", "The code that runs.", {"version": self._version})
        for name, words in (
            ("waiting", "Questions that wait for an evaluator"),
            ("living", "Evaluators that live"),
            ("busy", "Evaluators that have a question"),
        ):
            kind = "queue_length" if name == "waiting" else f"evaluators_{name}"
            gauge = GaugeMetricFamily(f"entente_{kind}", f"{words}, by lane.", labels=("lane",))
            for lane, state in now.lanes.items():
                gauge.add_metric((lane,), getattr(state, name))
            yield gauge
        if now.kept is not None:
            yield GaugeMetricFamily("entente_cache_answers", "Answers that are kept.", now.kept.answers)
            yield GaugeMetricFamily("entente_cache_bytes", "Bytes of the answers that are kept.", now.kept.bytes)
            yield CounterMetricFamily("entente_cache_hits", "Questions whose answer was kept.", now.kept.hits)
            yield CounterMetricFamily("entente_cache_misses", "Questions whose answer was not kept.", now.kept.misses)
            yield CounterMetricFamily("entente_cache_evictions", "Answers that made room.", now.kept.evictions)
        if now.served is not None:
            yield InfoMetricFamily("entente_dataset", "The dataset that is served.", {"hash": now.served.hash})
            yield GaugeMetricFamily("entente_dataset_quads", "Quads of the dataset.", now.served.quads)
            yield GaugeMetricFamily("entente_dataset_loaded_seconds", "When it was loaded.", now.served.loaded)
        yield CounterMetricFamily("entente_access_log_lines_lost", "Lines never written.", now.log_lines_lost)
