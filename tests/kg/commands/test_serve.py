"""A server that is told to end answers those who wait, and takes nobody new."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.server.conftest import RunningServer, running_server

THINGS = 2200
PAIRS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "things.nt"
    path.write_text("".join(f"<urn:s{n}> <urn:p> <urn:o{n}> .\n" for n in range(THINGS)))
    return path


def ended_while_asked(server: RunningServer, query: str) -> tuple[httpx.Response, float]:
    """The answer to a query that is being evaluated when the server is told to end, and the seconds that takes."""
    with ThreadPoolExecutor() as others:
        answer = others.submit(server.query, query)
        time.sleep(0.3)
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.1)
        with pytest.raises(httpx.ConnectError):
            httpx.get(server.url)
        assert server.process.wait(10) == 0
        return answer.result(), time.monotonic() - began


def test_what_is_being_evaluated_is_answered(path: Path) -> None:
    with running_server("--dataset", str(path)) as server:
        answer, took = ended_while_asked(server, PAIRS)
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == str(THINGS**2)
    assert took < 4


def test_who_waits_for_too_long_is_told(path: Path) -> None:
    with running_server("--dataset", str(path)) as server:
        answer, took = ended_while_asked(server, ENDLESS)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert took < 8
