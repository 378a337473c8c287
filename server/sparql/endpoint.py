"""HTTP requests to /sparql in; results, the service's description, or problems out.

A plain ASGI application: the path of a query has nothing between the socket and the evaluator that it does not need.
"""

import asyncio
import contextlib
import hashlib
import json
import re
from collections.abc import Awaitable, Mapping
from typing import TypeVar

from kg.asking.frames import Failure, Question
from kg.asking.scanner import Scan, scan
from server.accounts import account_of
from server.metrics import GONE
from server.problems import Problem
from server.replies import Receive, Reply, Scope, Send, Spooled, headers_of, reply_of, send_reply
from server.settings import Settings
from server.sparql.body import read_body
from server.sparql.description import service_description
from server.sparql.evaluator import Stopped
from server.sparql.evaluators import Evaluators
from server.sparql.formats import GRAPHS, HTML, Format, formats_for, pick
from server.sparql.protocol import SparqlRequest, read_request, update_refused
from server.sparql.stopping import of_failure, of_stop, service_refused, too_tangled

METHODS = "GET, HEAD, POST, OPTIONS"
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_HOST = re.compile(r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
_MAKES_NODES = re.compile(r"_:|[\[(]")
_Answer = TypeVar("_Answer")
_PATIENCE = 0.05
"""Seconds until it is worth watching whether the client is still there."""


class ClientGone(Exception):
    """Nobody waits for this answer any more."""


class SparqlEndpoint:
    """The ASGI application at /sparql; `page` is where a person who opens it without a query is sent."""

    def __init__(self, settings: Settings, evaluators: Evaluators, version: str, page: str) -> None:
        self._settings = settings
        self._evaluators = evaluators
        self._version = version
        self._page = page

    @property
    def dataset_hash(self) -> str:
        """The hash of what is served, or nothing while nothing is."""
        description = self._evaluators.description
        return "" if description is None else description.hash

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        account = account_of(scope)
        try:
            reply = await self._reply(scope, receive)
            account.outcome = "not-modified" if reply.status == 304 else "ok" if account.query else "description"
        except Problem as problem:
            reply = reply_of(problem)
            account.outcome = problem.kind
        except ClientGone:
            account.outcome = GONE
            return
        with contextlib.suppress(TimeoutError):  # who does not take the answer is let go, with less than was announced
            await send_reply(send, reply, with_body=scope["method"] != "HEAD")

    async def _reply(self, scope: Scope, receive: Receive) -> Reply:
        method: str = scope["method"]
        if method == "OPTIONS":
            return Reply(204, _PREFLIGHT)
        if method not in ("GET", "HEAD", "POST"):
            detail = f"{method} is not for a SPARQL endpoint that is read-only; send a query by GET or POST."
            raise Problem(405, "method-not-allowed", detail, {"Allow": METHODS})
        headers = headers_of(scope)
        limit = self._settings.query_size << 10
        if len(scope["query_string"]) > limit:
            raise Problem(414, "uri-too-long", f"The query string is longer than {limit >> 10} KiB; send it by POST.")
        body = await read_body(receive, headers, self._settings) if method == "POST" else b""
        request = read_request(method, scope["query_string"], headers.get("content-type"), body)
        account_of(scope).query = request.query
        if request.query is None:
            return self._describe(scope, headers, request.format)
        conditional = headers.get("if-none-match", "") if method != "POST" else ""
        return await self._answer(request, request.query, headers, conditional, receive)

    def _describe(self, scope: Scope, headers: Mapping[str, str], wanted: str | None) -> Reply:
        """The service description, or the way to the page for who asks for HTML."""
        format_ = pick((*GRAPHS, HTML), headers.get("accept"), wanted)
        if format_ is HTML:
            return Reply(303, {"Location": self._page, "Vary": "Accept"})
        if self._evaluators.description is None:
            raise of_stop("unavailable", self._settings)
        endpoint = f"{scope.get('scheme', 'http')}://{self._host(headers)}{scope['path']}"
        body = service_description(self._evaluators.description, endpoint, format_.engine)
        return Reply(200, {"Content-Type": format_.content_type, "Vary": "Accept, Host"}, body)

    def _host(self, headers: Mapping[str, str]) -> str:
        host = headers.get("host", "")
        return host if _HOST.fullmatch(host) else f"{self._settings.host}:{self._settings.port}"

    async def _answer(
        self, request: SparqlRequest, query: str, headers: Mapping[str, str], known: str, receive: Receive
    ) -> Reply:
        """The reply to a query; `known` are the tags that the client has."""
        found = checked(query)
        format_ = pick(formats_for(found.form), headers.get("accept"), request.format)
        answer_headers = {"Content-Type": format_.content_type, "Vary": "Accept"}
        if found.varies:
            answer_headers["Cache-Control"] = "no-store"
        else:
            answer_headers["Cache-Control"] = "public, max-age=0, must-revalidate"
            answer_headers["ETag"] = tag = self._tag(request, found, format_)
            if tag.removeprefix("W/") in known:
                del answer_headers["Content-Type"]
                return Reply(304, answer_headers)
        result = await self.ask(question_of(request, query, found, format_), receive)
        return Reply(200, answer_headers, result)

    async def ask(self, question: Question, receive: Receive) -> bytes | Spooled:
        """The result; raises Problem, or ClientGone as soon as the client has left."""
        try:
            answer = await until_gone(self._evaluators.ask(question), receive)
        except Stopped as stopped:
            raise of_stop(stopped.reason, self._settings) from None
        if isinstance(answer, Failure):
            raise of_failure(answer, self._settings)
        return answer

    def _tag(self, request: SparqlRequest, found: Scan, format_: Format) -> str:
        """The entity tag: it names dataset, software, question and representation.

        Weak where the answer has blank nodes of its own making, which have other labels each time.
        """
        parts = (
            self.dataset_hash,
            self._version,
            request.query,
            request.default_graphs,
            request.named_graphs,
            format_.media_type,
        )
        tag = f'"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]}"'
        return f"W/{tag}" if found.form == "CONSTRUCT" and _MAKES_NODES.search(request.query or "") else tag


async def until_gone(answer: Awaitable[_Answer], receive: Receive) -> _Answer:
    """What is awaited; when the client leaves before, it is cancelled, and ClientGone raised."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    watching: list[asyncio.Task[None]] = []
    gone = False

    async def leave() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        if task is not None:
            task.cancel()

    patience = loop.call_later(_PATIENCE, lambda: watching.append(loop.create_task(leave())))
    try:
        return await answer
    except asyncio.CancelledError:
        if gone and task is not None:
            task.uncancel()
            raise ClientGone from None
        raise
    finally:
        patience.cancel()
        for watcher in watching:
            watcher.cancel()


def checked(query: str) -> Scan:
    """What the query's words tell; raises Problem for what is not evaluated: an update, a SERVICE, a tangle."""
    found = scan(query)
    if found.form == "UPDATE":
        raise update_refused()
    if found.calls_service:
        raise service_refused()
    if found.tangled:
        raise too_tangled()
    return found


def question_of(request: SparqlRequest, query: str, found: Scan, format_: Format) -> Question:
    """The question as an evaluator takes it.

    A dataset in the request overrides FROM. Several FROM clauses are handed over as such a dataset, and so is a graph
    named twice, for the engine by itself would count a triple once for each.
    """
    several = len(found.default_graphs) > 1 or len(set(found.named_graphs)) < len(found.named_graphs)
    source = found if several and not (request.default_graphs or request.named_graphs) else request
    return Question(query, format_.engine, source.default_graphs, source.named_graphs)
