"""How long an IRI takes to answer, the first time and again, how much it answers, and how many a second.

`make prove` records the figures in `tests/proofs/dereferencing.json`.
"""

import itertools
import os
import random
import statistics
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from kg.project import Project
from tests.proofs.fingerprint import fingerprint, record
from tests.server.conftest import RunningServer, running_server
from tests.server.publishing.test_crawl import things_of

TRIED = ("kg/asking", "kg/queries/descriptions", "server", "tests/proofs/test_dereferencing.py")
THINGS = 400
AT_ONCE = 4
FIRST, AGAIN = 50.0, 10.0
"""Milliseconds that 95 of 100 may take, on a machine that has other work to do."""


def fetch(client: httpx.Client, address: str) -> tuple[float, int]:
    """Milliseconds, and bytes."""
    began = time.perf_counter()
    answer = client.get(address, headers={"Accept-Encoding": "identity"})
    assert answer.status_code == 200
    return (time.perf_counter() - began) * 1000, len(answer.content)


def middle_and_end(values: Iterable[float]) -> dict[str, float]:
    cuts = statistics.quantiles(values, n=100)
    return {"median": round(cuts[49], 1), "95 of 100": round(cuts[94], 1)}


def a_second(server: RunningServer, addresses: list[str]) -> int:
    """How many of the addresses are answered in a second to four clients."""
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert all(answer[1] for answer in pool.map(lambda address: fetch(server.client, address), addresses))
    return round(len(addresses) / (time.perf_counter() - began))


@pytest.mark.prove
def test_iris_answer_soon(project: Project) -> None:
    kinds = ("id/", "claim/", "passage/")
    things = [f"/{thing}" for thing in things_of(project.dataset) if thing.startswith(kinds)]
    chosen = random.Random(11).sample(things, 2 * THINGS)  # noqa: S311
    figures: dict[str, object] = {"cores": os.cpu_count(), "things": THINGS}
    with running_server("--dataset", str(project.dataset)) as server:
        for suffix in ("ttl", "nq", "jsonld", "html"):
            first = [fetch(server.client, f"{thing}.{suffix}") for thing in chosen[:THINGS]]
            again = [fetch(server.client, f"{thing}.{suffix}") for thing in chosen[:THINGS]]
            figures[suffix] = {
                "milliseconds, first": middle_and_end(took for took, _ in first),
                "milliseconds, again": middle_and_end(took for took, _ in again),
                "bytes": middle_and_end(float(size) for _, size in first),
            }
            assert statistics.quantiles([took for took, _ in first], n=20)[18] < FIRST
            assert statistics.quantiles([took for took, _ in again], n=20)[18] < AGAIN
        new = [f"{thing}.{suffix}" for thing, suffix in itertools.product(chosen[THINGS:], ("ttl", "nq", "html"))]
        figures["documents a second"] = {"first": a_second(server, new), "again": a_second(server, new)}
        figures["bytes of the dataset's description"] = fetch(server.client, "/.well-known/void")[1]
    record("dereferencing", fingerprint(project.root, TRIED), figures)
