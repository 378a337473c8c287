"""The access log: one line of JSON a request, soon, whatever happens to the file, and nothing in it that is private."""

import json
import os
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import InputError
from server.access_log import AccessLog, Entry
from server.accounts import hash_of

ENTRY = Entry(1_700_000_000.25, "203.0.113.9", "GET", "/sparql", "ab12", "ok", 200, 512, 0.0123, "curl/8")


def lines(path: Path, most: float = 2.0, number: int = 1) -> list[dict[str, object]]:
    deadline = time.monotonic() + most
    while time.monotonic() < deadline:
        text = path.read_text(encoding="ascii") if path.exists() else ""
        if text.count("\n") >= number:
            return [json.loads(line) for line in text.splitlines()]
        time.sleep(0.01)
    pytest.fail(f"{number} lines were not written")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "access.log"


def opened(path: Path | str) -> AccessLog:
    log = AccessLog(str(path))
    log.open()
    return log


def test_a_line_is_what_is_known_of_a_request(path: Path) -> None:
    log = opened(path)
    log.note(ENTRY)
    assert lines(path) == [
        {
            "time": "2023-11-14T22:13:20.250+00:00",
            "client": "203.0.113.9",
            "method": "GET",
            "path": "/sparql",
            "query": "ab12",
            "outcome": "ok",
            "status": 200,
            "sent": 512,
            "took": 0.0123,
            "user_agent": "curl/8",
        }
    ]
    log.close()


def test_lines_are_written_soon_and_at_the_end(path: Path) -> None:
    log = opened(path)
    log.note(ENTRY)
    began = time.monotonic()
    lines(path)
    assert time.monotonic() - began < 1
    for _ in range(1000):
        log.note(ENTRY)
    log.close()
    assert len(path.read_text().splitlines()) == 1001
    assert log.lost == 0


def test_nothing_in_a_line_acts_on_a_terminal() -> None:
    evil = "\x1b[2J\n\r\x00\x7f\x9b\u202e\ud800" + "x" * 1000
    line = replace(ENTRY, method=evil, path=evil, user_agent=evil).line()
    assert all(" " <= character < "\x7f" for character in line)
    assert len(json.loads(line)["user_agent"]) == 200
    assert len(line) < 3000


def test_a_file_that_was_moved_away_is_opened_anew(path: Path) -> None:
    log = opened(path)
    log.note(ENTRY)
    lines(path)
    moved = path.rename(path.with_suffix(".1"))
    log.note(ENTRY)
    lines(path)
    path.unlink()
    log.note(ENTRY)
    lines(path)
    log.close()
    assert len(moved.read_text().splitlines()) == 1
    assert log.lost == 0


def test_a_file_that_was_emptied_goes_on_from_its_beginning(path: Path) -> None:
    log = opened(path)
    log.note(ENTRY)
    lines(path)
    os.truncate(path, 0)
    log.note(ENTRY)
    assert len(lines(path)) == 1
    log.close()


def test_a_full_disk_loses_lines_and_nothing_else() -> None:
    log = opened("/dev/full")
    for _ in range(3):
        log.note(ENTRY)
    log.close()
    assert log.lost == 3


def test_who_does_not_read_blocks_nobody(path: Path) -> None:
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    log = opened(path)
    began = time.monotonic()
    for _ in range(30_000):
        log.note(ENTRY)
    assert time.monotonic() - began < 2
    assert log.lost > 0
    log.close()
    assert time.monotonic() - began < 6
    os.close(reader)


def test_a_folder_that_has_gone_loses_lines_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    log = opened(folder / "access.log")
    shutil.rmtree(folder)
    log.note(ENTRY)
    log.close()
    assert log.lost == 1


def test_a_file_that_cannot_be_written_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ENTENTE_ACCESS_LOG"):
        opened(tmp_path / "nowhere" / "access.log")


def test_over_http(serve, small_file: Path, path: Path) -> None:
    query = "SELECT * { ?secret ?p ?o } LIMIT 1"
    with serve("--dataset", str(small_file), access_log=str(path), trusted_proxies="127.0.0.1") as server:
        agent = {"User-Agent": "test/1.0", "X-Forwarded-For": "203.0.113.9", "Cookie": "private"}
        answer = server.query(query, **agent)
        server.query(query)
        server.client.get("/nowhere?private=1")
        server.client.get("/ask", params={"query": query})
        server.query("nonsense")
        server.query("ASK { SERVICE <urn:secret> {} }")
    first, *others = (entry for entry in lines(path) if entry["path"] != "/health/ready")
    assert first | {"time": 0, "took": 0} == {
        "time": 0,
        "client": "203.0.113.9",
        "method": "GET",
        "path": "/sparql",
        "query": hash_of(query),
        "outcome": "ok",
        "status": 200,
        "sent": len(answer.content),
        "took": 0,
        "user_agent": "test/1.0",
    }
    assert [(one["path"], one["outcome"], one["status"], one["query"]) for one in others] == [
        ("/sparql", "kept", 200, hash_of(query)),
        ("/nowhere", "problem", 404, ""),
        ("/ask", "ok", 200, hash_of(query)),
        ("/sparql", "syntax-error", 400, hash_of("nonsense")),
        ("/sparql", "service-refused", 403, hash_of("ASK { SERVICE <urn:secret> {} }")),
    ]
    assert "secret" not in path.read_text()
    assert "private" not in path.read_text()
