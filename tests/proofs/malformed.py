"""Requests that break something, of every kind there is to break; each as bytes for a socket."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

QUERY = "SELECT * { ?s ?p ?o } LIMIT 3"
words = str.split
PATHS = words(
    "/sparql /graph-store /validate /ask / /health/live /health/ready /metrics /openapi.json /ontology /ontology.ttl "
    "/shapes/x /concept/x /id/state/x /claim/x /web/x.css"
)
PIECES = [
    *words(r"% %zz %00 %0d%0aX:y %ff%fe %c0%af %u0041 + & = ; # ? ../ // \ é query default-graph-uri named-graph-uri"),
    *words(
        r"""format timeout update graph default question SELECT * { } ?s < > ' " FROM SERVICE \u0053 nan -1 1e400"""
    ),
    *("\x00", "\t"),
]
NO_IRIS = [
    "",
    "x",
    "<>",
    "http://a b",
    "http://[",
    "urn:\u2028",
    "a:b>c",
    "../x",
    "http://\ud800/",
    "x:" + "y" * 5000,
    "é:é",
]
ACCEPTS = [
    *words(', ; */*;q= text/*;q=9 * a/b/c " text/csv;x=" text/csv;q=0 image/png text/plain;version=x \xff\xfe'),
    *("", "text/turtle;" * 500, ",".join(["application/sparql-results+json;q=0.1"] * 300)),
]
METHODS = ["", "A" * 300, *words("PUT DELETE PATCH TRACE CONNECT get G FOO PROPFIND G(T GÉT PRI")]
HEADERS = words(
    "Host Content-Type Content-Length Transfer-Encoding Content-Encoding Accept Accept-Encoding If-None-Match Range "
    "Expect Connection Upgrade Forwarded X-Forwarded-For Cookie TE Via"
)
VALUES = [
    *words(
        "-1 0x10 99999999999999999999 1,2 gzip chunked,chunked identity bytes=0- 100-continue close,keep-alive h2c *"
    ),
    *words('W/" " for= é multipart/form-data multipart/form-data;boundary= text/plain;charset=\xff text/turtle'),
    *("", "\x01", "\x7f", "a" * 20_000, "application/sparql-query; charset=utf-16"),
]
TYPES = [
    *words(
        "application/x-www-form-urlencoded application/sparql-query application/sparql-update text/turtle text/plain"
    ),
    *("multipart/form-data; boundary=b", "application/ld+json", "application/rdf+xml", "x", ""),
]
BODIES = [
    *(b"", b"query=", b"query=%", b"query=%ff", b"\xff\xfe\x00", b"query=a&query=b", b"update=CLEAR+ALL"),
    *(b"SELECT * { ?s ?p \xed\xa0\x80 }", b'{"@context": "http://127.0.0.1:9/"}', b"<!DOCTYPE x [<!ENTITY a 'b'>]>"),
    *(b"--b\r\n", b"--b\r\nContent-Disposition: form-data; name=\r\n\r\nx\r\n--b--"),
    *(b"\x00" * 5000, b"&" * 5000, b"a=b&" * 3000, b"{" * 100_000, b"x" * 300_000),
]


@dataclass(frozen=True)
class Request:
    """One request: its kind, its bytes, whether the server can know where it ends, and whether the client says so.

    A client that neither ends its request nor says that it will send no more is one that the server must not wait for.
    """

    kind: str
    raw: bytes
    whole: bool = True
    ends: bool = True


def requests(number: int, seed: int) -> list[Request]:
    """So many requests, of all kinds alike; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (a sample, no secret)
    return [_KINDS[position % len(_KINDS)](chance) for position in range(number)]


def _head(method: str, target: str, headers: list[tuple[str, str]]) -> bytes:
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode("utf-8", "surrogatepass") + b"\r\n\r\n"


def _whole(kind: str, method: str, target: str, headers: list[tuple[str, str]], body: bytes = b"") -> Request:
    named = {name.lower() for name, _ in headers}
    host = [] if "host" in named else [("Host", "localhost")]
    length = [("Content-Length", str(len(body)))] if body and "content-length" not in named else []
    return Request(kind, _head(method, target, [*host, ("Connection", "close"), *length, *headers]) + body)


def _percent(chance: random.Random) -> Request:
    junk = "".join(chance.choices(PIECES, k=chance.randint(1, 12)))
    target = chance.choice(PATHS) + chance.choice(["?", "?query=", "/", "?graph=", "?format=", ""]) + junk
    return _whole("percent-encoding", "GET", target.replace(" ", "%20"), [])


def _query(chance: random.Random) -> Request:
    words = " ".join(
        chance.choices([*PIECES, "FILTER(", ")", "OPTIONAL", "GRAPH", "1", "ASK", "BIND"], k=chance.randint(1, 40))
    )
    text = chance.choice([words, f"SELECT * {{ {words} }}", QUERY[: chance.randint(0, len(QUERY))] + words])
    encoded = quote(text, safe="", errors="surrogatepass")
    return _whole("query", chance.choice(["GET", "HEAD"]), f"{chance.choice(['/sparql', '/ask'])}?query={encoded}", [])


def _nested(chance: random.Random) -> Request:
    opening, closing = chance.choice(
        [("{", "}"), ("(", ")"), ("[", "]"), ("FILTER(", ")"), ("<<", ">>"), ("{SELECT*", "}")]
    )
    depth = chance.choice([10, 1000, 20_000])
    body = f"SELECT * {{ {opening * depth}{closing * chance.choice([0, depth])} }}".encode()
    return _whole("nested query", "POST", "/sparql", [("Content-Type", "application/sparql-query")], body)


def _graph(chance: random.Random) -> Request:
    name = quote(chance.choice(NO_IRIS), safe="", errors="surrogatepass")
    parameter = chance.choice(["default-graph-uri", "named-graph-uri", "graph"])
    asked = chance.choice([f"/sparql?query={quote(QUERY)}&", "/graph-store?", f"/ask?query={quote(QUERY)}&"])
    return _whole("graph name", "GET", f"{asked}{parameter}={name}" * chance.choice([1, 1, 40]), [])


def _accept(chance: random.Random) -> Request:
    accept = ", ".join(chance.choices(ACCEPTS, k=chance.randint(1, 3)))
    target = chance.choice([*PATHS, f"/sparql?query={quote(QUERY)}"])
    return _whole("accept", "GET", target, [(chance.choice(["Accept", "Accept-Encoding"]), accept)])


def _method(chance: random.Random) -> Request:
    return _whole("method", chance.choice(METHODS), chance.choice(PATHS), [], chance.choice([b"", b"x"]))


def _headers(chance: random.Random) -> Request:
    given = [(chance.choice(HEADERS), chance.choice(VALUES)) for _ in range(chance.randint(1, 4))]
    body = chance.choice([b"", b"query=ASK%7B%7D"])
    return Request(
        "headers", _whole("headers", chance.choice(["GET", "POST"]), chance.choice(PATHS), given, body).raw, False
    )


def _huge(chance: random.Random) -> Request:
    size = chance.choice([5_000, 65_000, 66_000, 300_000])
    if chance.random() < 0.5:
        return _whole("huge", "GET", chance.choice(PATHS) + "?query=" + "a" * size, [])
    many = [(f"X-{number}", "y") for number in range(chance.choice([90, 120, 2000]))]
    return _whole("huge", "GET", chance.choice(PATHS), chance.choice([many, [("X", "a" * size)]]))


def _body(chance: random.Random) -> Request:
    target = chance.choice(["/sparql", "/validate", "/ask"])
    return _whole("body", "POST", target, [("Content-Type", chance.choice(TYPES))], chance.choice(BODIES))


def _half(chance: random.Random) -> Request:
    body = chance.choice([body for body in BODIES if body])
    head = [("Host", "localhost"), ("Content-Type", chance.choice(TYPES)), ("Content-Length", str(len(body) + 10))]
    top = _head("POST", chance.choice(["/sparql", "/validate", "/ask"]), head)
    if chance.random() < 0.1:
        return Request("never ended", top + body[: chance.randint(0, len(body))], whole=False, ends=False)
    return Request("half sent", (top + body)[: chance.randint(1, len(top + body))], whole=False)


def _length(chance: random.Random) -> Request:
    body = chance.choice(BODIES)
    head = [("Host", "localhost"), ("Content-Type", chance.choice(TYPES)), ("Content-Length", str(len(body) // 2))]
    return Request("wrong length", _head("POST", "/sparql", head) + body, whole=False)


def _chunked(chance: random.Random) -> Request:
    head = [("Host", "localhost"), ("Content-Type", chance.choice(TYPES)), ("Transfer-Encoding", "chunked")]
    pieces = [b"5\r\nquery\r\n", b"0\r\n\r\n", b"zz\r\n", b"-1\r\n", b"ffffffffffffffff\r\n", b"5\r\nab", b"\r\n"]
    body = b"".join(chance.choices(pieces, k=chance.randint(1, 6)))
    return Request("chunks", _head("POST", chance.choice(["/sparql", "/validate"]), head) + body, whole=False)


def _garbage(chance: random.Random) -> Request:
    raw = chance.choice(
        [
            chance.randbytes(chance.randint(1, 400)),
            b"\x16\x03\x01\x02",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"GET\r\n\r\n",
        ]
    )
    return Request("no HTTP", raw, whole=False)


_KINDS: list[Callable[[random.Random], Request]] = [
    *(_percent, _query, _nested, _graph, _accept, _method, _headers, _huge, _body, _half, _length, _chunked, _garbage),
]
