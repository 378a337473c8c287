"""For two minutes eight clients ask what hurts; a ninth, who asks little, is to be answered rightly and soon.

`make prove` records the figures in `tests/proofs/abuse.json`.
"""

import contextlib
import itertools
import multiprocessing
import os
import random
import socket
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.asking.dataset import open_dataset
from kg.project import Project
from tests.proofs.fingerprint import fingerprint, record
from tests.server.conftest import running_server
from tests.server.processes import children

TRIED = ("kg/asking", "kg/commands/serve.py", "server/replies.py", "server/sparql", "tests/proofs/test_abuse.py")
QUIET, ABUSED, AFTER = 15.0, 120.0, 60.0
"""Seconds."""
LABELS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?label
{ ?thing rdfs:label ?label FILTER(STRSTARTS(STR(?thing), "https://w3id.org/entente/id/")) }"""
CROSS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(4)) + " }"
SORT = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a"
PATH = "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:y>)+ ?c }"
CONCAT = (
    'SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f), STR(?i)); SEPARATOR="") AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }'
)
DEEP = "SELECT * " + "{" * 20_000 + "}" * 20_000
LONG = "SELECT * { FILTER(1 " + "< 2 && 1 " * 20_000 + ") }"
BROKEN = "SELECT * { ?s ?p"
DOCUMENTED = {200, 400, 403, 413, 414, 422, 503, 504}


def abuse(address: str, url: str, seconds: float, statuses: "multiprocessing.Queue[dict[str, int]]") -> None:
    """Ask what hurts, again and again; leave before the answer now and then; send a request slowly."""
    chance, seen = random.Random(address), Counter[str]()  # noqa: S311 -- a sample, no secret
    target, ends = httpx.URL(url), time.monotonic() + seconds
    transport = httpx.HTTPTransport(local_address=address)
    with httpx.Client(base_url=url, transport=transport) as client:
        while time.monotonic() < ends:
            if chance.random() < 0.1:
                with contextlib.suppress(OSError):
                    slow = socket.create_connection((target.host, target.port), 5, (address, 0))
                    slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999\r\n\r\nSEL")
                    time.sleep(0.2)
                    slow.close()
                seen["slow"] += 1
                continue
            query = chance.choice([CROSS, CROSS, SORT, PATH, CONCAT, DEEP, LONG, BROKEN]) + f" # {chance.random()}"
            try:
                answer = client.post("/sparql", data={"query": query}, timeout=chance.choice([0.3, 3, 15]))
                seen[str(answer.status_code)] += 1
            except httpx.TimeoutException:
                seen["left"] += 1
            except httpx.TransportError as error:
                seen[type(error).__name__] += 1
    statuses.put(dict(seen))


def pss_of(process: int) -> int:
    """Bytes of a process and all below it, what several share counted once."""
    with contextlib.suppress(OSError):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        own = next(int(line.split()[1]) << 10 for line in rollup.splitlines() if line.startswith("Pss:"))
        return own + sum(pss_of(child) for child in children(process))
    return 0


def ask_for(client: httpx.Client, labels: Iterator[tuple[int, tuple[str, set[str]]]], seconds: float) -> list[float]:
    """Milliseconds of each of the good client's questions; every answer must be the right one."""
    waits, ends = [], time.monotonic() + seconds
    while time.monotonic() < ends:
        number, (thing, expected) = next(labels)
        query = f"SELECT ?label {{ <{thing}> <http://www.w3.org/2000/01/rdf-schema#label> ?label }} # {number}"
        began = time.perf_counter()
        answer = client.get("/sparql", params={"query": query})
        waits.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, answer.text
        assert {row["label"]["value"] for row in answer.json()["results"]["bindings"]} == expected
        time.sleep(0.005)
    return waits


def p99(waits: list[float]) -> float:
    return round(statistics.quantiles(waits, n=100)[98], 1)


@pytest.mark.prove
def test_who_asks_little_is_served_while_others_do_their_worst(project: Project) -> None:
    labels: dict[str, set[str]] = {}
    for row in open_dataset([project.dataset]).store.query(LABELS):  # type: ignore[union-attr]
        labels.setdefault(row["thing"].value, set()).add(row["label"].value)  # type: ignore[index]
    asked = enumerate(itertools.cycle(sorted(labels.items())))
    context = multiprocessing.get_context("spawn")
    with running_server("--dataset", str(project.dataset)) as server:
        quiet = ask_for(server.client, asked, QUIET)
        before = pss_of(server.process.pid)
        statuses: multiprocessing.Queue[dict[str, int]] = context.Queue()
        abusers = [
            context.Process(target=abuse, args=(f"127.0.0.{number}", server.url, ABUSED, statuses))
            for number in range(2, 10)
        ]
        for abuser in abusers:
            abuser.start()
        waits, most = list[float](), 0
        while any(abuser.is_alive() for abuser in abusers):
            waits += ask_for(server.client, asked, 2)
            most = max(most, pss_of(server.process.pid))
        said = sum((Counter(statuses.get(timeout=5)) for _ in abusers), Counter[str]())
        time.sleep(AFTER)
        after = ask_for(server.client, asked, QUIET)
        left = pss_of(server.process.pid)
    figures = {
        "cores": os.cpu_count(),
        "milliseconds, 99 of 100": {"quiet": p99(quiet), "abused": p99(waits), "a minute later": p99(after)},
        "answers": {"quiet": len(quiet), "abused": len(waits), "a minute later": len(after)},
        "MiB": {"before": before >> 20, "most": most >> 20, "a minute later": left >> 20},
        "what the others got": dict(sorted(said.items())),
    }
    record("abuse", fingerprint(project.root, TRIED), figures)
    assert p99(waits) < 2 * p99(quiet) + 50
    assert {int(status) for status in said if status.isdigit()} <= DOCUMENTED
    assert left < before * 1.5
