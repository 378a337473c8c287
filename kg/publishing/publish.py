"""A dataset and a store in; the store with the dataset in it, graph by graph and read back, out.

While anything is changed the record of what is published is gone, so that no server in front of the store takes the
mixture for a version. Whoever is interrupted begins again: what is right already is not sent again.
"""

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from kg.asking.dataset import Dataset
from kg.asking.parent import hash_of
from kg.errors import InputError
from kg.prefixes import BASE, shorten
from kg.publishing.record import DEFAULT, HASH, MARK, MARKER, OURS, PUBLISHED, READ, SEEN, SIZES, Record
from kg.publishing.store import Store, lines_of

Graphs = Mapping[NamedNode | None, Sequence[str]]
"""The lines of each graph, sorted; None is the default graph."""

_TOLD_EVERY = 100
"""Graphs between two lines of progress."""


@dataclass
class Publication:
    """What was done: which graphs were right already, sent and removed, and how those sent differ from what was sent.

    `union`: the store takes the union of its graphs for its default graph.
    """

    hash: str
    union: bool
    right: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def graphs_of(dataset: Dataset) -> dict[NamedNode | None, list[str]]:
    """The graphs of a dataset; raises InputError for what could not be compared with what a store gives back."""
    graphs: dict[NamedNode | None, list[str]] = {None: []}
    for quad in dataset.store:
        name = quad.graph_name
        if isinstance(name, BlankNode) or isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise InputError("a dataset with blank nodes cannot be verified in a store.", advice="Give them IRIs.")
        if isinstance(name, NamedNode) and (not name.value.startswith(BASE) or name in OURS):
            raise InputError(
                f"{name} is no graph to publish.",
                advice=f"A store's graphs below {BASE} are ours to replace, those of others are not.",
            )
        key = None if isinstance(name, DefaultGraph) else name
        graphs.setdefault(key, []).append(f"{quad.triple} .\n")
    return {name: sorted(lines) for name, lines in graphs.items()}


async def publish(dataset: Dataset, store: Store, grace: float, tell: Callable[[str], None]) -> Publication:
    """Make the store hold the dataset and nothing else of ours; raises InputError where it does not do its part.

    `grace`: seconds that servers in front of it get to notice that its record is gone, before anything is changed.
    """
    graphs = graphs_of(dataset)
    record = Record(
        hash_of(dataset.files),
        len(graphs[None]),
        {name.value: len(lines) for name, lines in graphs.items() if name is not None},
    )
    union = await _mark(store, grace, tell)
    wanted = {DEFAULT if union and name is None else name: lines for name, lines in graphs.items()}
    done = Publication(record.hash, union)

    tell(f"comparing {len(wanted)} graphs with those of the store")
    sizes = {row["graph"].value: int(row["triples"].value) for row in await store.rows(SIZES)}
    to_send = []
    for name, lines in wanted.items():
        same_size = name is None or sizes.get(name.value, 0) == len(lines)
        if same_size and _digest(await store.graph(name)) == _digest(lines):
            done.right.append(_shown(name))
        else:
            to_send.append(name)
    kept = {name.value for name in (*wanted, MARKER, PUBLISHED) if name is not None}
    stale = [NamedNode(name) for name in sorted(sizes) if name.startswith(BASE) and name not in kept]
    if not to_send and not stale and Record.of(await store.rows(READ)) == record:
        return done

    await _withdraw(store, grace, tell)
    for name in stale:
        await store.delete(name)
        done.removed.append(_shown(name))
    for number, name in enumerate(to_send, 1):
        await store.put(name, wanted[name])
        done.sent.append(_shown(name))
        if number % _TOLD_EVERY == 0 or number == len(to_send):
            tell(f"sent {number} of {len(to_send)} graphs")
    done.differences = await _differences(store, wanted, to_send, tell)
    if not done.differences:
        await store.put(PUBLISHED, lines_of(record.triples()))
        await store.put(PUBLISHED, lines_of([record.seal()]), add=True)
    return done


async def _mark(store: Store, grace: float, tell: Callable[[str], None]) -> bool:
    """Put the marker where it is to be; whether the store's default graph shows it.

    Servers in front of the store must know that before there is anything reported that they could take for a fact.
    """
    if await store.graph(MARKER) != lines_of([MARK]):
        await store.put(MARKER, lines_of([MARK]))
        union = await store.ask(SEEN)
        if not union and await store.ask("ASK { ?s ?p ?o }"):
            await store.delete(MARKER)
            raise InputError(
                "the store's default graph holds statements that were not put there by `kg publish`.",
                advice="Give the dataset a store of its own, or empty that graph.",
            )
        if union:
            await _wait(grace, tell)
        return union
    return await store.ask(SEEN)


async def _withdraw(store: Store, grace: float, tell: Callable[[str], None]) -> None:
    """Remove the record, and wait until nobody goes by it any more."""
    published = await store.rows(HASH)
    await store.delete(PUBLISHED)
    if published:
        await _wait(grace, tell)


async def _wait(grace: float, tell: Callable[[str], None]) -> None:
    if grace:
        tell(f"waiting {grace:g} s, until every server in front of the store has noticed that its dataset changes")
        await asyncio.sleep(grace)


async def _differences(
    store: Store, wanted: Graphs, sent: Sequence[NamedNode | None], tell: Callable[[str], None]
) -> list[str]:
    """How the graphs that were sent, read back, differ from what was sent; a line each."""
    tell(f"reading {len(sent)} graphs back")
    found = []
    for name in sent:
        lines, back = set(wanted[name]), set(await store.graph(name))
        if _digest(sorted(back)) != _digest(wanted[name]):
            lost, new = sorted(lines - back), sorted(back - lines)
            shown = "; ".join(
                f"{what} {some[0].rstrip(' .' + chr(10))}"
                for what, some in (("without", lost), ("instead it has" if lost else "it also has", new))
                if some
            )
            found.append(f"{_shown(name)}: {len(back)} triples, {len(lines)} sent; {shown}")
    return found


def _digest(lines: Sequence[str]) -> str:
    """The SHA-256 of sorted N-Triples, which is the graph's own where it has no blank nodes."""
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _shown(name: NamedNode | None) -> str:
    return "default graph" if name is None else shorten(name.value)
