"""A dataset in; our server and `oxigraph serve-read-only`, running side by side on loopback, out."""

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

OXIGRAPH = Path(sys.executable).parent / "oxigraph"
_PATIENCE = 300.0
"""Seconds that a server may take until its first answer: ours reads the whole file then."""

_FIRST = "SELECT ?class WHERE { ?thing a ?class } LIMIT 1"


class NotStarted(Exception):
    """A server gave no first answer."""


@dataclass(frozen=True)
class Server:
    """A running server: its name, port, the path of its endpoint, the seconds from its start to its first answer."""

    name: str
    port: int
    path: str
    process: "subprocess.Popen[bytes]"
    first_answer: float

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def answer(self, query: str, media_type: str) -> bytes:
        """The whole answer to a query; raises ConnectionError for any status but 200."""
        status, body = _get(self.port, f"{self.path}?query={quote(query)}", media_type, 120)
        if status != 200:
            raise ConnectionError(f"{self.name} answers {status}: {body[:300].decode(errors='replace')}")
        return body


@contextlib.contextmanager
def ours(dataset: Path) -> Iterator[Server]:
    """Serve the file with `kg serve`, with no setting but its port."""
    port = _free_port()
    command = [sys.executable, "-m", "kg.cli", "serve", "--port", str(port), "--dataset", str(dataset)]
    with _running("ours", command, port, "/sparql") as server:
        yield server


@contextlib.contextmanager
def oxigraph(location: Path) -> Iterator[Server]:
    """Serve a folder that `load_oxigraph` has filled."""
    port = _free_port()
    command = [str(OXIGRAPH), "serve-read-only", "--location", str(location), "--bind", f"127.0.0.1:{port}"]
    with _running("oxigraph", command, port, "/query") as server:
        yield server


def load_oxigraph(dataset: Path, location: Path) -> float:
    """Load the file into an empty folder and compact it, as its manual advises for reading; the seconds it took."""
    begin = time.perf_counter()
    for command in (
        ["load", "--location", str(location), "--file", str(dataset)],
        ["optimize", "--location", str(location)],
    ):
        subprocess.run([str(OXIGRAPH), *command], check=True, capture_output=True, timeout=900)
    return time.perf_counter() - begin


def version_of_oxigraph() -> str:
    """What the program says of itself."""
    return subprocess.run([str(OXIGRAPH), "--version"], check=True, capture_output=True, text=True).stdout.split()[-1]


@contextlib.contextmanager
def _running(name: str, command: Sequence[str], port: int, path: str) -> Iterator[Server]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ENTENTE_")}
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=clean, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await_answer(name, process, port, path)
        yield Server(name, port, path, process, time.perf_counter() - begin)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await_answer(name: str, process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if _get(port, f"{path}?query={quote(_FIRST)}", "application/sparql-results+json", 30)[0] == 200:
                return
        time.sleep(0.005)
    raise NotStarted(f"{name} gave no answer: it ended with {process.poll()}, or needs more than {_PATIENCE:.0f} s")


def _get(port: int, target: str, media_type: str, timeout: float) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", target, headers={"Accept": media_type})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
