"""A status, headers and a body, in memory or in a file, in; the ASGI messages that send them out."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import IO, Any

from server.problems import MEDIA_TYPE, Problem
from server.sharing import FOR_ALL

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_ALWAYS = [
    *FOR_ALL,
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; sandbox"),
]
SERVICE_LINK = '</openapi.json>; rel="service-desc"; type="application/json"'
"""Where the routes are described, as a header Link says it. Source: RFC 8631, section 4.3."""
_PIECE = 1 << 18
_TAKE = 60.0
"""Seconds a client may take for one piece of a spooled result; one that takes longer would keep the file for ever."""


@dataclass(frozen=True)
class Spooled:
    """A body of `size` bytes, complete, from `start` in a file on; whoever has it closes the file."""

    file: IO[bytes]
    size: int
    start: int = 0

    def read(self) -> bytes:
        """All of it, the file closed."""
        with self.file:
            return b"".join(self.pieces())

    def pieces(self) -> Iterator[bytes]:
        """All of it, piece by piece."""
        for offset in range(0, self.size, _PIECE):
            yield os.pread(self.file.fileno(), min(_PIECE, self.size - offset), self.start + offset)

    def beginning(self) -> bytes:
        """The first few bytes."""
        return os.pread(self.file.fileno(), min(8, self.size), self.start)

    def shared(self) -> "Spooled":
        """The same for somebody else, who closes it too."""
        return Spooled(os.fdopen(os.dup(self.file.fileno()), "rb"), self.size, self.start)


@dataclass(frozen=True)
class Reply:
    """What goes back: status, headers, and the body, in memory or in a spool."""

    status: int
    headers: Mapping[str, str]
    body: bytes | Spooled = b""


def reply_of(problem: Problem) -> Reply:
    """A problem as a reply."""
    headers = {"Content-Type": MEDIA_TYPE, "Cache-Control": "no-store", **problem.headers}
    return Reply(problem.status, headers, problem.body())


def headers_of(scope: Scope) -> dict[str, str]:
    """The request's headers by lower-case name; several of one name are joined by commas."""
    headers: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        headers[key] = f"{headers[key]}, {text}" if key in headers else text
    return headers


async def send_reply(send: Send, reply: Reply, *, with_body: bool, take: float = _TAKE) -> None:
    """Send the reply; for HEAD without its body. Who does not `take` a piece in so many seconds is let go."""
    spooled = reply.body if isinstance(reply.body, Spooled) else None
    size = spooled.size if spooled is not None else len(reply.body)  # type: ignore[arg-type]
    headers = [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in reply.headers.items()]
    if reply.status not in (204, 304):
        headers.append((b"content-length", str(size).encode()))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers + _ALWAYS})
    if spooled is None:
        await send({"type": "http.response.body", "body": reply.body if with_body else b""})
        return
    with spooled.file:
        for piece in spooled.pieces() if with_body else ():
            await asyncio.wait_for(send({"type": "http.response.body", "body": piece, "more_body": True}), take)
        await send({"type": "http.response.body", "body": b""})
