"""A request, and what there is of one address, in; the representation that fits best, or that it is still good, out.

Source: RFC 9110, sections 8.8.3 (entity tags), 12.5 (negotiation) and 13.1.2 (If-None-Match).
"""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

_CODING = re.compile(r"\s*(gzip|\*|[^,;\s]+)\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*", re.IGNORECASE)
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

    def reply(self, request: Request) -> Response:
        """The response to GET or HEAD: 304 where the client has it already, packed where the client takes that."""
        packed = bool(self.packed) and _takes_gzip(request.headers.get("accept-encoding", ""))
        body = self.packed if packed else self.body
        tag = self._tag(request.url.path, "gzip" if packed else "identity")
        headers = dict(self.headers) | {"ETag": tag, "Cache-Control": "public, max-age=0, must-revalidate"}
        vary = [headers["Vary"]] if "Vary" in headers else []
        headers["Vary"] = ", ".join([*vary, "Accept-Encoding"])
        if _knows(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        if packed:
            headers["Content-Encoding"] = "gzip"
        text = self.media_type.startswith("text/")
        headers["Content-Type"] = f"{self.media_type}; charset=utf-8" if text else self.media_type
        headers["Content-Length"] = str(len(body))
        return Response(b"" if request.method == "HEAD" else body, headers=headers)

    def _tag(self, path: str, coding: str) -> str:
        """The entity tag: it changes with any byte, and differs between media types, codings and addresses."""
        digest = hashlib.sha256("\n".join((path, self.media_type, coding, self.digest)).encode())
        return f'"{digest.hexdigest()[:16]}"'


def _knows(header: str, tag: str) -> bool:
    known = [one.strip().removeprefix("W/") for one in header.split(",")]
    return tag in known or "*" in known


def _takes_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip: the coding itself decides, else `*`."""
    said = {match[1].lower(): float(match[2] or 1) for match in map(_CODING.fullmatch, header.split(",")) if match}
    return said.get("gzip", said.get("*", 0.0)) > 0
