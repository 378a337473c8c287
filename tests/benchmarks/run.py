"""Sizes of datasets and kinds of query in; what both servers do with them, measured and compared, out.

`python -m tests.benchmarks.run --size 800k --kinds lookup,join --seconds 5` measures a part and prints it; with
`--record` the figures, the table and the picture in tests/benchmarks/results are written anew.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg.asking.parent import hash_of
from kg.project import Project
from tests.benchmarks.agreement import Disagreement, rows_agreed_on
from tests.benchmarks.cell import WARM_UP, take_turns
from tests.benchmarks.figures import markdown
from tests.benchmarks.generated.dataset import SEED, write_dataset
from tests.benchmarks.growth import draw
from tests.benchmarks.kinds import JSON, Kind, kinds
from tests.benchmarks.load import CONNECTIONS, Questions
from tests.benchmarks.pools import draw_values
from tests.benchmarks.processes import busy_cores, clock, memory
from tests.benchmarks.servers import NotStarted, Server, load_oxigraph, ours, oxigraph, version_of_oxigraph

SIZES = {"article": 0, "80k": 80_000, "800k": 800_000, "8m": 8_000_000}
RESULTS = Path(__file__).parent / "results"
VALUES, REPEATED, COMPARED = 150_000, 16, 12
"""How many distinct queries are prepared, how many are repeated, and of how many both servers' answers are compared."""

_LARGE = 1_000_000
"""Quads from which on a server is started once only."""


def main(arguments: Sequence[str]) -> int:
    """Measure, tell, and record if asked to."""
    options = _options(arguments)
    chosen = {name: kind for name, kind in kinds().items() if name in options.kinds}
    if shutil.which("wrk") is None:
        _tell("error: there is no wrk, which asks the questions: install it (Debian has a package of that name)")
        return 2
    figures: dict[str, Any] = {
        "measured": _state(),
        "machine": {
            "cores": os.cpu_count(),
            "memory": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)),
        },
        "tools": {
            "oxigraph": version_of_oxigraph(),
            "wrk": _version_of_wrk(),
            **{name: version(name) for name in ("pyoxigraph", "granian", "uvloop")},
            "python": ".".join(map(str, sys.version_info[:3])),
        },
        "seed": SEED,
        "connections": CONNECTIONS,
        "seconds": options.seconds,
        "rounds": options.rounds,
        "warm up": WARM_UP,
        "asks": {name: kind.asks for name, kind in chosen.items()},
        "sizes": {},
    }
    try:
        for size in options.size:
            figures["sizes"][size] = _measure(size, chosen, options)
    except (Disagreement, NotStarted, ConnectionError, LookupError, subprocess.SubprocessError) as error:
        _tell(f"error: {error}")
        return 1
    print(markdown(figures))
    if options.record:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        (RESULTS / "figures.md").write_text(markdown(figures), encoding="utf-8")
        if len(figures["sizes"]) > 1:
            draw(figures, RESULTS / "growth.svg")
    return 0


def dataset(size: str, folder: Path) -> Path:
    """The file of that size: the built one, or one generated once and kept in the folder."""
    if size == "article":
        return Project.here().dataset
    path = folder / f"{size}-{SEED}.nq"
    if not path.exists():
        _tell(f"generating {SIZES[size]:,} quads")
        write_dataset(path, SIZES[size])
    return path


def _measure(size: str, chosen: Mapping[str, Kind], options: argparse.Namespace) -> dict[str, Any]:
    path = dataset(size, options.folder)
    location = options.folder / f"{size}.oxigraph"
    shutil.rmtree(location, ignore_errors=True)
    _tell(f"{size}: loading into oxigraph")
    loaded = load_oxigraph(path, location)
    before = clock()
    time.sleep(1)
    busy = busy_cores(before, clock(), os.cpu_count() or 1)
    with _both(path, location, 1 if SIZES[size] > _LARGE else 3) as (servers, starts):
        quads = sum(
            int(one)
            for query in ("{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }")
            for one in _column(servers[1], f"SELECT (STR(COUNT(*)) AS ?n) {query}", literal=True)
        )
        figures: dict[str, Any] = {
            "quads": quads,
            "sha256": hash_of([path]),
            "busy": round(busy, 1),
            "servers": {
                name: {
                    "load": round(start if name == "ours" else loaded, 2),
                    "first answer": round(start, 3),
                    "at rest": memory(server.process.pid) >> 20,
                }
                for (name, start), server in zip(starts.items(), servers, strict=True)
            },
            "kinds": {},
        }
        for name, kind in chosen.items():
            figures["kinds"][name] = _cells(servers, kind, options, f"{size}: {name}")
    for name, told in figures["servers"].items():
        told["at most"] = max(
            [
                told["at rest"],
                *(cells[mode][name]["memory"] for cells in figures["kinds"].values() for mode in options.mode),
            ]
        )
    return figures


def _cells(servers: Sequence[Server], kind: Kind, options: argparse.Namespace, what: str) -> dict[str, Any]:
    values = draw_values(kind, lambda query: _column(servers[1], query), VALUES, SEED)
    cells: dict[str, Any] = {"rows": round(rows_agreed_on(servers, kind, values[:COMPARED]), 1), "things": len(values)}
    for mode in options.mode:
        asked = values if mode == "distinct" else values[:REPEATED]
        taken = []
        for server in servers:
            taken.append((server, Questions.written(options.folder, server.path, kind, asked)))
        cells[mode] = take_turns(taken, seconds=options.seconds, rounds=options.rounds, distinct=mode == "distinct")
        _tell(f"{what}, {mode}: {_in_short(cells[mode])}")
    return cells


def _in_short(cell: Mapping[str, Any]) -> str:
    faults = [f"{name}: {cell[name]['fault']}" for name in ("ours", "oxigraph") if cell[name]["fault"]]
    rates = f"{cell['ours']['rate']:,.0f} to {cell['oxigraph']['rate']:,.0f} a second"
    return "; ".join([f"{cell['ratio']:.2f} ({rates})", *faults])


@contextlib.contextmanager
def _both(path: Path, location: Path, starts: int) -> Iterator[tuple[list[Server], dict[str, float]]]:
    """Both servers, started so many times in turn, and the median seconds of each to its first answer."""
    seconds: dict[str, list[float]] = {"ours": [], "oxigraph": []}
    for last in [False] * (starts - 1) + [True]:
        with ours(path) as first, oxigraph(location) as second:
            for server in (first, second):
                seconds[server.name].append(server.first_answer)
            if last:
                yield [first, second], {name: statistics.median(taken) for name, taken in seconds.items()}


def _column(server: Server, query: str, *, literal: bool = False) -> list[str]:
    """The values of a query's only column."""
    found = json.loads(server.answer(query, JSON))
    (name,) = found["head"]["vars"]
    values = (row[name]["value"] for row in found["results"]["bindings"] if literal or row[name]["type"] == "uri")
    return [value if literal else f"<{value}>" for value in values]


def _state() -> dict[str, str]:
    """The git trees of what is measured, so that one sees later whether the figures are still of it."""
    root = Project.here().root
    return {
        name: subprocess.run(
            ["git", "-C", str(root), "rev-parse", f"HEAD:{name}"], capture_output=True, text=True, check=False
        ).stdout.strip()
        for name in ("server", "kg/asking", "kg/commands")
    }


def _version_of_wrk() -> str:
    told = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout
    return told.split()[1] if told else "?"


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    def names(known: Sequence[str]) -> Any:
        def chosen(text: str) -> list[str]:
            unknown = set(text.replace(",", " ").split()) - set(known)
            if unknown:
                raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))}: choose from {', '.join(known)}")
            return text.replace(",", " ").split()

        return chosen

    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.run", description=(__doc__ or "").splitlines()[0])
    every = list(kinds())
    parser.add_argument(
        "--size",
        type=names(list(SIZES)),
        default=["article", "80k", "800k"],
        metavar="A,B",
        help=f"of {', '.join(SIZES)}",
    )
    parser.add_argument("--kinds", type=names(every), default=every, metavar="A,B", help=f"of {', '.join(every)}")
    parser.add_argument(
        "--mode",
        type=names(["distinct", "repeated"]),
        default=["distinct", "repeated"],
        metavar="A,B",
        help="of distinct, repeated",
    )
    parser.add_argument("--seconds", type=int, default=2, help="of one turn")
    parser.add_argument("--rounds", type=int, default=3, help="turns that each server takes")
    parser.add_argument("--folder", type=Path, default=Project.here().build / "bench", help="where datasets are kept")
    parser.add_argument("--record", action="store_true", help="write tests/benchmarks/results")
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    return options


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
