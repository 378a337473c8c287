"""What a store answered is sent on in the format asked for where it is whole, and not at all where it is not."""

import tempfile

import pytest

from kg.asking.evaluator import ResultWriter
from kg.asking.frames import Answer, Failure, Question
from kg.publishing.relay import Relayed, relay, truth

ROWS = (
    b'{"head":{"vars":["x"]},"results":{"bindings":'
    b'[{"x":{"type":"uri","value":"urn:a"}},{"x":{"type":"uri","value":"urn:b"}}]}}'
)
OLD_ROWS = (
    b'{"head":{"link":[],"vars":["x"]},"results":{"distinct":false,"bindings":[{"x":'
    b'{"type":"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#integer","value":"1"}}]}}'
)
TRIPLES = b"<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> <urn:q> .\n"
YES, VIRTUOSO_YES = (
    b'{"head":{},"boolean":true}',
    b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[{"__ASK_RETVAL":{"value":"1"}}]}}',
)
VIRTUOSO_NO = b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[]}}'
SELECT, CONSTRUCT, ASK = "SELECT ?x { ?x ?p ?o }", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "ASK { ?s ?p ?o }"


def relayed(query: str, media_type: str = "text/csv", answer: bytes | None = None, limit: int = 1 << 20) -> Answer:
    with tempfile.TemporaryFile() as spool:
        content = Relayed(Question(query, media_type), answer).to_bytes()
        return relay(content, ResultWriter(spool.fileno(), limit))


@pytest.mark.parametrize(
    ("query", "media_type", "answer", "expected"),
    [
        (SELECT, "text/csv", ROWS, b"x\r\nurn:a\r\nurn:b\r\n"),
        (SELECT, "text/csv", OLD_ROWS, b"x\r\n1\r\n"),
        (CONSTRUCT, "text/turtle", TRIPLES, b"<urn:s> <urn:p> <urn:o> , <urn:q> .\n"),
        (ASK, "text/csv", YES, b"true"),
        (ASK, "text/csv", VIRTUOSO_YES, b"true"),
        (ASK, "text/csv", VIRTUOSO_NO, b"false"),
    ],
)
def test_a_whole_answer_comes_in_the_format_asked_for(
    query: str, media_type: str, answer: bytes, expected: bytes
) -> None:
    assert relayed(query, media_type, answer) == expected


@pytest.mark.parametrize(
    ("query", "media_type", "answer"),
    [
        *((SELECT, "text/csv", ROWS[:end]) for end in (0, 1, 20, 60, len(ROWS) - 1, len(ROWS) - 2)),
        (SELECT, "text/csv", ROWS[:-3] + b"The query timed out"),
        (SELECT, "text/csv", YES),
        (CONSTRUCT, "text/turtle", TRIPLES[:-5]),
        (CONSTRUCT, "text/turtle", TRIPLES + b"The query timed out\n"),
        (ASK, "text/csv", ROWS),
        (ASK, "text/csv", YES[:-1]),
    ],
)
def test_one_that_breaks_off_is_none(query: str, media_type: str, answer: bytes) -> None:
    found = relayed(query, media_type, answer)
    assert isinstance(found, Failure)
    assert found.kind == "broken"


def test_one_that_is_too_large_is_none() -> None:
    found = relayed(SELECT, "text/csv", ROWS, limit=10)
    assert isinstance(found, Failure)
    assert found.kind == "size"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (SELECT, ""),
        ("SELECT ?x WHERE {", "syntax"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "syntax"),
        ("SELECT (<bif:http_get>('http://h/') AS ?x) {}", "unsupported"),
    ],
)
def test_a_query_is_read_before_it_is_sent(query: str, kind: str) -> None:
    found = relayed(query)
    assert (found.kind if isinstance(found, Failure) else "") == kind


def test_what_says_neither_yes_nor_no_is_no_answer_to_ask() -> None:
    with pytest.raises(ValueError, match="neither"):
        truth(b"[" * 100_000)
