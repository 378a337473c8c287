"""An application in; the same, with each request counted and, where there is a log, noted, out.

Whoever answers a request may say more of it than its status: it finds the request's account in the scope.
"""

import hashlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.routing import Route

from server.access_log import AccessLog, Entry
from server.clients import Networks, address_of
from server.replies import Message, Receive, Scope, Send

Application = Callable[[Scope, Receive, Send], Awaitable[None]]

KEY = "entente.account"
"""Where a request's account is in its scope."""

SPARQL = "/sparql"
"""Counted by the endpoint itself, by outcome."""

_GONE = 499
"""The status of a request whose client has left before the answer."""


@dataclass(slots=True, eq=False)
class Account:
    """What is known of one request: what `Entry` tells, as far as it is known, and the query itself."""

    outcome: str = ""
    query: str | None = None
    queued: float = 0.0
    evaluated: float = 0.0
    status: int = 0
    sent: int = 0


class Accounts:
    """The application around `app`; `responded` is told of each response its route and its status."""

    def __init__(
        self,
        app: Application,
        routes: Sequence[Route],
        trusted: Networks,
        responded: Callable[[str, int], None],
        log: AccessLog | None,
    ) -> None:
        self._app = app
        self._routes = routes
        self._trusted = trusted
        self._responded = responded
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        account = scope[KEY] = Account()

        async def send_counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                account.status = message["status"]
            else:
                account.sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            self._settle(scope, account, began)

    def _settle(self, scope: Scope, account: Account, began: float) -> None:
        status = account.status or _GONE
        if scope["path"] != SPARQL:
            self._responded(self._route(scope["path"]), status)
        if self._log is not None:
            self._log.note(self._entry(scope, account, status, time.perf_counter() - began))

    def _route(self, path: str) -> str:
        """The route that the path is of, as it is declared; no more of the path, which anybody may make up."""
        return next((route.path for route in self._routes if route.path_regex.match(path)), "none")

    def _entry(self, scope: Scope, account: Account, status: int, took: float) -> Entry:
        agents = [value for name, value in scope["headers"] if name == b"user-agent"]
        return Entry(
            time=time.time(),
            client=address_of(scope, self._trusted),
            method=scope["method"],
            path=scope["path"],
            status=status,
            sent=account.sent,
            took=took,
            user_agent=agents[0].decode("latin-1") if agents else "",
            outcome=account.outcome or ("" if account.status else "gone"),
            query_hash="" if account.query is None else hash_of(account.query),
            queued=account.queued,
            evaluated=account.evaluated,
            cached=account.outcome in ("kept", "not-modified"),
        )


def hash_of(query: str) -> str:
    """Sixteen hexadecimal digits that stand for a query."""
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:16]
