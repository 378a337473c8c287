"""A request, and what there is of one address, in; the representation that fits best, or that it is still good, out.

Source: RFC 9110, sections 8.8.3 (entity tags), 12.5 (negotiation) and 13.1.2 (If-None-Match).
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from server.coding import takes_gzip
from server.tags import ASK_AGAIN, knows, tag_of

_SMALLEST = 1024
"""Bytes below which compressing is not worth it."""


@dataclass(frozen=True)
class Representation:
    """What is sent of one address in one media type; `packed` is the body in gzip, `digest` tells bodies apart."""

    media_type: str
    body: bytes
    packed: bytes
    digest: str
    headers: Mapping[str, str]

    @classmethod
    def of(cls, media_type: str, body: bytes, headers: Mapping[str, str]) -> "Representation":
        """The representation; without a clock in it, so that the same body is packed into the same bytes."""
        packed = gzip.compress(body, mtime=0) if len(body) > _SMALLEST else b""
        return cls(media_type, body, packed, hashlib.sha256(body).hexdigest(), headers)

    @property
    def size(self) -> int:
        """Bytes that it takes to keep it."""
        return len(self.body) + len(self.packed)

    def reply(self, request: Request) -> Response:
        """The response to GET or HEAD: 304 where the client has it already, packed where the client takes that."""
        packed = bool(self.packed) and takes_gzip(request.headers.get("accept-encoding", ""))
        body = self.packed if packed else self.body
        tag = tag_of("\n".join((request.url.path, self.media_type, str(packed), self.digest)).encode())
        headers = dict(self.headers) | {"ETag": tag, "Cache-Control": ASK_AGAIN}
        vary = [headers["Vary"]] if "Vary" in headers else []
        headers["Vary"] = ", ".join([*vary, "Accept-Encoding"])
        if knows(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        text = self.media_type.startswith("text/")
        headers["Content-Type"] = f"{self.media_type}; charset=utf-8" if text else self.media_type
        headers["Content-Length"] = str(len(body))
        return Response(b"" if request.method == "HEAD" else body, headers=headers)
