"""An application in; the same, with each request counted and, where there is a log, noted, out."""

import hashlib
import time
from collections.abc import Callable, Sequence

from starlette.routing import Route
from starlette.types import ASGIApp

from server.access_log import AccessLog, Entry
from server.clients import Networks, client_of
from server.replies import Message, Receive, Scope, Send

QUERY, OUTCOME = "entente.query", "entente.outcome"
"""Where whoever answers a request says, in its scope, which query it had, and in a word how that ended."""

_GONE = 499
"""The status of a request whose client has left before the answer."""


class Accounts:
    """The application around `app`; `responded` is told route, status and outcome (where one is said) of a response."""

    def __init__(
        self,
        app: ASGIApp,
        routes: Sequence[Route],
        responded: Callable[[str, int, str], None],
        log: AccessLog | None,
        trusted: Networks,
    ) -> None:
        self._app = app
        self._routes = routes
        self._responded = responded
        self._log = log
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, sent = time.perf_counter(), _GONE, 0

        async def send_counted(message: Message) -> None:
            nonlocal status, sent
            status = message.get("status", status)
            sent += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        except Exception:
            status = 500  # whoever catches it says so
            raise
        finally:
            self._responded(self._route(scope["path"]), status, scope.get(OUTCOME, ""))
            if self._log is not None:
                self._log.note(self._entry(scope, status, sent, time.perf_counter() - began))

    def _route(self, path: str) -> str:
        """The route that a path is of, as it is declared: a path itself is whatever anybody makes up."""
        return next((route.path for route in self._routes if route.path_regex.match(path)), "none")

    def _entry(self, scope: Scope, status: int, sent: int, took: float) -> Entry:
        query, agents = scope.get(QUERY), [value for name, value in scope["headers"] if name == b"user-agent"]
        return Entry(
            time=time.time(),
            client=client_of(scope, self._trusted),
            method=scope["method"],
            path=scope["path"],
            query="" if query is None else hash_of(query),
            outcome=scope.get(OUTCOME) or _outcome(status),
            status=status,
            sent=sent,
            took=took,
            user_agent=agents[0].decode("latin-1") if agents else "",
        )


def hash_of(query: str) -> str:
    """Sixteen hexadecimal digits that stand for a query."""
    return hashlib.sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _outcome(status: int) -> str:
    return "gone" if status == _GONE else "problem" if status >= 400 else "ok"
