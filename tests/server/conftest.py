"""Real servers on loopback: one with a small dataset of ours and its text, one with somebody else's data."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kg.project import Project
from tests.server.browser import chromium, visit
from tests.server.released import Released, checkout_with_releases

__all__ = ["chromium", "visit"]

FOREIGN = b"""
<http://example.org/a> { <http://example.org/s> <http://example.org/p> "in a", "in both" }
<http://example.org/b> { <http://example.org/s> <http://example.org/p> "in b", "in both",
  "<script>alert(1)</script>" }
"""


@dataclass(frozen=True)
class RunningServer:
    """A server process: its address, and a client that is on the same machine."""

    url: str
    process: "subprocess.Popen[bytes]"
    client: httpx.Client

    def query(self, query: str, **headers: str) -> httpx.Response:
        return self.client.get("/sparql", params={"query": query}, headers=headers)


Serve = Callable[..., AbstractContextManager[RunningServer]]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}
    return clean | {f"ENTENTE_{name.upper()}": value for name, value in settings.items()}


@contextlib.contextmanager
def running_server(*arguments: str, checkout: Path | None = None, **settings: str) -> Iterator[RunningServer]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "serve", "--port", str(port), *arguments],
        env=environment(**settings) | ({} if checkout is None else {"PYTHONPATH": str(checkout)}),
        cwd=checkout,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=url, timeout=90) as client:
            deadline = time.monotonic() + 30
            while time.monotonic() < deadline and process.poll() is None:
                with contextlib.suppress(httpx.TransportError):
                    if client.get("/health/ready").status_code == 200:
                        break
                time.sleep(0.05)
            else:
                pytest.fail("the server did not become ready")
            yield RunningServer(url, process, client)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Return what starts a server: arguments of `kg serve`, the checkout whose code runs, settings in lower case."""
    return running_server


@pytest.fixture(scope="session")
def server(small_file: Path, small_text: Path) -> Iterator[RunningServer]:
    """Return a server of the small dataset that has the text, with limits that a test can reach."""
    limits = {"query_timeout": "1.5", "query_memory": "128", "result_size": "3"}
    with running_server("--dataset", str(small_file), "--text", str(small_text), **limits) as running:
        yield running


@pytest.fixture(scope="session")
def released(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Released:
    """Return a checkout in which two releases were made."""
    return checkout_with_releases(project, tmp_path_factory.mktemp("released") / "checkout")


@pytest.fixture(scope="session")
def released_server(released: Released) -> Iterator[RunningServer]:
    """Return a server of the second of two releases, with both at hand, and the code of their checkout."""
    dataset, kept = str(released.project.dataset), str(released.kept)
    with running_server("--dataset", dataset, checkout=released.project.root, releases=kept) as running:
        yield running


@pytest.fixture(scope="session")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """Return a server of data that is not ours, whose file has nothing in its default graph."""
    path = tmp_path_factory.mktemp("foreign") / "foreign.trig"
    path.write_bytes(FOREIGN)
    with running_server("--dataset", str(path)) as running:
        yield running


@pytest.fixture(scope="session")
def article(built: Project) -> Iterator[RunningServer]:
    """Return a server of the built dataset as a fresh checkout serves it, without the article's text."""
    with running_server("--dataset", str(built.dataset)) as running:
        yield running


@pytest.fixture(scope="session")
def hostile() -> Iterator[RunningServer]:
    """Return a server of names as an enemy would give them: markup, quotes, ten thousand characters, right to left."""
    with running_server("--dataset", str(Path(__file__).with_name("hostile.trig"))) as running:
        yield running
