"""Questions in; the answers of a store elsewhere, whole, or why there is none, out.

A question is first read in a process of ours, as if it were evaluated here, and only then goes to the store, by plain
HTTP; what comes back is read to its end in such a process again. The store is asked every few seconds which dataset it
holds: that is what answers are kept by.
"""

import asyncio
import logging
import re
import tempfile
from collections.abc import Callable

import aiohttp
from pyoxigraph import QueryResultsFormat

from kg.asking.dataset import QUERY_BASE
from kg.asking.evaluator import IN_MEMORY
from kg.asking.frames import Failure, Question
from kg.asking.scanner import decoded, scan
from kg.publishing.relay import BROKEN, Relayed
from kg.publishing.store import ROWS, TRIPLES, Store, StoreProblem, session_for
from kg.publishing.store_address import StoreAddress
from server.settings import MIB, Settings
from server.sparql.engine import Answered
from server.sparql.evaluator import Stopped
from server.sparql.evaluators import Evaluators, Staffing
from server.sparql.parent import Description
from server.sparql.places import Places
from server.sparql.remote_dataset import remote_dataset
from server.sparql.store_watch import StoreWatch

LOG = logging.getLogger("entente")

_OF_A_STORE = re.compile("<(?:bif|sql|java):", re.I)
"""How names begin by which stores call functions of their own; Virtuoso's `bif:http_get` fetches any URL."""
_CALLS_A_STORE = Failure("unsupported", "The query calls functions that a store has beyond SPARQL (bif:, sql:, java:).")
_A_PATH = re.compile(r"(?<![\w:/<.])/\w")


class RemoteStore:
    """A store that speaks SPARQL 1.1, as an engine; `lost` is called when the process that reads questions ends."""

    def __init__(self, address: StoreAddress, settings: Settings, lost: Callable[[], None] = lambda: None) -> None:
        self._limit = settings.result_size * MIB
        self._address = address
        sizes = (str(settings.query_memory * MIB), str(self._limit))
        staffing = Staffing(
            "kg.publishing.relay", sizes, settings.evaluators, settings.queue, slow=settings.slow_evaluators
        )
        self._relays = Evaluators(staffing, lost)
        self._places = Places(settings.store_queries, settings.queue)
        self._one_large = asyncio.Lock()
        self._session: aiohttp.ClientSession | None = None
        self._watch: StoreWatch | None = None

    @property
    def description(self) -> Description | None:
        """The dataset that the store holds now; None while it cannot be asked."""
        return None if self._watch is None else self._watch.description

    async def start(self) -> None:
        """Get ready, whether or not the store is."""
        await self._relays.start()
        self._session = session_for(self._address)
        self._store = Store(self._session, self._address)
        self._watch = StoreWatch(self._store)
        await self._watch.start()

    async def close(self) -> None:
        """Let go of everything; who still waits is told."""
        if self._watch is not None:
            await self._watch.close()
        await self._relays.close()
        if self._session is not None:
            await self._session.close()

    async def ask(self, question: Question, client: str, timeout: float) -> Answered:
        """The store's answer to a client's question; raises Stopped where there is none.

        `timeout`: seconds for the store and for what it answered to be read; before, a question may wait as long.
        """
        if _OF_A_STORE.search(decoded(question.query)):
            return _CALLS_A_STORE
        wrong = await self._relays.ask(Relayed(question), client, timeout)
        if isinstance(wrong, Failure):
            return wrong
        watch = self._watch
        if watch is None or watch.description is None:
            raise Stopped("store-unreachable")
        before = watch.description.hash
        dataset = remote_dataset(question, scan(question.query), watch)
        if isinstance(dataset, Failure):
            return dataset
        async with self._places.of(client, timeout):
            try:
                async with asyncio.timeout(timeout):
                    answer = await self._answer(question, dataset, client, timeout)
            except TimeoutError:
                raise Stopped("deadline") from None
            except StoreProblem as problem:
                return self._problem(problem, watch)
        if isinstance(answer, Failure) and answer.kind == BROKEN:
            return self._problem(StoreProblem(BROKEN, answer.what), watch)
        if before and (watch.description is None or watch.description.hash != before):
            raise Stopped("dataset-changed")
        return answer

    async def _answer(
        self, question: Question, dataset: list[tuple[str, str]], client: str, timeout: float
    ) -> Answered:
        rows = QueryResultsFormat.from_media_type(question.media_type) is not None
        query = f"BASE <{QUERY_BASE}>\n{question.query}"
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as received:
            await self._store.answer(query, dataset, ROWS if rows else TRIPLES, received, self._limit)
            size = received.tell()
            received.seek(0)
            if size <= IN_MEMORY:
                return await self._relays.ask(Relayed(question, received.read()), client, timeout)
            async with self._one_large:  # it is in memory more than once on its way
                return await self._relays.ask(Relayed(question, received.read()), client, timeout)

    def _problem(self, problem: StoreProblem, watch: StoreWatch) -> Failure:
        """What to tell of it: a Failure where the question is at fault, else Stopped is raised."""
        if problem.kind == "size":
            return Failure("size", "The result is larger than this server sends.")
        if problem.kind == "refused" and problem.status == 400:
            said = "" if _A_PATH.search(problem.what) else f" It says: {problem.what}"
            return Failure("unsupported", f"The store that holds the dataset does not take this query.{said}")
        LOG.error("the store has not answered: %s", problem)
        if problem.kind == "unreachable":
            watch.gone()
        raise Stopped(f"store-{problem.kind}") from None
