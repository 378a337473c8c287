"""HTTP requests to /sparql in; results, the service's description, or problems out.

A plain ASGI application: the path of a query has nothing between the socket and the evaluator that it does not need.
"""

import contextlib
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from cachetools import LRUCache
from starlette.requests import Request

from kg.asking.frames import GZIP, Question
from kg.asking.scanner import Scan, scan
from server.accounts import OUTCOME, QUERY
from server.clients import client_of
from server.coding import takes_gzip
from server.problems import Problem, of_status
from server.replies import Receive, Reply, Scope, Send, Spooled, headers_of, reply_of, send_reply
from server.settings import Settings
from server.sharing import preflight
from server.sparql.answers import Answers, ClientGone
from server.sparql.body import read_body
from server.sparql.describing import Describing
from server.sparql.formats import GRAPHS, HTML, formats_for, pick
from server.sparql.parent import Description
from server.sparql.protocol import SparqlRequest, read_request, update_refused
from server.sparql.stopping import of_stop, result_of, service_refused
from server.tags import ASK_AGAIN, knows, tag_of

METHODS = "GET, HEAD, POST, OPTIONS"
LOG = logging.getLogger("entente")
_MAKES_NODES = re.compile(r"_:|[\[(]")
_READ_BEFORE = 8 << 20
"""Bytes of requests whose reading is kept: what is asked again need not be read again."""

_Request = tuple[bytes, ...]


@dataclass
class _Asked:
    """A request that has been read: what to ask, and the reply's headers.

    `variant` tells replies apart that have one answer; `weak`: the answer has blank nodes of its own making, which have
    other labels each time; `once`: another evaluation may give another answer. `timeout`: seconds. `named`: the dataset
    that it was asked of last, and the key and the tag of that answer.
    """

    question: Question
    headers: Mapping[str, str]
    variant: bytes
    weak: bool
    once: bool
    timeout: float
    named: tuple[str, bytes, str] = ("", b"", "")


class Served(Protocol):
    """What is served now; None while nothing is."""

    @property
    def now(self) -> Answers | None:
        """Its answers."""


@dataclass(frozen=True)
class _Fixed:
    now: Answers | None


class SparqlEndpoint:
    """The ASGI application at /sparql.

    `page` is where a person who opens it without a query is sent; `ended` is told how each request ended and in how
    many seconds.
    """

    def __init__(
        self, settings: Settings, serving: Served, version: str, page: str, ended: Callable[[str, float], None]
    ) -> None:
        self._ended = ended
        self._settings = settings
        self._serving = serving
        self._version = version
        self._describing = Describing(settings, version)
        self._page = page
        self._read = LRUCache[_Request, _Asked](
            _READ_BEFORE, getsizeof=lambda asked: 4 * len(asked.question.query) + 1000
        )

    def on(self, answers: Answers) -> "SparqlEndpoint":
        """The same endpoint on another dataset, which no other takes the place of."""
        return SparqlEndpoint(self._settings, _Fixed(answers), self._version, self._page, self._ended)

    @property
    def dataset_hash(self) -> str:
        """The hash of what is served, or nothing while nothing is."""
        answers = self._serving.now
        return "" if answers is None else answers.dataset_hash

    @property
    def description(self) -> Description:
        """What is served; raises Problem 503 while nothing is."""
        description = self._answers().engine.description
        if description is None:
            raise of_stop("unavailable", self._settings)
        return description

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        began = time.perf_counter()
        try:
            outcome, reply = await self._reply(scope, receive)
        except Problem as problem:
            outcome, reply = problem.kind, reply_of(problem)
        except ClientGone:
            self._ended("gone", time.perf_counter() - began)
            return
        except Exception:
            LOG.exception("unforeseen at %s", scope["path"])
            outcome, reply = "unforeseen", reply_of(of_status(500, scope["path"]))
        self._ended(outcome, time.perf_counter() - began)
        scope[OUTCOME] = outcome
        with contextlib.suppress(TimeoutError):  # who does not take the answer is let go, with less than was announced
            await send_reply(send, reply, with_body=scope["method"] != "HEAD")

    async def _reply(self, scope: Scope, receive: Receive) -> tuple[str, Reply]:
        """How the request ended, in a word, and the reply."""
        method: str = scope["method"]
        if method == "OPTIONS":
            return "options", Reply(204, preflight(METHODS))
        if method not in ("GET", "HEAD", "POST"):
            detail = f"{method} is not for a SPARQL endpoint that is read-only; send a query by GET or POST."
            raise Problem(405, "method-not-allowed", detail, {"Allow": METHODS})
        limit = self._settings.query_size << 10
        if len(scope["query_string"]) > limit:
            raise Problem(414, "uri-too-long", f"The query string is longer than {limit >> 10} KiB; send it by POST.")
        given = dict(scope["headers"])
        body = b""
        if method == "POST":
            body = await read_body(receive, headers_of(scope), self._settings)
        seen = (
            scope["query_string"],
            body,
            given.get(b"content-type", b"") if method == "POST" else b"-",
            given.get(b"accept", b"*/*"),
            given.get(b"accept-encoding", b""),
        )
        once_each = len(given) == len(scope["headers"])
        asked = kept = self._read.get(seen) if once_each else None
        if asked is None:
            headers = headers_of(scope)
            request = read_request(method, scope["query_string"], headers.get("content-type"), body)
            if request.query is None:
                format_ = pick((*GRAPHS, HTML), headers.get("accept"), request.format)
                if format_ is HTML:
                    return "description", Reply(303, {"Location": self._page, "Vary": "Accept"})
                return "description", self._describing.reply(scope, headers, format_, self.description)
            scope[QUERY] = request.query
            asked = self._asked(request, request.query, headers)
        else:
            scope[QUERY] = asked.question.query
        known = given.get(b"if-none-match", b"").decode("latin-1") if method != "POST" else ""
        outcome, reply = await self._answer(asked, known, client_of(scope, self._settings.trusted_proxies), receive)
        if kept is None and once_each and outcome != "ok" and len(seen[0]) + len(body) < _READ_BEFORE >> 8:
            self._read[seen] = asked  # it has been asked before, so it will be again
        return outcome, reply

    def _asked(self, request: SparqlRequest, query: str, headers: Mapping[str, str], graph: str = "") -> _Asked:
        """What a request asks, and the graph its triples are sent as; raises Problem."""
        timeout = self._seconds(request.timeout)
        found = checked(query)
        format_ = pick(formats_for(found.form), headers.get("accept"), request.format)
        gzip = takes_gzip(headers.get("accept-encoding", ""))
        question = question_of(request, query, found, format_.engine, gzip=gzip, graph=graph)
        return _Asked(
            question,
            {"Content-Type": format_.content_type, "Vary": "Accept, Accept-Encoding"},
            f"{self._version} {format_.media_type}".encode(),
            weak=found.form == "CONSTRUCT" and _MAKES_NODES.search(query) is not None,
            once=found.varies,
            timeout=timeout,
        )

    async def _answer(self, asked: _Asked, known: str, client: str, receive: Receive) -> tuple[str, Reply]:
        """The reply to a query; `known` are the tags that the client has."""
        answers = self._answers()
        headers = dict(asked.headers)
        key: bytes | None = None
        result: bytes | Spooled | None = None
        dataset = answers.dataset_hash
        if asked.once or not dataset:
            headers["Cache-Control"] = "no-store"
        else:
            if asked.named[0] != dataset:
                key = answers.key(asked.question)
                asked.named = (dataset, key, tag_of(key + asked.variant, weak=asked.weak))
            _, key, tag = asked.named
            headers["Cache-Control"], headers["ETag"] = ASK_AGAIN, tag
            if knows(known, tag):
                del headers["Content-Type"]
                return "not-modified", Reply(304, headers)
            result = answers.known(key)
        outcome = "kept"
        if result is None:
            outcome = "ok"
            answering = answers.ask(asked.question, key, client, asked.timeout, receive)
            result = await result_of(answering, self._settings, asked.timeout)
        if (result if isinstance(result, bytes) else result.beginning()).startswith(GZIP):
            headers["Content-Encoding"] = "gzip"
        return outcome, Reply(200, headers, result)

    async def ask_for(self, request: Request, question: Question, timeout: float | None = None) -> bytes | Spooled:
        """What a page asks for whoever looks at it, in so many seconds where they say so.

        Raises Problem, or ClientGone as soon as that one has left.
        """
        seconds = self._seconds(timeout)
        answers = self._answers()
        client = client_of(request.scope, self._settings.trusted_proxies)
        key = answers.key(question) if answers.dataset_hash else None
        result = None if key is None else answers.known(key)
        if result is not None:
            return result
        return await result_of(answers.ask(question, key, client, seconds, request.receive), self._settings, seconds)

    async def bytes_for(self, request: Request, question: Question, timeout: float | None = None) -> bytes:
        """The same, read whole where it was spooled: for questions whose answers are small."""
        answer = await self.ask_for(request, question, timeout)
        return answer.read() if isinstance(answer, Spooled) else answer

    async def reply_to(
        self, scope: Scope, receive: Receive, asks: SparqlRequest, query: str, *, graph: str = ""
    ) -> Reply:
        """The reply to a request that stands for a query; its triples are sent as the graph, where one is named.

        Raises Problem, or ClientGone.
        """
        headers = headers_of(scope)
        client = client_of(scope, self._settings.trusted_proxies)
        asked = self._asked(asks, query, headers, graph)
        return (await self._answer(asked, headers.get("if-none-match", ""), client, receive))[1]

    def _seconds(self, wanted: float | None) -> float:
        """How long a query may take; raises Problem 400 where more is wanted than any may."""
        most = self._settings.query_timeout_max
        if wanted is not None and wanted > most:
            raise Problem(400, "bad-timeout", f"A query may take {most:g} s here at most, not {wanted:g}.", limit=most)
        return wanted or self._settings.query_timeout

    def _answers(self) -> Answers:
        """Answers on what is served now; raises Problem 503 while nothing is."""
        if self._serving.now is None:
            raise of_stop("unavailable", self._settings)
        return self._serving.now


def checked(query: str) -> Scan:
    """What the query's words tell.

    Raises Problem 403 for an update and for a query that calls another endpoint, 400 for one that is too hard to read.
    """
    found = scan(query)
    if found.too_involved:
        detail = "The query has too many clauses, declarations or `<` to be read safely. Split it, or use VALUES."
        raise Problem(400, "query-too-involved", detail)
    if found.form == "UPDATE":
        raise update_refused()
    if found.calls_service:
        raise service_refused()
    return found


def question_of(
    request: SparqlRequest, query: str, found: Scan, media_type: str, *, gzip: bool = False, graph: str = ""
) -> Question:
    """The question as an evaluator takes it.

    A dataset in the request overrides FROM. Several FROM clauses are handed over as such a dataset, and so is a graph
    named twice, for the engine by itself would count a triple once for each.
    """
    several = len(found.default_graphs) > 1 or len(set(found.named_graphs)) < len(found.named_graphs)
    source = found if several and not (request.default_graphs or request.named_graphs) else request
    return Question(query, media_type, source.default_graphs, source.named_graphs, gzip, graph)
