"""Questions in; the answers of a store elsewhere, whole, or why there is none, out.

A question is first read in a process of ours, as if it were evaluated here, and only then goes to the store, by plain
HTTP. The store is asked every few seconds which dataset it holds: that is what answers are kept by. One that takes the
union of its graphs for its default graph is told with every query which graphs make up the dataset; what somebody is
only reported to have said would be a fact there otherwise.
"""

import asyncio
import logging
import os
import re
import tempfile
import threading
from collections.abc import Callable
from typing import IO

import aiohttp
from pyoxigraph import QueryResultsFormat

from kg.asking.dataset import QUERY_BASE
from kg.asking.evaluator import IN_MEMORY, ResultWriter
from kg.asking.frames import MARK, Answer, Failure, Question
from kg.asking.scanner import Scan, scan
from kg.publishing.answers import rewritten
from kg.publishing.store import ROWS, TRIPLES, Store, StoreProblem, session_for
from kg.publishing.store_address import StoreAddress
from server.replies import Spooled
from server.settings import MIB, Settings
from server.sparql.engine import Answered
from server.sparql.evaluator import Stopped
from server.sparql.evaluators import Evaluators, Staffing
from server.sparql.parent import Description
from server.sparql.places import Places
from server.sparql.remote_dataset import remote_dataset
from server.sparql.store_watch import StoreWatch

LOG = logging.getLogger("entente")

_AT_ONCE = 1 << 16
"""Bytes of an answer that is rewritten so quickly that a thread would take longer."""

_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OF_A_STORE = re.compile("<(?:bif|sql|java):", re.I)
"""How names begin by which stores call functions of their own; Virtuoso's `bif:http_get` fetches any URL."""
_CALLS_A_STORE = Failure("unsupported", "The query calls functions that a store has beyond SPARQL (bif:, sql:, java:).")
_A_PATH = re.compile(r"(?<![\w:/<.])/\w")


class RemoteStore:
    """A store that speaks SPARQL 1.1, as an engine; `lost` is called when the process that reads questions ends."""

    def __init__(self, settings: Settings, lost: Callable[[], None] = lambda: None) -> None:
        self._settings = settings
        self._address = StoreAddress.of(settings.store, os.environ)
        reading = (str(settings.query_memory * MIB),)
        self._readers = Evaluators(
            Staffing("kg.asking.parsing", reading, settings.evaluators, settings.queue), lost=lost
        )
        self._places = Places(settings.evaluators + settings.slow_evaluators, settings.queue)
        self._session: aiohttp.ClientSession | None = None
        self._watch: StoreWatch | None = None

    @property
    def description(self) -> Description | None:
        """The dataset that the store holds now; None while it cannot be asked."""
        return None if self._watch is None else self._watch.description

    async def start(self) -> None:
        """Get ready, whether or not the store is."""
        await self._readers.start()
        self._session = session_for(self._address)
        self._store = Store(self._session, self._address)
        self._watch = StoreWatch(self._store)
        await self._watch.start()

    async def close(self) -> None:
        """Let go of everything; who still waits is told."""
        if self._watch is not None:
            await self._watch.close()
        await self._readers.close()
        if self._session is not None:
            await self._session.close()

    async def ask(self, question: Question, client: str, timeout: float) -> Answered:
        """The store's answer to a client's question; raises Stopped where there is none.

        `timeout`: seconds for the store; before, it may wait as long for its turn.
        """
        if _OF_A_STORE.search(_CODEPOINT.sub(_character, question.query)):
            return _CALLS_A_STORE
        wrong = await self._readers.ask(question, client, timeout)
        if isinstance(wrong, Failure):
            return wrong
        watch = self._watch
        if watch is None or watch.description is None:
            raise Stopped("store-unreachable")
        found = scan(question.query)
        async with self._places.of(client, timeout):
            before, marked = watch.description, watch.marked
            try:
                async with asyncio.timeout(timeout):
                    answer = await self._answer(question, found, watch)
                    if not marked:  # a dataset may have come that the question was not asked of as it must be
                        await watch.look()
                        if watch.marked:
                            answer = await self._answer(question, found, watch)
            except TimeoutError:
                raise Stopped("deadline") from None
            except StoreProblem as problem:
                return self._problem(problem, watch)
        if before is not None and before.hash and (watch.description is None or watch.description.hash != before.hash):
            raise Stopped("dataset-changed")
        return answer

    async def _answer(self, question: Question, found: Scan, watch: StoreWatch) -> Answered:
        dataset = remote_dataset(question, found, watch)
        if isinstance(dataset, Failure):
            return dataset
        rows = QueryResultsFormat.from_media_type(question.media_type) is not None
        limit = self._settings.result_size * MIB
        received: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (whoever rewrites it closes it)
        try:
            query = f"BASE <{QUERY_BASE}>\n{question.query}"
            await self._store.answer(query, dataset, ROWS if rows else TRIPLES, received, limit)
        except BaseException:
            received.close()
            raise
        size = received.tell()
        received.seek(0)
        stop = threading.Event()
        if size <= _AT_ONCE:
            return _rewritten(received, found.form, question, limit, stop)
        try:
            return await asyncio.to_thread(_rewritten, received, found.form, question, limit, stop)
        finally:
            stop.set()

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


def _rewritten(
    received: IO[bytes], form: str | None, question: Question, limit: int, stop: threading.Event
) -> Answered:
    """The answer in the format that the question asks for, in memory or spooled."""
    spool = tempfile.TemporaryFile(prefix="entente-")  # noqa: SIM115 (it goes with the answer)
    answer: Answer = b""
    try:
        with received:
            writer = ResultWriter(spool.fileno(), limit, gzip=question.gzip)
            answer = rewritten(received, form, question.media_type, writer, stop)
    finally:
        if not isinstance(answer, int):
            spool.close()
    return Spooled(spool, answer, MARK.size) if isinstance(answer, int) else answer


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number < 0x110000 else escape[0]
