"""HTTP requests to /sparql in; results, the service's description, or problems out.

A plain ASGI application: the path of a query has nothing between the socket and the evaluator that it does not need.
"""

import contextlib
import hashlib
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.requests import Request

from kg.asking.frames import GZIP, Failure, Question
from kg.asking.scanner import Scan, scan
from server.clients import client_of
from server.problems import Problem, of_status
from server.replies import Receive, Reply, Scope, Send, Spooled, headers_of, reply_of, send_reply
from server.settings import Settings
from server.sparql.answers import ClientGone
from server.sparql.body import read_body
from server.sparql.coding import takes_gzip
from server.sparql.description import service_description
from server.sparql.evaluator import Stopped
from server.sparql.formats import GRAPHS, HTML, formats_for, pick
from server.sparql.parent import Description
from server.sparql.protocol import SparqlRequest, read_request, update_refused
from server.sparql.serving import Serving
from server.sparql.stopping import of_failure, of_stop, service_refused

METHODS = "GET, HEAD, POST, OPTIONS"
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
LOG = logging.getLogger("entente")
_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
_MAKES_NODES = re.compile(r"_:|[\[(]")
_READ_BEFORE = 8 << 20
"""Bytes of requests whose reading is kept: what is asked again need not be read again."""

_Request = tuple[bytes, ...]


@dataclass(frozen=True)
class _Asked:
    """A request that has been read: what to ask, the tag's part that the dataset does not decide, and headers.

    `once`: another evaluation may give another answer. `timeout`: seconds.
    """

    question: Question
    headers: Mapping[str, str]
    tagged: bytes
    weak: bool
    once: bool
    timeout: float


class SparqlEndpoint:
    """The ASGI application at /sparql.

    `page` is where a person who opens it without a query is sent; `ended` is told how each request ended and in how
    many seconds.
    """

    def __init__(
        self, settings: Settings, serving: Serving, version: str, page: str, ended: Callable[[str, float], None]
    ) -> None:
        self._ended = ended
        self._settings = settings
        self._serving = serving
        self._version = version
        self._page = page
        self._read = LRUCache[_Request, _Asked](
            _READ_BEFORE, getsizeof=lambda asked: 4 * len(asked.question.query) + 1000
        )

    @property
    def dataset_hash(self) -> str:
        """The hash of what is served, or nothing while nothing is."""
        answers = self._serving.now
        return "" if answers is None else answers.dataset_hash

    @property
    def description(self) -> Description:
        """What is served; raises Problem 503 while nothing is."""
        answers = self._serving.now
        if answers is None or answers.engine.description is None:
            raise of_stop("unavailable", self._settings)
        return answers.engine.description

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
        with contextlib.suppress(TimeoutError):  # who does not take the answer is let go, with less than was announced
            await send_reply(send, reply, with_body=scope["method"] != "HEAD")

    async def _reply(self, scope: Scope, receive: Receive) -> tuple[str, Reply]:
        """How the request ended, in a word, and the reply."""
        method: str = scope["method"]
        if method == "OPTIONS":
            return "options", Reply(204, _PREFLIGHT)
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
        asked = self._read.get(seen) if once_each else None
        if asked is None:
            headers = headers_of(scope)
            request = read_request(method, scope["query_string"], headers.get("content-type"), body)
            if request.query is None:
                return "description", self._describe(scope, headers, request.format)
            asked = self._asked(request, request.query, headers)
            if once_each and len(seen[0]) + len(body) < _READ_BEFORE >> 8:
                self._read[seen] = asked
        known = given.get(b"if-none-match", b"").decode("latin-1") if method != "POST" else ""
        return await self._answer(asked, known, client_of(scope, self._settings.trusted_proxies), receive)

    def _describe(self, scope: Scope, headers: Mapping[str, str], wanted: str | None) -> Reply:
        """The service description, or the way to the page for who asks for HTML."""
        format_ = pick((*GRAPHS, HTML), headers.get("accept"), wanted)
        if format_ is HTML:
            return Reply(303, {"Location": self._page, "Vary": "Accept"})
        endpoint = f"{scope.get('scheme', 'http')}://{self._host(headers)}{scope['path']}"
        body = service_description(self.description, endpoint, format_.engine, limits(self._settings))
        return Reply(200, {"Content-Type": format_.content_type, "Vary": "Accept, Host"}, body)

    def _host(self, headers: Mapping[str, str]) -> str:
        host = headers.get("host", "")
        return host if _HOST.fullmatch(host) else f"{self._settings.host}:{self._settings.port}"

    def _asked(self, request: SparqlRequest, query: str, headers: Mapping[str, str]) -> _Asked:
        """What a request asks; raises Problem."""
        timeout, most = request.timeout or self._settings.query_timeout, self._settings.query_timeout_max
        if timeout > most:
            raise Problem(400, "bad-timeout", f"A query may take {most:g} s here at most, not {timeout:g}.", limit=most)
        found = checked(query)
        format_ = pick(formats_for(found.form), headers.get("accept"), request.format)
        gzip = takes_gzip(headers.get("accept-encoding", ""))
        question = question_of(request, query, found, format_.engine, gzip=gzip)
        graphs = (*request.default_graphs, "", *request.named_graphs)
        parts = (self._version, format_.media_type, str(gzip), *graphs, "", query)
        return _Asked(
            question,
            {"Content-Type": format_.content_type, "Vary": "Accept, Accept-Encoding"},
            "\0".join(parts).encode("utf-8", "surrogatepass"),
            weak=found.form == "CONSTRUCT" and _MAKES_NODES.search(query) is not None,
            once=found.varies,
            timeout=timeout,
        )

    async def _answer(self, asked: _Asked, known: str, client: str, receive: Receive) -> tuple[str, Reply]:
        """The reply to a query; `known` are the tags that the client has."""
        answers = self._serving.now
        if answers is None:
            raise of_stop("unavailable", self._settings)
        headers = dict(asked.headers)
        if asked.once or not answers.dataset_hash:
            headers["Cache-Control"] = "no-store"
            result: bytes | Spooled | None = None
        else:
            headers["Cache-Control"] = "public, max-age=0, must-revalidate"
            headers["ETag"] = tag = _tag(answers.dataset_hash, asked)
            if known and tag.removeprefix("W/") in known:
                del headers["Content-Type"]
                return "not-modified", Reply(304, headers)
            result = answers.known(asked.question)
        outcome = "kept"
        if result is None:
            outcome = "ok"
            result = await self._ask(asked.question, receive, client, asked.timeout, once=asked.once)
        if (result if isinstance(result, bytes) else result.beginning()).startswith(GZIP):
            headers["Content-Encoding"] = "gzip"
        return outcome, Reply(200, headers, result)

    async def ask_for(self, request: Request, question: Question) -> bytes | Spooled:
        """What a page asks for whoever looks at it; raises Problem, or ClientGone as soon as that one has left."""
        client = client_of(request.scope, self._settings.trusted_proxies)
        return await self._ask(question, request.receive, client, self._settings.query_timeout)

    async def reply_to(self, scope: Scope, receive: Receive, asks: SparqlRequest, query: str) -> Reply:
        """The reply to a request that stands for a query; raises Problem, or ClientGone."""
        headers = headers_of(scope)
        client = client_of(scope, self._settings.trusted_proxies)
        asked = self._asked(asks, query, headers)
        return (await self._answer(asked, headers.get("if-none-match", ""), client, receive))[1]

    async def _ask(
        self, question: Question, receive: Receive, client: str, timeout: float, *, once: bool = False
    ) -> bytes | Spooled:
        """The result; `client` is whose turn it takes; with `once`, the answer is for this client alone."""
        answers = self._serving.now
        try:
            if answers is None:
                raise Stopped("unavailable")
            answer = await answers.ask(question, client, timeout, receive, once=once)
        except Stopped as stopped:
            raise of_stop(stopped.reason, self._settings, timeout) from None
        if isinstance(answer, Failure):
            raise of_failure(answer, self._settings)
        return answer


def _tag(dataset: str, asked: _Asked) -> str:
    """The entity tag: it names dataset, software, question and representation.

    Weak where the answer has blank nodes of its own making, which have other labels each time.
    """
    tag = f'"{hashlib.sha256(dataset.encode() + asked.tagged).hexdigest()[:16]}"'
    return f"W/{tag}" if asked.weak else tag


def limits(settings: Settings) -> str:
    """What a query may use here, for people."""
    if settings.store:
        memory = ""
        many = (
            f"The store that evaluates them is asked {settings.store_queries} at once, and may have limits of its own"
        )
    else:
        memory = f", and {settings.query_memory} MiB of memory"
        many = f"Of queries that take long, {settings.slow_evaluators} are evaluated at once"
    return (
        f"A query may take {settings.query_timeout:g} s, or as many as `timeout=` says up to "
        f"{settings.query_timeout_max:g}{memory}; a result may have {settings.result_size} MiB, a request "
        f"{settings.query_size} KiB. {many}. SERVICE and updates are refused."
    )


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


def question_of(request: SparqlRequest, query: str, found: Scan, media_type: str, *, gzip: bool = False) -> Question:
    """The question as an evaluator takes it.

    A dataset in the request overrides FROM. Several FROM clauses are handed over as such a dataset, and so is a graph
    named twice, for the engine by itself would count a triple once for each.
    """
    several = len(found.default_graphs) > 1 or len(set(found.named_graphs)) < len(found.named_graphs)
    source = found if several and not (request.default_graphs or request.named_graphs) else request
    return Question(query, media_type, source.default_graphs, source.named_graphs, gzip)
