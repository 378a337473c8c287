"""A request whose body is still arriving in; the whole body, or the problem with it, out."""

import asyncio
from collections.abc import Mapping

from server.problems import Problem
from server.replies import Receive
from server.settings import Settings


async def read_body(receive: Receive, headers: Mapping[str, str], settings: Settings) -> bytes:
    """The body of a request with a query: as large, and as long on its way, as a query may be (see `read_limited`)."""
    advice = "Percent-encoding counts: a long query is smallest as application/sparql-query."
    return await read_limited(receive, headers, settings.query_size, settings.query_timeout, advice)


async def read_limited(receive: Receive, headers: Mapping[str, str], kib: int, seconds: float, advice: str) -> bytes:
    """The body of a request with these headers (by their lower-case names).

    Raises Problem 413, with the advice, once it is larger than so many KiB, 408 when it does not arrive in so many
    seconds, 400 when it breaks off, 415 when it is compressed.
    """
    if headers.get("content-encoding", "identity").lower() != "identity":
        detail = "Requests are read as they are; send this one without Content-Encoding."
        raise Problem(415, "unsupported-content-encoding", detail, {"Accept-Encoding": "identity"})
    limit = kib << 10
    too_large = Problem(
        413,
        "request-too-large",
        f"A request here may have {kib} KiB; this one has more. {advice}",
        {"Connection": "close"},  # what is left unread would end the connection under the client's next request
    )
    announced = headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise too_large
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Problem(400, "broken-off", "The request broke off before its end.", {"Connection": "close"})
                body += message.get("body", b"")
                if len(body) > limit:
                    raise too_large
                if not message.get("more_body"):
                    return bytes(body)
    except TimeoutError:
        detail = f"The request did not arrive within {seconds:g} s. Send it again, whole."
        raise Problem(408, "request-timeout", detail, {"Connection": "close"}) from None
