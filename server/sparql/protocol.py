"""An HTTP request in; the query and dataset it names, or the problem with it, out.

Source: SPARQL 1.1 Protocol, section 2.1. Query strings and forms are decoded once, `+` and `%20` alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from server.problems import Problem

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_PARAMETERS = 2000
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)


@dataclass(frozen=True)
class SparqlRequest:
    """What a request asks: the query (None: only the service's description), its dataset, and a format by name.

    `timeout`: the seconds that it may take, where the request says so.
    """

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    timeout: float | None = None


def read_request(method: str, query_string: bytes, content_type: str | None, body: bytes) -> SparqlRequest:
    """The request's parts; raises Problem 400, 403 or 415."""
    parameters = parameters_of(query_string, "The query string")
    query = None
    if method == "POST":
        media_type, charset = _media_type(content_type)
        if media_type == _UPDATE:
            raise update_refused()
        if media_type not in (_FORM, _QUERY):
            raise Problem(
                415,
                "unsupported-media-type",
                f"A POST here is a query ({_QUERY}) or a form with one ({_FORM}); say which in Content-Type.",
                {"Accept-Post": f"{_QUERY}, {_FORM}"},
            )
        if charset not in ("utf-8", "us-ascii"):
            raise Problem(415, "unsupported-media-type", f"Send the request in UTF-8; {charset} is not read here.")
        if media_type == _FORM:
            parameters += parameters_of(body, "The form")
        else:
            query = _utf8(body, "The query")
    if any(name == "update" for name, _ in parameters):
        raise update_refused()
    queries = values_of(parameters, "query") if query is None else [query, *values_of(parameters, "query")]
    if len(queries) > 1:
        raise Problem(400, "several-queries", f"The request has {len(queries)} queries; send one at a time.")
    if not queries and method == "POST":
        raise Problem(400, "no-query", "The form has no field `query`.")
    formats, timeouts = values_of(parameters, "format"), values_of(parameters, "timeout")
    return SparqlRequest(
        query=queries[0] if queries else None,
        default_graphs=tuple(dict.fromkeys(values_of(parameters, "default-graph-uri"))),
        named_graphs=tuple(dict.fromkeys(values_of(parameters, "named-graph-uri"))),
        format=formats[-1] if formats else None,
        timeout=_seconds(timeouts[-1]) if timeouts else None,
    )


def update_refused() -> Problem:
    """The answer to every update."""
    return Problem(
        403, "update-refused", "This endpoint is read-only: its dataset changes only by a new build. Send a query."
    )


def values_of(parameters: Sequence[tuple[str, str]], wanted: str) -> list[str]:
    """The values of all parameters of one name, in their order."""
    return [value for name, value in parameters if name == wanted]


def _seconds(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not float(text):
        raise Problem(400, "bad-timeout", f"The timeout {text[:40]!r} is no number of seconds above zero.")
    return float(text)


def parameters_of(encoded: bytes, where: str) -> list[tuple[str, str]]:
    """Names and values of a query string or form, decoded once; raises Problem 400 that says where it is wrong."""
    if encoded.count(b"&") >= _MOST_PARAMETERS:
        raise Problem(400, "too-many-parameters", f"{where} has more than {_MOST_PARAMETERS} parameters.")
    pairs = [part.partition(b"=") for part in encoded.split(b"&") if part]
    try:
        return [(_decoded(name), _decoded(value)) for name, _, value in pairs]
    except UnicodeDecodeError:
        raise Problem(400, "not-utf-8", f"{where} is not UTF-8, percent-encoded or as it is.") from None


def _decoded(encoded: bytes) -> str:
    """Text without percent-encoding; raises UnicodeDecodeError where it is not UTF-8.

    Python's own decoding of escapes is written in C and takes a tenth of the time of `urllib`'s, which reads what is no
    escape (`100%`).
    """
    plain = encoded.replace(b"+", b" ")
    if b"%" not in plain:
        return plain.decode()
    escaped = plain.replace(b"\\", b"\\\\").replace(b"%", b"\\x")
    try:
        octets = escaped.decode("unicode_escape").encode("latin-1")
    except UnicodeDecodeError:
        octets = unquote_to_bytes(plain)
    return octets.decode()


def _utf8(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, "not-utf-8", f"{where} is not UTF-8: byte {error.start + 1} fits nowhere.") from None


def _media_type(content_type: str | None) -> tuple[str, str]:
    """The media type and the charset (UTF-8 unless said otherwise), in lower case."""
    media_type, _, parameters = (content_type or "").partition(";")
    charset = "utf-8"
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip('"').lower().replace("utf8", "utf-8")
    return media_type.strip().lower(), charset
