"""An application in; the same, with each request counted and, where there is a log, noted, out.

Whoever answers a request may say more of it than its status: it finds the request's account in the scope.
"""

import hashlib
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from starlette.routing import Route

from server.access_log import AccessLog, Entry
from server.clients import Clients
from server.metrics import GONE, Metrics
from server.replies import Message, Receive, Scope, Send

Application = Callable[[Scope, Receive, Send], Awaitable[None]]

KEY = "entente.account"
"""Where a request's account is in its scope."""

SPARQL = "/sparql"


@dataclass(slots=True, eq=False)
class Account:
    """What is known of one request: what `Entry` tells, as far as it is known, and the query itself."""

    outcome: str = ""
    query: str | None = None
    queued: float = 0.0
    evaluated: float = 0.0
    cached: bool = False
    status: int = 0
    sent: int = 0
    first: float = 0.0


class Accounts:
    """The application around `app`; without a log, nothing of a single request is kept."""

    def __init__(
        self, app: Application, routes: Sequence[Route], metrics: Metrics, clients: Clients, log: AccessLog | None
    ) -> None:
        self._routes = routes
        self._app = app
        self._metrics = metrics
        self._clients = clients
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
                account.first = time.perf_counter()
            else:
                account.sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            self._settle(scope, account, began)

    def _settle(self, scope: Scope, account: Account, began: float) -> None:
        if not account.status:
            account.outcome = GONE
        if scope["path"] == SPARQL:
            self._metrics.query(account.outcome, (account.first or time.perf_counter()) - began)
        else:
            self._metrics.response(self._route(scope["path"]), account.status or 499)
        if self._log is not None:
            self._log.note(self._entry(scope, account, time.perf_counter() - began))

    def _route(self, path: str) -> str:
        """The route that the path is of, as it is declared; no more of the path, which anybody may make up."""
        return next((route.path for route in self._routes if route.path_regex.match(path)), "none")

    def _entry(self, scope: Scope, account: Account, took: float) -> Entry:
        agents = [value for name, value in scope["headers"] if name == b"user-agent"]
        return Entry(
            time=time.time(),
            client=self._clients.address(scope),
            method=scope["method"],
            path=scope["path"],
            status=account.status,
            sent=account.sent,
            took=took,
            user_agent=agents[0].decode("latin-1") if agents else "",
            outcome=account.outcome,
            query_hash="" if account.query is None else hash_of(account.query),
            queued=account.queued,
            evaluated=account.evaluated,
            cached=account.cached,
        )


def account_of(scope: Scope) -> Account:
    """The account of a request; where nobody keeps one, one that nobody reads."""
    account = scope.get(KEY)
    return account if isinstance(account, Account) else Account()


def hash_of(query: str) -> str:
    """Sixteen hexadecimal digits that stand for a query."""
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:16]
