"""An HTTP request with RDF in; the RDF, its syntax and what to call it, or the problem with it, out.

RDF comes as the body, in the syntax that Content-Type names, or in a form: pasted or as a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qs

from server.problems import Problem

SYNTAXES = {
    "text/turtle": "Turtle",
    "application/trig": "TriG",
    "application/n-triples": "N-Triples",
    "application/n-quads": "N-Quads",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF/XML",
}
"""The media types that are read, and what they are called."""
_SAME = {"application/x-turtle": "text/turtle", "application/json": "application/ld+json"}
_MOST_FIELDS = 10
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True)
class Submitted:
    """RDF as it came: its bytes, its media type (empty: to be recognised), and the name of its file."""

    content: bytes
    media_type: str = ""
    name: str = "submitted"


def read_submission(content_type: str | None, body: bytes) -> Submitted:
    """What a request submits; raises Problem 415 for what is no RDF by its Content-Type, 400 for a form without any."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    media_type = _SAME.get(media_type, media_type)
    if media_type in SYNTAXES:
        return Submitted(body, media_type)
    if media_type not in _FORMS:
        raise Problem(
            415,
            "unsupported-media-type",
            "Send RDF, and name its syntax in Content-Type; `accepted` lists those that are read.",
            {"Accept-Post": ", ".join((*SYNTAXES, _FORMS[0]))},
            accepted=list(SYNTAXES),
        )
    submitted = _from_multipart(content_type or "", body) if media_type == _FORMS[0] else _from_fields(body)
    if submitted.media_type and submitted.media_type not in SYNTAXES:
        raise Problem(400, "unknown-syntax", f"There is no syntax {submitted.media_type!r}; leave it to be recognised.")
    if not submitted.content.strip():
        raise Problem(400, "nothing-submitted", "There is nothing to validate: paste RDF, or choose a file.")
    return submitted


def _from_fields(body: bytes) -> Submitted:
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        detail = f"The form has more than {_MOST_FIELDS} fields; it needs `data`, and perhaps `syntax`."
        raise Problem(400, "too-many-fields", detail) from None
    return Submitted(_first(fields, "data").encode(), _first(fields, "syntax"))


def _first(fields: Mapping[str, list[str]], name: str) -> str:
    return fields.get(name, [""])[0]


def _from_multipart(content_type: str, body: bytes) -> Submitted:
    """The file if one was chosen, else what was pasted. Source: RFC 7578."""
    head = b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n"
    message = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + body)
    content: dict[str, bytes] = {}
    name = ""
    for part in message.iter_parts() if message.is_multipart() else ():
        field = str(part.get_param("name", "", "content-disposition"))
        payload = part.get_payload(decode=True)
        content[field] = payload if isinstance(payload, bytes) else b""
        if field == "file":
            name = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    syntax = content.get("syntax", b"").decode("utf-8", "replace").strip()
    if content.get("file", b"").strip():
        return Submitted(content["file"], syntax, name or "submitted")
    return Submitted(content.get("data", b""), syntax)
