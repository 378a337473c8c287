"""Requests as the protocol words them: what they ask, or what is wrong with them. No server is needed."""

import pytest

from server.problems import Problem
from server.sparql.protocol import SparqlRequest, read_request

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "expected"),
    [
        ("GET", b"query=ASK%20%7B%7D", None, b"", SparqlRequest("ASK {}")),
        ("GET", b"query=ASK+%7B%7D", None, b"", SparqlRequest("ASK {}")),
        ("GET", b"query=ASK%20%7B%20%3Fs%20%3Fp%20%22%2B%22%7D", None, b"", SparqlRequest('ASK { ?s ?p "+"}')),
        ("GET", b"", None, b"", SparqlRequest(None)),
        ("GET", b"format=turtle", None, b"", SparqlRequest(None, format="turtle")),
        ("POST", b"", FORM, b"query=ASK%20%7B%7D&format=csv", SparqlRequest("ASK {}", format="csv")),
        ("POST", b"", FORM.upper(), b"query=ASK+%7B%7D", SparqlRequest("ASK {}")),
        ("POST", b"", f"{FORM}; charset=UTF-8", b"query=ASK+%7B%7D", SparqlRequest("ASK {}")),
        ("POST", b"", FORM, "query=ASK {?s ?p '한국'}".encode(), SparqlRequest("ASK {?s ?p '한국'}")),
        ("POST", b"", DIRECT, b"ASK {}", SparqlRequest("ASK {}")),
        ("POST", b"", DIRECT, b"ASK { ?s ?p '+ %20' }", SparqlRequest("ASK { ?s ?p '+ %20' }")),
        (
            "POST",
            b"",
            f'{DIRECT};charset="utf-8"',
            "ASK { ?s ?p '한국' }".encode(),
            SparqlRequest("ASK { ?s ?p '한국' }"),
        ),
        (
            "POST",
            b"default-graph-uri=urn%3Aa&named-graph-uri=urn:b&named-graph-uri=urn:b",
            DIRECT,
            b"ASK {}",
            SparqlRequest("ASK {}", ("urn:a",), ("urn:b",)),
        ),
        (
            "POST",
            b"default-graph-uri=urn:a",
            FORM,
            b"default-graph-uri=urn:c&query=ASK+%7B%7D",
            SparqlRequest("ASK {}", ("urn:a", "urn:c")),
        ),
    ],
)
def test_a_request_is_read(
    method: str, query_string: bytes, content_type: str | None, body: bytes, expected: SparqlRequest
) -> None:
    assert read_request(method, query_string, content_type, body) == expected


@pytest.mark.parametrize(
    ("method", "query_string", "content_type", "body", "status"),
    [
        ("GET", b"query=ASK%7B%7D&query=ASK%7B%7D", None, b"", 400),
        ("GET", b"query=%FF", None, b"", 400),
        ("POST", b"", FORM, b"query=\xff", 400),
        ("GET", b"a=1&" * 3000, None, b"", 400),
        ("GET", b"update=CLEAR%20ALL", None, b"", 403),
        ("POST", b"", FORM, b"update=CLEAR%20ALL", 403),
        ("POST", b"", "application/sparql-update", b"CLEAR ALL", 403),
        ("POST", b"", FORM, b"", 400),
        ("POST", b"query=ASK%7B%7D", DIRECT, b"ASK {}", 400),
        ("POST", b"", FORM, b"query=ASK%7B%7D&query=ASK%7B%7D", 400),
        ("POST", b"", DIRECT, b"ASK { ?s ?p '\xff' }", 400),
        ("POST", b"", f"{DIRECT}; charset=utf-16", b"ASK {}", 415),
        ("POST", b"", "text/plain", b"ASK {}", 415),
        ("POST", b"", None, b"ASK {}", 415),
        ("POST", b"", "", b"query=ASK%7B%7D", 415),
    ],
)
def test_a_request_at_fault_is_refused(
    method: str, query_string: bytes, content_type: str | None, body: bytes, status: int
) -> None:
    with pytest.raises(Problem) as caught:
        read_request(method, query_string, content_type, body)
    assert caught.value.status == status
