"""A validator is given anybody's bytes: it can open nothing, and what it needs was opened before it was forked."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from kg.asking.frames import FRAGMENT, MARK, Answer, Failure, Submission, decode_answer, encode_question, receive_frame
from kg.asking.parent import COMMAND, FORK
from kg.asking.validator import on_our_pages
from kg.building.report_formats import FORMATS
from kg.prefixes import PREFIXES, expand

MIB = 1 << 20
WRONG = f'<urn:s> <{PREFIXES["ent"]}when> "2012-13" .'.encode()


@pytest.fixture(scope="module")
def control() -> Iterator[socket.socket]:
    """Return the control socket of a running parent that is ready."""
    here, there = socket.socketpair()
    here.settimeout(120)
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg.asking.validator", str(there.fileno()), str(512 * MIB), str(4 * MIB)],
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
        )
    with here:
        first = receive_frame(here)
        assert json.loads(first or b"null") == {"kind": "ready"}
        yield here
    assert process.wait(20) in (0, 1)


@contextmanager
def validator(control: socket.socket) -> Iterator[tuple[socket.socket, int]]:
    here, there = socket.socketpair()
    here.settimeout(60)
    with here, tempfile.TemporaryFile() as spool:
        with there:
            socket.send_fds(control, [COMMAND.pack(FORK, 1)], [there.fileno(), spool.fileno()])
        yield here, spool.fileno()


def ask(control: socket.socket, content: bytes, media_type: str = "text/turtle", form: str = "json") -> Answer:
    with validator(control) as (connection, spool):
        connection.sendall(encode_question(1, Submission(content, media_type, "theirs", form)))
        content_of_answer = receive_frame(connection)
        assert content_of_answer is not None, "the validator ended without an answer"
        answer = decode_answer(content_of_answer)[1]
        return os.pread(spool, answer, MARK.size) if isinstance(answer, int) else answer


@pytest.mark.parametrize("form", [*sorted({*FORMATS} - {"html"}), FRAGMENT])
def test_every_format_can_be_written_by_a_process_that_can_open_nothing(control: socket.socket, form: str) -> None:
    answer = ask(control, WRONG, form=form)
    assert isinstance(answer, bytes)
    assert b"DatedThing-when" in answer


@pytest.mark.parametrize(
    ("content", "media_type", "said"),
    [
        (b'{"@context":"http://127.0.0.1:PORT/c","@id":"urn:a"}', "application/ld+json", "nothing is fetched"),
        (b'{"@context":"file:///etc/hostname","@id":"urn:a"}', "application/ld+json", "nothing is fetched"),
        (b'{"@context":"http://127.0.0.1:PORT/c","@id":"urn:a"}', "", "nothing is fetched"),
        (
            b'<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:PORT/e">]><rdf:RDF '
            b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
            "application/rdf+xml",
            "ENTITY",
        ),
        (b"<urn:s> <urn:p> " + b"[ <urn:p> " * 10_000 + b"1" + b" ]" * 10_000 + b" .", "text/turtle", "too deep"),
    ],
    ids=["context over http", "context in a file", "recognised", "external entity", "deep Turtle"],
)
def test_what_would_be_fetched_or_is_too_deep_is_refused(
    control: socket.socket, content: bytes, media_type: str, said: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        answer = ask(control, content.replace(b"PORT", str(listener.getsockname()[1]).encode()), media_type)
        assert isinstance(answer, Failure)
        assert said in answer.what
        with pytest.raises(TimeoutError):
            listener.accept()


def test_an_import_is_not_followed(control: socket.socket) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/shapes"
        answer = ask(control, WRONG + f" <urn:o> <{PREFIXES['owl']}imports> <{address}> .".encode())
        assert isinstance(answer, bytes)
        with pytest.raises(TimeoutError):
            listener.accept()


def test_shapes_among_the_data_are_data(control: socket.socket) -> None:
    shape = """@prefix sh: <http://www.w3.org/ns/shacl#> .
    <urn:shape> a sh:NodeShape ; sh:targetSubjectsOf <urn:p> ; sh:sparql [ sh:message "Mine." ;
        sh:select "SELECT $this { $this ?p ?o }" ] . <urn:a> <urn:p> 1 . """
    answer = ask(control, shape.encode() + WRONG)
    assert isinstance(answer, bytes)
    assert b"Mine." not in answer
    assert b"DatedThing-when" in answer


def test_what_no_shape_looks_at_is_told(control: socket.socket) -> None:
    answer = ask(control, b"<urn:a> <urn:p> <urn:b> .")
    assert isinstance(answer, Failure)
    assert answer.what.startswith("No shape looks at anything in it.")


def test_a_syntax_error_has_its_line(control: socket.socket) -> None:
    answer = ask(control, b"<urn:a> <urn:p> 1 .\n<urn:a> <urn:p> .")
    assert isinstance(answer, Failure)
    assert (answer.kind, answer.line) == ("syntax", 2)


def test_links_on_our_pages() -> None:
    assert on_our_pages(expand("shapes:Event-label")) == "/shapes#Event-label"
    assert on_our_pages(expand("event:x")) == "/ask?query=DESCRIBE%20%3Chttps%3A//w3id.org/entente/id/event/x%3E"
    assert on_our_pages("http://example.org/x") is None


def test_a_submission_arrives_as_it_was_sent() -> None:
    sent = Submission(b"a\nb\n\x00\xff", "text/turtle", "with\nline", "json")
    assert Submission.from_bytes(sent.to_bytes()) == sent
