"""A store elsewhere in; which dataset it holds, whole, and how its default graph is to be named, as of now, out."""

import asyncio
import logging
from dataclasses import replace

from kg.publishing.record import DEFAULT, HASH, MARKED, OURS, READ, READ_AGAIN, READ_WITHIN, SEEN, SIZES, Record
from kg.publishing.store import Store, StoreProblem
from server.sparql.parent import Description

LOG = logging.getLogger("entente")

_TRY_AGAIN = 1.0
"""Seconds between two attempts to reach a store."""
_DESCRIBE_WITHIN = 60.0
"""Seconds for a store that nothing was published in to say which graphs it has."""
_TRIPLES = "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"
_OURS = tuple(graph.value for graph in OURS)


class StoreWatch:
    """What is known of a store.

    `description` is None while it cannot be asked; its hash is empty while no dataset is published there whole.
    `marked`: the marker of `kg publish` has been seen; `union`: without GRAPH, so that the default graph has a name.
    """

    def __init__(self, store: Store) -> None:
        self.description: Description | None = None
        self.marked = False
        self.union = False
        self._store = store
        self._soon = asyncio.Event()
        self._looking = asyncio.Lock()
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look, and go on looking every few seconds."""
        await self.look()
        self._watching = asyncio.create_task(self._watch())

    async def close(self) -> None:
        """Look no more."""
        if self._watching is not None:
            self._watching.cancel()
        self.description = None

    def gone(self) -> None:
        """Somebody has found that the store cannot be reached."""
        self.description = None
        self._soon.set()

    async def look(self) -> None:
        """See what the store holds now; one that fails at that cannot be asked, of one that is slow it is not known."""
        async with self._looking:
            try:
                async with asyncio.timeout(READ_WITHIN):
                    digest = await self._hash()
                    await self._default_graph()
                if self.description is not None and self.description.hash and not digest:
                    self.description = replace(self.description, hash="")
                async with asyncio.timeout(_DESCRIBE_WITHIN):
                    await self._describe(digest)
            except TimeoutError:
                LOG.error("the store does not say in time which dataset it holds; no answer is kept")
                if self.description is not None:  # it may be busy, no more
                    self.description = replace(self.description, hash="")
            except StoreProblem as problem:
                if self.description is not None or self._watching is None:
                    LOG.error("the store cannot be asked: %s", problem)
                self.description = None
                self.marked = False  # what comes back may be another store

    async def _hash(self) -> str:
        rows = await self._store.rows(HASH)
        return rows[0]["hash"].value.removeprefix("sha256:") if len(rows) == 1 else ""

    async def _default_graph(self) -> None:
        if not self.marked and await self._store.ask(MARKED):
            self.union = await self._store.ask(SEEN)
            self.marked = True

    async def _describe(self, digest: str) -> None:
        known = self.description
        if known is not None and known.hash == digest:
            return
        if digest:
            record = Record.of(await self._store.rows(READ))
            if record.hash == digest:
                self.description = Description(
                    digest, record.quads, record.default_triples, record.named_graphs, default_is_union=False
                )
                LOG.warning("the store holds dataset %s", digest)
                return
        sizes = {row["graph"].value: int(row["triples"].value) for row in await self._store.rows(SIZES)}
        if self.union:
            default = sizes.get(DEFAULT.value, 0)
        else:
            default = int((await self._store.rows(_TRIPLES))[0]["triples"].value)
        named = {name: number for name, number in sorted(sizes.items()) if name not in _OURS}
        self.description = Description("", default + sum(named.values()), default, named, False)
        LOG.warning("the store holds no dataset that was published whole; no answer is kept")

    async def _watch(self) -> None:
        while True:
            try:
                async with asyncio.timeout(READ_AGAIN if self.description is not None else _TRY_AGAIN):
                    await self._soon.wait()
                self._soon.clear()
                await asyncio.sleep(_TRY_AGAIN)
            except TimeoutError:
                pass
            try:
                await self.look()
            except Exception:  # whatever a store may answer, watching goes on
                LOG.exception("unforeseen at the store")
                self.description = None
