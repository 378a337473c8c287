"""Processes are killed at random moments, under load: no answer is wrong, and no dataset is lost.

`make prove` records the figures in `tests/proofs/kills.json`.
"""

import contextlib
import hashlib
import json
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from kg.asking.dataset import open_dataset
from kg.building.write import write_folder
from kg.project import Project
from tests.proofs.fingerprint import fingerprint, record
from tests.server.at_once import at_once
from tests.server.conftest import RunningServer, running_server
from tests.server.processes import children, parent_of_evaluators

TRIED = ("kg/asking", "kg/building/write.py", "kg/commands/serve.py", "server", "tests/proofs/test_kills.py")
KILLS = 50
CLIENTS = 4
MOST_EVALUATORS = (os.cpu_count() or 1) + 4
BEFORE_A_KILL = 1.5
"""Seconds at most; a dataset that was lost is loaded again sooner."""
SWAP = 2.5
"""Seconds within which a new dataset has been noticed, loaded and tried."""
BACK = 15.0
"""Seconds for the server to be ready again."""
LABELS = "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> SELECT DISTINCT ?s { ?s rdfs:label ?label } LIMIT 200"
QUESTIONS = (
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(?n) ?s LIMIT 50",
    "SELECT DISTINCT ?s { ?s ?p ?o . ?o ?q ?r } ORDER BY ?s LIMIT 100",
)
"""They take long enough to be killed at."""
DOCUMENTED = {"200", "503 evaluator-lost", "503 dataset-unavailable", "503 too-many-long-queries", "503 busy"}
MARK = "SELECT ?mark { <urn:kills> <urn:mark> ?mark }"


@dataclass
class Seen:
    """What clients got: how their questions ended, the answers that were wrong, and the marks in their order."""

    ended: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def answers(dataset: Path) -> dict[str, list[str]]:
    """Questions, and the lines of their answers as the engine itself gives them."""
    store = open_dataset([dataset]).store

    def lines(query: str) -> list[str]:
        solutions = store.query(query)
        assert isinstance(solutions, ox.QuerySolutions)
        return sorted((solutions.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode().split())

    things = [line for line in lines(LABELS) if line != "s"]
    labels = [f"SELECT ?p ?o {{ <{thing}> ?p ?o }}" for thing in things]
    return {query: lines(query) for query in (*QUESTIONS, *labels)}


def ask(client: httpx.Client, query: str, seen: Seen) -> list[str] | None:
    """The sorted lines of an answer, or nothing where there is none."""
    try:
        answer = client.get("/sparql", params={"query": query, "format": "csv"})
    except httpx.TransportError:
        seen.ended["closed"] += 1
        return None
    if answer.status_code != 200:
        seen.ended[f"{answer.status_code} {answer.json()['type'].rpartition('/')[2]}"] += 1
        return None
    seen.ended["200"] += 1
    return sorted(answer.text.split())


@contextlib.contextmanager
def asking(url: str, known: dict[str, list[str]], seed: int) -> Iterator[Seen]:
    """Clients that ask without a pause; no query is asked twice, so that none is answered without an evaluator."""
    seen, numbers = Seen(), count()

    def ask_on(chance: random.Random, stop: threading.Event) -> None:
        queries = list(known)
        with httpx.Client(base_url=url, timeout=20) as client:
            while not stop.is_set():
                query = chance.choice(QUESTIONS if chance.random() < 0.3 else queries)
                lines = ask(client, f"{query} # {seed} {next(numbers)}", seen)
                if lines is not None and lines != known[query]:
                    seen.wrong.append((query, str(lines)[:500]))
                mark = ask(client, f"{MARK} # {seed} {next(numbers)}", seen)
                if mark is not None:
                    seen.marks += [line for line in mark if line != "mark"]
                if mark is None or lines is None:
                    time.sleep(0.02)

    with at_once([partial(ask_on, random.Random(f"{seed} {n}")) for n in range(CLIENTS)]):  # noqa: S311
        yield seen


def seconds_until_ready(server: RunningServer) -> float:
    began = time.monotonic()
    while server.client.get("/health/ready").status_code != 200:
        assert time.monotonic() - began < BACK
        time.sleep(0.01)
    return time.monotonic() - began


def have_ended(processes: list[int]) -> None:
    """Wait until none of the processes is there any more; none may be left behind by whoever was killed."""
    deadline = time.monotonic() + BACK
    while any(is_there(process) for process in processes):
        assert time.monotonic() < deadline, "a process was left behind"
        time.sleep(0.01)


def is_there(process: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def all_below(process: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [found for child in children(process) for found in (child, *all_below(child))]
    return []


def put(folder: Path, content: bytes, number: int) -> None:
    """Put a dataset with its number for a mark into the folder as a build does, the manifest last."""
    manifest = json.loads((Project.here().build / "manifest.json").read_text(encoding="utf-8"))
    marked = content + f'<urn:kills> <urn:mark> "{number}" .\n'.encode()
    manifest["dataset"] = hashlib.sha256(marked).hexdigest()
    write_folder({"entente.nq": marked, "manifest.json": json.dumps(manifest).encode()}, folder, "manifest.json")


def kill_evaluators(project: Project) -> dict[str, object]:
    """Kill an evaluator, or the process that all of them come from, again and again."""
    chance = random.Random(50)  # noqa: S311
    killed, waits = Counter[str](), list[float]()
    with (
        running_server("--dataset", str(project.dataset), query_timeout="20") as server,
        asking(server.url, answers(project.dataset), 0) as seen,
    ):
        for number in range(KILLS):
            time.sleep(chance.uniform(0, BEFORE_A_KILL))
            parent = parent_of_evaluators(server.process.pid)
            evaluators = children(parent)
            victim = parent if number % 2 else chance.choice(evaluators)
            with contextlib.suppress(ProcessLookupError):  # one that was due to be replaced just then
                os.kill(victim, signal.SIGKILL)
                killed["their parent" if number % 2 else "evaluator"] += 1
            have_ended([victim, *evaluators] if number % 2 else [victim])
            waits.append(seconds_until_ready(server))
        assert len(all_below(server.process.pid)) <= 1 + MOST_EVALUATORS
    assert not seen.wrong, seen.wrong[:3]
    assert killed.total() >= KILLS - 5
    assert set(seen.ended) <= DOCUMENTED, seen.ended
    return {
        "killed": dict(killed),
        "answers": dict(sorted(seen.ended.items())),
        "wrong answers": len(seen.wrong),
        "longest seconds until ready": round(max(waits), 2),
    }


def kill_servers(project: Project, folder: Path) -> dict[str, object]:
    """Kill the server while its dataset is replaced, and start it anew, again and again."""
    chance = random.Random(2026)  # noqa: S311
    content = project.dataset.read_bytes()
    put(folder, content, 0)
    known = answers(folder / "entente.nq")
    ended, serving, wrong, starts = Counter[str](), Counter[str](), list[object](), list[float]()
    for number in range(1, KILLS + 1):
        began = time.monotonic()
        with running_server("--dataset", str(folder / "entente.nq"), query_timeout="20") as server:
            starts.append(time.monotonic() - began)
            assert ask(server.client, MARK, Seen()) == sorted(["mark", str(number - 1)])
            with asking(server.url, known, number) as seen:
                put(folder, content, number)
                time.sleep(chance.uniform(0, SWAP))
                below = all_below(server.process.pid)
                holders = sum(
                    b"kg.asking.parent" in Path(f"/proc/{one}/cmdline").read_bytes()
                    for one in children(server.process.pid)
                )
                server.process.kill()
                server.process.wait(BACK)
            have_ended(below)
        ended += seen.ended
        wrong += seen.wrong
        wrong += [mark for mark in seen.marks if mark not in (str(number - 1), str(number))]
        serving["both" if holders > 1 else "the new" if str(number) in seen.marks else "the old"] += 1
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert hashlib.sha256((folder / "entente.nq").read_bytes()).hexdigest() == manifest["dataset"]
    assert not wrong, wrong[:3]
    assert set(ended) <= DOCUMENTED | {"closed"}, ended
    assert len(serving) == 3, serving
    return {
        "killed": KILLS,
        "datasets held when it was killed": dict(sorted(serving.items())),
        "answers": dict(sorted(ended.items())),
        "wrong answers": len(wrong),
        "longest seconds until ready": round(max(starts), 2),
    }


@pytest.mark.prove
def test_whoever_is_killed_no_answer_is_wrong_and_no_dataset_is_lost(project: Project, tmp_path: Path) -> None:
    made_of = fingerprint(project.root, TRIED)
    evaluators, servers = kill_evaluators(project), kill_servers(project, tmp_path)
    record("kills", made_of, {"evaluators": evaluators, "servers": servers})
