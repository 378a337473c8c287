"""Ten thousand requests that break something: none is answered 500, none hangs, and the server answers as before.

`make prove` records the figures in `tests/proofs/malformed.json`; samples of some hundred run in `make check`.
"""

import json
import re
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as rules_of
from hypothesis.errors import Unsatisfiable

from kg.project import Project
from kg.querying.query_file import load_question
from server.publishing.openapi import OpenApi
from server.settings import Settings
from tests.proofs.fingerprint import fingerprint, record
from tests.proofs.malformed import Request, requests
from tests.server.conftest import RunningServer, running_server

TRIED = (
    "kg/asking",
    "kg/finding",
    "kg/commands/serve.py",
    "server",
    "tests/proofs/malformed.py",
    "tests/proofs/test_malformed.py",
)
TIMEOUT = 1.0
"""Seconds a query may take here, and a request on its way."""
MOST = 5.0 + 2 * TIMEOUT
"""Seconds for a request to end: what it may wait for its turn, and some more."""
KNOWN = "SELECT (1 + 1 AS ?two) {}"
QUESTIONS = [load_question(path) for path in Project.here().questions if path.stem in ("attitudes", "evidence-about")]
SCHEMA = schemathesis.openapi.from_dict(OpenApi(Settings((Path("none.nq"),)), QUESTIONS).description)
INSIDE = re.compile(r"Traceback|\.py\b|/(?:work|home|root|tmp|usr)/")
UNSENT = "the connection was closed"


def answered(server: RunningServer, request: Request) -> tuple[str, float]:
    """The status with which the server ended a request, or that it closed the connection, and the seconds it took."""
    address = httpx.URL(server.url)
    began = time.monotonic()
    received = b""
    with socket.create_connection((address.host, address.port or 80), MOST) as connection:
        try:
            connection.sendall(request.raw)
            if not request.whole and request.ends:
                connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(1 << 16):
                received += part
                if not request.whole and _is_complete(received):
                    break
        except TimeoutError:
            received = b""
        except OSError:  # the server has closed the connection already
            pass
    status = re.match(rb"HTTP/1\.[01] (\d{3})", received)
    if status is not None:
        _says_nothing_of_the_inside(int(status[1]), received)
    return (status[1].decode() if status else UNSENT), time.monotonic() - began


def _is_complete(received: bytes) -> bool:
    head, found, body = received.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.I)
    return bool(found) and length is not None and len(body) >= int(length[1])


def _says_nothing_of_the_inside(status: int, received: bytes) -> None:
    head, _, body = received.partition(b"\r\n\r\n")
    if status >= 400:
        assert not INSIDE.search(body.decode("utf-8", "replace")), body[:300]
    if b"application/problem+json" in head and body:
        assert json.loads(body.split(b"HTTP/1.1")[0])["status"] == status


def is_alive_and_right(server: RunningServer) -> None:
    assert server.client.get("/health/live").status_code == 200
    rows = server.query(KNOWN).json()["results"]["bindings"]
    assert [row["two"]["value"] for row in rows] == ["2"]


def try_raw(server: RunningServer, number: int, seed: int) -> dict[str, object]:
    """Send so many requests over sockets, four at a time; how they ended, and the longest each kind took."""
    sent = requests(number, seed)
    statuses, longest, wrong = Counter[str](), dict[str, float](), list[object]()
    with ThreadPoolExecutor(4) as senders:
        for request, (status, seconds) in zip(sent, senders.map(lambda one: answered(server, one), sent), strict=True):
            if status == "500" or seconds > MOST:
                wrong.append((request.kind, status, round(seconds, 1), request.raw[:300]))
            statuses[status] += 1
            longest[request.kind] = max(longest.get(request.kind, 0.0), seconds)
    is_alive_and_right(server)
    assert not wrong, "\n".join(map(repr, wrong[:20]))
    return {
        "requests": number,
        "statuses": dict(sorted(statuses.items())),
        "longest seconds": {kind: round(seconds, 2) for kind, seconds in sorted(longest.items())},
    }


def try_described(server: RunningServer, number: int) -> dict[str, object]:
    """Send so many requests that the description gives rise to, right ones and wrong ones, in all operations alike."""
    operations = [result.ok() for result in SCHEMA.get_all_operations()]
    statuses = Counter[int]()

    def send(case: schemathesis.Case) -> None:
        began = time.monotonic()
        response = case.call(base_url=server.url, timeout=MOST)
        assert time.monotonic() - began < MOST
        assert response.status_code != 500, case.as_curl_command()
        statuses[response.status_code] += 1

    for position, operation in enumerate(operations):
        share = number // len(operations) + (position < number % len(operations))
        rules = rules_of(
            max_examples=max(share, 1),
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        wrong, right = (operation.as_strategy(generation_mode=mode) for mode in MODES)
        try:
            rules(given(case=right if position % 3 == 2 else wrong)(send))()
        except Unsatisfiable:  # there is nothing to be wrong about
            rules(given(case=right)(send))()
    is_alive_and_right(server)
    return {"requests": statuses.total(), "statuses": {str(status): statuses[status] for status in sorted(statuses)}}


MODES = (schemathesis.GenerationMode.NEGATIVE, schemathesis.GenerationMode.POSITIVE)


@pytest.fixture(scope="module")
def server(small_file: Path) -> Iterator[RunningServer]:
    limits = {"query_timeout": str(TIMEOUT), "query_timeout_max": str(TIMEOUT), "validate_timeout": str(TIMEOUT)}
    with running_server("--dataset", str(small_file), **limits, query_memory="256") as running:
        yield running


@pytest.mark.slow
def test_some_hundred_requests_that_break_something(server: RunningServer) -> None:
    try_raw(server, 390, 1)


@pytest.mark.slow
def test_some_hundred_requests_that_the_description_gives_rise_to(server: RunningServer) -> None:
    try_described(server, 200)


@pytest.mark.prove
def test_ten_thousand(server: RunningServer) -> None:
    root = Project.here().root
    made_of = fingerprint(root, TRIED)
    raw = try_raw(server, 10_000, 2026)
    described = try_described(server, 2500)
    record("malformed", made_of, {"by hand": raw, "from the description": described})
