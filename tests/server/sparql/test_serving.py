"""A dataset is replaced whole, under load, and whatever is wrong with the new one, the old one goes on."""

import gzip
import hashlib
import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.server.at_once import at_once
from tests.server.processes import parent_of_evaluators

OLD, NEW = b'<urn:s> <urn:p> "old" .\n', b'<urn:s> <urn:p> "new" .\n'
READ = "SELECT ?o { <urn:s> <urn:p> ?o }"


def put(folder: Path, content: bytes, *, said: bytes | None = None) -> Path:
    """Write a dataset and its manifest as a build does: each to another name first, the manifest last."""
    for name, written in (("entente.nq", content), ("manifest.json", manifest(content if said is None else said))):
        (folder / "new").write_bytes(written)
        (folder / "new").rename(folder / name)
    return folder / "entente.nq"


def manifest(content: bytes) -> bytes:
    parts = ("claims_per_stance", "claims_per_part", "things_per_class", "triples_per_layer", "inputs", "tools")
    digest = hashlib.sha256(content).hexdigest()
    return json.dumps({"dataset": digest, "quads": 1, "default_graph": 1, **{part: {} for part in parts}}).encode()


def read(client: httpx.Client, **headers: str) -> str:
    answer = client.get("/sparql", params={"query": READ, "format": "csv"}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.text.split()[1]


def eventually(what: Callable[[], bool], seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def refused(client: httpx.Client) -> str:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    return str(answer.json().get("newer_dataset_refused", ""))


@contextmanager
def load_on(url: str) -> Iterator[list[str]]:
    """Four clients that read without a pause; whatever is not a whole answer is among what they saw."""
    seen = list[str]()

    def ask(stop: threading.Event) -> None:
        number = 0
        with httpx.Client(base_url=url, timeout=10) as client:
            while not stop.is_set():
                number += 1
                query = f"{READ} # {threading.get_ident()} {number}"
                try:
                    answer = client.get("/sparql", params={"query": query, "format": "csv"})
                    seen.append(answer.text.split()[1] if answer.status_code == 200 else str(answer.status_code))
                except httpx.TransportError as error:
                    seen.append(repr(error))

    with at_once([ask] * 4):
        yield seen


def test_a_new_manifest_brings_the_new_dataset_and_no_request_fails(serve, tmp_path: Path) -> None:
    with serve("--dataset", str(put(tmp_path, OLD))) as server:
        tag = server.client.get("/sparql", params={"query": READ}).headers["etag"]
        with load_on(server.url) as seen:
            eventually(lambda: len(seen) > 50)
            put(tmp_path, NEW)
            eventually(lambda: read(server.client) == "new")
            before = len(seen)
            eventually(lambda: len(seen) > before + 50)
        assert set(seen) == {"old", "new"}
        assert "old" not in seen[seen.index("new") + 8 :]
        again = server.client.get("/sparql", params={"query": READ}, headers={"If-None-Match": tag})
        assert (again.status_code, again.json()["results"]["bindings"][0]["o"]["value"]) == (200, "new")


def test_a_server_that_was_started_amid_a_build_goes_by_its_manifest_when_it_is_there(serve, tmp_path: Path) -> None:
    with serve("--dataset", str(put(tmp_path, OLD, said=b"an older one"))) as server:
        assert read(server.client) == "old"
        time.sleep(1.5)  # the manifest as it was has been looked at
        put(tmp_path, NEW)
        eventually(lambda: read(server.client) == "new")
        put(tmp_path, OLD, said=NEW)
        eventually(lambda: "not the dataset that manifest.json describes" in refused(server.client))
        assert read(server.client) == "new"


def test_sighup_brings_the_new_dataset(serve, tmp_path: Path) -> None:
    path = tmp_path / "ours.nq"
    path.write_bytes(OLD)
    with serve("--dataset", str(path)) as server:
        assert read(server.client) == "old"
        path.write_bytes(NEW)
        with load_on(server.url) as seen:
            for _ in range(2):  # the second while the first is being obeyed
                server.process.send_signal(signal.SIGHUP)
            eventually(lambda: read(server.client) == "new")
        assert set(seen) <= {"old", "new"}


def truncated(folder: Path) -> None:
    put(folder, NEW[:-9], said=NEW)


def another(folder: Path) -> None:
    put(folder, b'<urn:s> <urn:p> "neither" .\n', said=NEW)


def deleted(folder: Path) -> None:
    put(folder, NEW)
    (folder / "entente.nq").unlink()


def compressed(folder: Path) -> None:
    put(folder, gzip.compress(NEW))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (truncated, "does not parse"),
        (another, "is not the dataset that manifest.json describes"),
        (deleted, "there is no such file"),
        (compressed, "it is compressed"),
    ],
)
def test_a_bad_dataset_leaves_the_old_one_and_says_why(
    serve, tmp_path: Path, spoil: Callable[[Path], None], reason: str
) -> None:
    with serve("--dataset", str(put(tmp_path, OLD))) as server, load_on(server.url) as seen:
        assert refused(server.client) == ""
        spoil(tmp_path)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: reason in refused(server.client))
        assert read(server.client) == "old"
        put(tmp_path, NEW)
        eventually(lambda: read(server.client) == "new")
        assert refused(server.client) == ""
    assert set(seen) == {"old", "new"}


@pytest.mark.slow
def test_a_dataset_that_takes_long_to_load_holds_nobody_up(serve, tmp_path: Path) -> None:
    with serve("--dataset", str(put(tmp_path, OLD))) as server, load_on(server.url) as seen:
        many = b"".join(
            b"<urn:s:%d> <urn:p> <urn:o:%d> <urn:g:%d> .\n" % (n, n % 977, n % 89) for n in range(1_500_000)
        )
        put(tmp_path, NEW + many)
        eventually(lambda: read(server.client) == "new", 60)
    assert set(seen) == {"old", "new"}
    assert len(seen) > 500


def test_a_lost_dataset_is_loaded_again_as_its_manifest_describes_it(serve, tmp_path: Path) -> None:
    with serve("--dataset", str(put(tmp_path, OLD))) as server:
        (tmp_path / "entente.nq").write_bytes(NEW)  # a build that has not written its manifest yet
        os.kill(parent_of_evaluators(server.process.pid), signal.SIGKILL)
        eventually(lambda: server.client.get("/health/ready").status_code == 503)
        time.sleep(1.5)
        assert server.query(READ).status_code == 503
        put(tmp_path, NEW)
        eventually(lambda: server.client.get("/health/ready").status_code == 200)
        assert read(server.client) == "new"
