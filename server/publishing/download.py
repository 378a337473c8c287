"""A file in; all of it, or the part that Range names, out; what is wrong with Range is told as every problem is.

Source: RFC 9110, sections 14.2 (Range: what is not understood is passed over) and 15.5.17 (416).
"""

from starlette.responses import FileResponse

from server.problems import HEADERS, MEDIA_TYPE, Problem
from server.replies import Message, Receive, Scope, Send


class Download(FileResponse):
    """The response with a file."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or a problem."""
        refused: Message | None = None

        async def unless_refused(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] in (400, 416):
                refused = message
            if refused is None:
                await send(message)

        await super().__call__(_of_bytes(scope), receive, unless_refused)
        if refused is not None:
            await _send_problem(refused, scope, send)


def _of_bytes(scope: Scope) -> Scope:
    """The request without a Range in another unit than bytes."""
    others = [(b"range", value) for name, value in scope["headers"] if name == b"range" and not _in_bytes(value)]
    return {**scope, "headers": [header for header in scope["headers"] if header not in others]}


def _in_bytes(value: bytes) -> bool:
    unit, equals, _ = value.partition(b"=")
    return not equals or unit.strip().lower() == b"bytes"


async def _send_problem(refused: Message, scope: Scope, send: Send) -> None:
    """The problem in place of the words that the library has for it."""
    about = {name.decode(): value.decode() for name, value in refused["headers"] if name == b"content-range"}
    if refused["status"] == 416:
        size = about["content-range"].rpartition("/")[2]
        problem = Problem(
            416, "range-not-satisfiable", f"The file has {size} bytes; Range begins behind its end.", about
        )
    else:
        detail = "Range is malformed. Write it like `bytes=100-199`, `bytes=100-` or `bytes=-100`."
        problem = Problem(400, "bad-range", detail)
    body = problem.body()
    headers = {"Content-Type": MEDIA_TYPE, "Content-Length": str(len(body)), **HEADERS, **problem.headers}
    listed = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": listed})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
