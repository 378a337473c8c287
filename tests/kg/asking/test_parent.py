"""The process that holds a dataset: it forks, kills and reports evaluators, and ends with whoever started it."""

import hashlib
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.asking.frames import MARK, Answer, Failure, Question, decode_answer, encode_question, receive_frame
from kg.asking.parent import COMMAND, FORK, KILL, hash_of

JSON = "application/sparql-results+json"
MIB = 1 << 20
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }"
ROWS = "SELECT * { " + " ".join(f"VALUES ?{name} {{ {' '.join(map(str, range(10)))} }}" for name in "abcde") + " }"
HUNGRY = f"SELECT * {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(3))} }} ORDER BY ?a0 ?b1"
DEEP = "SELECT * " + "{" * 30_000 + "}" * 30_000


class Running:
    """A parent process and the test's end of its control socket."""

    def __init__(self, *files: Path, memory: int = 128 * MIB, result_size: int = 4 * MIB) -> None:
        self.control, there = socket.socketpair()
        self.control.settimeout(20)
        with there:
            arguments = [str(there.fileno()), str(memory), str(result_size), *map(str, files)]
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kg.asking.parent", *arguments],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
            )
        self.first = self.message()

    def message(self) -> dict[str, Any]:
        content = receive_frame(self.control)
        assert content is not None
        message: dict[str, Any] = json.loads(content)
        return message

    @contextmanager
    def evaluator(self, number: int) -> Iterator[tuple[socket.socket, int]]:
        here, there = socket.socketpair()
        here.settimeout(20)
        with here, tempfile.TemporaryFile() as spool:
            with there:
                socket.send_fds(self.control, [COMMAND.pack(FORK, number)], [there.fileno(), spool.fileno()])
            yield here, spool.fileno()

    def kill(self, number: int) -> None:
        self.control.sendall(COMMAND.pack(KILL, number))

    def close(self) -> None:
        self.control.close()
        assert self.process.wait(10) in (0, 1)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "data.nt"
    path.write_text("".join(f"<urn:s:{n}> <urn:p:{n % 7}> <urn:o:{n * 31 % 500}> .\n" for n in range(1000)))
    return path


@pytest.fixture(scope="module")
def running(data: Path) -> Iterator[Running]:
    running = Running(data)
    yield running
    running.close()


def wait_until_begun(spool: int, number: int) -> None:
    deadline = time.monotonic() + 10
    while os.pread(spool, MARK.size, 0) != MARK.pack(number):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def ask(connection: socket.socket, query: str, media_type: str = JSON, number: int = 7) -> Answer:
    connection.sendall(encode_question(number, Question(query, media_type)))
    answered = receive_frame(connection)
    assert answered is not None
    told, answer = decode_answer(answered)
    assert told == number
    return answer


def test_it_says_what_it_has_loaded(running: Running, data: Path) -> None:
    assert running.first == {
        "kind": "ready",
        "hash": hashlib.sha256(data.read_bytes()).hexdigest(),
        "quads": 1000,
        "default_triples": 1000,
        "named_graphs": {},
        "default_is_union": False,
    }


def test_a_server_that_ends_while_the_dataset_loads_is_no_error_to_print(data: Path) -> None:
    here, there = socket.socketpair()
    here.close()
    with there:
        ended = subprocess.run(
            [sys.executable, "-m", "kg.asking.parent", str(there.fileno()), str(128 * MIB), str(MIB), str(data)],
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=20,
            check=False,
        )
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, b"", b"")


def test_the_hash_of_several_files_depends_on_each_and_on_their_order(data: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.nt"
    other.write_text("")
    assert len({hash_of([data]), hash_of([data, other]), hash_of([other, data]), hash_of([other])}) == 4


@pytest.mark.parametrize("content", [None, "<urn:s> <urn:p> nonsense ."])
def test_a_dataset_that_cannot_be_loaded_is_one_line_and_the_end(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "bad.nt"
    if content is not None:
        path.write_text(content)
    running = Running(path)
    assert running.first["kind"] == "failed"
    assert str(path) in running.first["reason"]
    assert "\n" not in running.first["reason"]
    assert running.process.wait(10) == 1
    running.close()


def test_an_evaluator_answers_one_question_after_another(running: Running) -> None:
    with running.evaluator(1) as (connection, _):
        answer = ask(connection, "ASK { <urn:s:0> ?p ?o }")
        assert json.loads(answer if isinstance(answer, bytes) else b"null")["boolean"] is True
        wrong = ask(connection, "SELECT * { ?s ?p")
        assert isinstance(wrong, Failure)
        assert (wrong.kind, wrong.line, wrong.column) == ("syntax", 1, 17)
        assert isinstance(ask(connection, "DESCRIBE <urn:s:0>", "text/turtle"), bytes)
    assert running.message() == {"kind": "ended", "number": 1, "signal": 0}


def test_a_killed_evaluator_is_reported(running: Running) -> None:
    with running.evaluator(2) as (connection, spool):
        connection.sendall(encode_question(1, Question(ENDLESS, JSON)))
        wait_until_begun(spool, 1)
        running.kill(2)
        assert running.message() == {"kind": "ended", "number": 2, "signal": signal.SIGKILL}
        assert receive_frame(connection) is None


@pytest.mark.parametrize(
    ("query", "ending"), [(HUNGRY, signal.SIGABRT), (DEEP, signal.SIGSEGV)], ids=["memory", "depth"]
)
def test_a_query_that_ends_its_evaluator_is_told_by_the_signal(running: Running, query: str, ending: int) -> None:
    with running.evaluator(3) as (connection, _):
        connection.sendall(encode_question(1, Question(query, JSON)))
        assert running.message() == {"kind": "ended", "number": 3, "signal": ending}


def test_a_large_result_is_left_in_the_spool_whole(running: Running) -> None:
    with running.evaluator(4) as (connection, spool):
        size = ask(connection, ROWS, "text/csv")
        assert isinstance(size, int)
        content = os.pread(spool, size + 1, MARK.size)
        assert len(content) == size
        assert content.count(b"\r\n") == 100_001
        assert receive_frame(connection) is None
    assert running.message() == {"kind": "ended", "number": 4, "signal": 0}


def test_a_result_past_the_limit_is_an_error_and_the_evaluator_goes_on(running: Running) -> None:
    with running.evaluator(5) as (connection, spool):
        failure = ask(connection, ROWS)
        assert isinstance(failure, Failure)
        assert failure.kind == "size"
        assert isinstance(ask(connection, "ASK {}"), bytes)
        size = ask(connection, ROWS, "text/csv")
        assert isinstance(size, int)
        assert os.pread(spool, 9, MARK.size) == b"a,b,c,d,e"
        assert os.fstat(spool).st_size == MARK.size + size
    running.message()


def test_an_evaluator_can_open_no_connection_even_if_nobody_refuses_service(running: Running) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        with running.evaluator(6) as (connection, _):
            port = listener.getsockname()[1]
            failure = ask(connection, f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}")
            assert isinstance(failure, Failure)
            assert failure.kind == "unsupported"
        with pytest.raises(TimeoutError):
            listener.accept()
    running.message()


def test_dataset_parameters_reach_the_engine(running: Running) -> None:
    with running.evaluator(8) as (connection, _):
        connection.sendall(encode_question(1, Question("ASK { ?s ?p ?o }", JSON, ("urn:none", "urn:other"))))
        content = receive_frame(connection)
        assert content is not None
        assert b"false" in content
        connection.sendall(encode_question(2, Question("ASK {}", JSON, ("not an IRI",))))
        content = receive_frame(connection)
        assert content is not None
        failure = decode_answer(content)[1]
        assert isinstance(failure, Failure)
        assert failure.kind == "graph"
    running.message()


def test_evaluators_end_with_their_parent(data: Path) -> None:
    running = Running(data)
    with running.evaluator(1) as (connection, spool):
        connection.sendall(encode_question(1, Question(ENDLESS, JSON)))
        wait_until_begun(spool, 1)
        running.process.kill()
        assert receive_frame(connection) is None
    running.process.wait(10)
    running.control.close()


def test_evaluators_end_when_the_server_ends(data: Path) -> None:
    running = Running(data)
    with running.evaluator(1) as (connection, spool):
        connection.sendall(encode_question(1, Question(ENDLESS, JSON)))
        wait_until_begun(spool, 1)
        running.close()
        assert receive_frame(connection) is None


def test_a_question_of_many_parts_arrives_whole() -> None:
    here, there = socket.socketpair()
    with here, there:
        frame = struct.pack(">I", 5) + b"hello"
        for byte in frame:
            here.sendall(bytes([byte]))
        assert receive_frame(there) == b"hello"
        here.close()
        assert receive_frame(there) is None
