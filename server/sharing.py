"""Responses in; the same, readable by pages of every other site unless they say that they are for their own, out.

Source: the Fetch standard, section 3.3 (CORS protocol). The headers do not depend on whether a request names its
origin: a proxy that keeps the response may give it to anybody.
"""

from starlette.types import Message, Send

FOR_ALL = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Link, Location, Retry-After"),
)
"""What lets pages of any site read a response, these headers of it included."""
FOR_ITS_OWN = {"Cross-Origin-Resource-Policy": "same-origin"}
"""What a response says that pages of other sites must not read, whoever's browser they run in."""


def shared(send: Send) -> Send:
    """A sender that adds to each response what lets other sites read it."""

    async def send_shared(message: Message) -> None:
        if message["type"] == "http.response.start":
            named = {name.lower() for name, _ in message["headers"]}
            if b"cross-origin-resource-policy" not in named:
                added = [(name, value) for name, value in FOR_ALL if name not in named]
                message["headers"] = [*message["headers"], *added]
        await send(message)

    return send_shared


def preflight(methods: str) -> dict[str, str]:
    """The headers that answer OPTIONS where these methods are taken; what else they need, the sender adds."""
    return {
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
