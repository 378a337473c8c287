"""Stores that somebody else has written, started empty on loopback, and a front that a test may break."""

import contextlib
import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from kg.publishing.store_address import StoreAddress

_VIRTUOSO = """
[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = t.db
TransactionFile = t.trx
FileExtend = 200

[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 20
ServerRoot = .

[SPARQL]
ResultSetMaxRows = {rows}
"""


@dataclass(frozen=True)
class RunningStore:
    """A store process: the URL where it takes queries, that where it takes graphs, and how it is stopped."""

    kind: str
    url: str
    graphs: str
    process: "subprocess.Popen[bytes]"

    @property
    def address(self) -> StoreAddress:
        return StoreAddress.of(self.url, self.graphs)

    def ask(self, query: str) -> str:
        """The answer of the store itself, as CSV without its head."""
        answer = httpx.post(self.url, data={"query": query}, headers={"Accept": "text/csv"}, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.text.replace("\r\n", "\n").partition("\n")[2].strip()


StartStore = Callable[..., AbstractContextManager[RunningStore]]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextlib.contextmanager
def oxigraph(_: Path, port: int = 0) -> Iterator[RunningStore]:
    """`oxigraph serve`, in memory: its default graph is its own."""
    port = port or free_port()
    with _running(
        [str(Path(sys.executable).with_name("oxigraph")), "serve", "--bind", f"127.0.0.1:{port}"],
        f"http://127.0.0.1:{port}/query",
    ) as process:
        yield RunningStore("oxigraph", f"http://127.0.0.1:{port}/query", "store", process)


@contextlib.contextmanager
def virtuoso(folder: Path, port: int = 0, *, rows: int = 1_000_000) -> Iterator[RunningStore]:
    """Virtuoso 7: its default graph is the union of all graphs, and who writes there must name a user, by Digest."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("virtuoso-t is not installed")
    port = port or free_port()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "v.ini").write_text(_VIRTUOSO.format(sql=free_port(), http=port, rows=rows))
    command = ["virtuoso-t", "+foreground", "+configfile", "v.ini"]
    with _running(command, f"http://127.0.0.1:{port}/sparql", folder) as process:
        url = f"http://dba:dba@127.0.0.1:{port}/sparql"
        yield RunningStore("virtuoso", url, "sparql-graph-crud-auth", process)


@contextlib.contextmanager
def _running(command: list[str], url: str, folder: Path | None = None) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(url, params={"query": "ASK { ?s ?p ?o }"}).status_code == 200:
                    break
            time.sleep(0.05)
        else:
            pytest.fail(f"{command[0]} did not start")
        yield process
    finally:
        process.kill()
        process.wait()


@dataclass
class Front:
    """What stands between us and a store: it notes each query, and does what a test wants of it.

    `cut`: bytes after which it ends an answer, though it had announced more; `password`: what it asks for, by Basic;
    `writes`: how many requests it lets through that change something.
    """

    store: RunningStore
    url: str = ""
    queries: list[str] = field(default_factory=list)
    cut: int | None = None
    password: str = ""
    writes: int | None = None


@contextlib.contextmanager
def front(store: RunningStore, **wants: Any) -> Iterator[Front]:
    """A front of a store that has both its addresses."""
    state = Front(store, **wants)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            state.queries += parse_qs(body.decode("latin-1")).get("query", [])
            if state.password and not self.headers.get("Authorization", "").startswith("Basic "):
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="store"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if self.command != "GET" and not self.path.startswith("/query"):
                if state.writes == 0:
                    self.close_connection = True
                    return
                state.writes = None if state.writes is None else state.writes - 1
            behind = http.client.HTTPConnection("127.0.0.1", urlsplit(store.url).port or 0)
            kept = {name: value for name, value in self.headers.items() if name in ("Accept", "Content-Type")}
            behind.request(self.command, self.path, body, kept)
            answer = behind.getresponse()
            content = answer.read()
            behind.close()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers.get("Content-Type", ""))
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: state.cut])
            self.close_connection = state.cut is not None

        do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 (http.server's names)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        user = f"reader:{state.password}@" if state.password else ""
        state.url = f"http://{user}127.0.0.1:{server.server_port}/query"
        try:
            yield state
        finally:
            server.shutdown()
