"""What went wrong in; an answer in application/problem+json that a person can act on, out. Source: RFC 9457."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from kg.prefixes import BASE

MEDIA_TYPE = "application/problem+json"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""What goes with every problem, whoever sends it."""


class Problem(Exception):
    """A request that gets no answer: HTTP status, a slug for its kind, what and why in plain words, and more members.

    Never holds a path, a stack trace or the text of an article. One that is only for now, 503, always says
    when to try again.
    """

    def __init__(
        self, status: int, kind: str, detail: str, headers: Mapping[str, str] | None = None, **members: object
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.headers = ({"Retry-After": "2"} if status == 503 else {}) | dict(headers or {})
        self.members = {name: value for name, value in members.items() if value is not None}

    @property
    def title(self) -> str:
        """The kind in words, the same for every problem of it."""
        return self.kind.replace("-", " ").capitalize()

    def body(self) -> bytes:
        """The problem as JSON."""
        document = {
            "type": f"{BASE}problem/{self.kind}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            **self.members,
        }
        return json.dumps(document, ensure_ascii=False).encode()


def of_status(status: int, path: str, headers: Mapping[str, str] | None = None) -> Problem:
    """The problem that says no more than an HTTP status does."""
    words = {
        404: f"There is nothing at {path}. The pages begin at /, the endpoint is at /sparql.",
        405: "This address does not take that method; the header Allow names those it takes.",
        500: "Something failed on our side. It has been logged; the request may be sent again.",
    }
    phrase = HTTPStatus(status).phrase
    return Problem(status, phrase.lower().replace(" ", "-"), words.get(status, f"{phrase}."), headers)
