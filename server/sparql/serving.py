"""The files that are served in; the answers of the dataset they hold now, replaced whole when they are, out.

A dataset is replaced when the process gets SIGHUP, or when the manifest beside it is: another engine loads it beside
the one that answers, must have what the manifest says and answer a query, and only then gets the questions that come.
Those in flight end where they began. Whatever fails, the old one goes on, and says why it is old.
"""

import asyncio
import contextlib
import logging
import signal
import threading
from collections import Counter
from collections.abc import Coroutine

from kg.asking.frames import Failure, Question
from kg.building.manifest import read_manifest
from kg.errors import EntenteError, InputError
from server.settings import MIB, Settings
from server.sparql.answers import Answers
from server.sparql.engine import Engine
from server.sparql.evaluator import Stopped
from server.sparql.evaluators import Evaluators, Staffing

LOG = logging.getLogger("entente")

_PROBE = Question("ASK { ?s ?p ?o }", "application/sparql-results+json")
"""A query that every dataset answers."""

_WATCH = 1.0
"""Seconds between two looks at the manifest."""

_RETRIES = (0.0, 1.0, 5.0)
"""Seconds to wait before the first, the second and every later attempt to load a dataset that was lost."""

_END = 0.1
"""Seconds between two looks whether the old dataset's last question has been answered."""


async def silence_of(engine: Engine, settings: Settings) -> str:
    """Why an engine does not answer a real query; nothing where it does."""
    try:
        answer = await engine.ask(_PROBE, "", settings.query_timeout)
    except Stopped as stopped:
        return stopped.reason
    return answer.kind if isinstance(answer, Failure) else ""


class Serving:
    """What is served.

    `now` is None while nothing is. `refused` says why a newer dataset is not served, `replaced` counts what came of
    each attempt.
    """

    def __init__(self, settings: Settings) -> None:
        self.now: Answers | None = None
        self.refused = ""
        self.replaced: Counter[str] = Counter()
        self._settings = settings
        self._manifest = settings.dataset[0].with_name("manifest.json")
        self._governed = False
        self._due = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Load the dataset; raises InputError when it cannot be loaded."""
        self.now = Answers(await self._load(), self._settings.cache * MIB)
        self._begin(self._keep_replacing())
        if self._settings.store is None and len(self._settings.dataset) == 1:
            self._governed = self._expected() == self.now.dataset_hash
            self._begin(self._watch_manifest())
        if threading.current_thread() is threading.main_thread():
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._due.set)

    async def close(self) -> None:
        """End everything; who still waits is told."""
        for task in self._tasks:
            task.cancel()
        answers, self.now = self.now, None
        if answers is not None:
            await answers.engine.close()

    async def _load(self) -> Engine:
        """An engine that has loaded the files; raises InputError."""

        def lost() -> None:
            if self.now is not None and self.now.engine is engine:
                LOG.error("the process that holds the dataset has ended; it is loaded again")
                self.now = None
                self._begin(self._recover())

        engine: Engine
        if self._settings.store:
            # Only who has a store waits, some 75 ms, for the import of the client that asks it.
            from server.sparql.remote import RemoteStore

            engine = RemoteStore(self._settings.store, self._settings, lost)
        else:
            engine = Evaluators(Staffing.of_queries(self._settings), lost)
        await engine.start()
        return engine

    async def _keep_replacing(self) -> None:
        while True:
            await self._due.wait()
            self._due.clear()
            if self.now is None:
                continue  # it is being loaded again already
            try:
                await self._replace()
            except EntenteError as error:
                self.refused = str(error)
                self.replaced["refused"] += 1
                LOG.error("the dataset is not replaced: %s", error)
            else:
                self.refused = ""
                self.replaced["replaced"] += 1

    async def _replace(self) -> None:
        """Put the dataset that the files hold now in the place of the old one; raises InputError and leaves it."""
        engine = await self._load()
        try:
            await self._try(engine)
        except BaseException:
            await engine.close()
            raise
        old, self.now = self.now, Answers(engine, self._settings.cache * MIB)
        if old is not None:
            self._begin(self._retire(old))

    async def _try(self, engine: Engine) -> None:
        """Refuse what is not the dataset that its manifest describes, or does not answer.

        A store elsewhere says itself, and again and again, whether it can be asked.
        """
        if self._settings.store:
            return
        described = engine.description is not None and engine.description.hash == self._expected()
        if self._governed and not described:
            raise InputError(
                f"is not the dataset that {self._manifest.name} describes.",
                path=self._settings.dataset[0],
                advice="Run `kg build`.",
            )
        if await silence_of(engine, self._settings):
            raise InputError("was loaded but does not answer.", path=self._settings.dataset[0])
        self._governed |= described  # it was not where the server was started between a build's last two files

    async def _retire(self, old: Answers) -> None:
        """Let go of a dataset when its last question has been answered."""
        while old.asked:
            await asyncio.sleep(_END)
        await old.engine.close()

    async def _recover(self) -> None:
        """Load the dataset again, until it can be."""
        for attempt in range(1 << 30):
            await asyncio.sleep(_RETRIES[min(attempt, len(_RETRIES) - 1)])
            try:
                await self._replace()
            except EntenteError as error:
                LOG.error("the dataset cannot be loaded: %s", error)
            else:
                return

    async def _watch_manifest(self) -> None:
        """Have the dataset replaced whenever its manifest has been."""
        seen = self._state()
        while True:
            await asyncio.sleep(_WATCH)
            state = self._state()
            if state != seen:
                seen = state
                if state is not None:
                    self._due.set()

    def _state(self) -> tuple[int, int, int] | None:
        with contextlib.suppress(OSError):
            status = self._manifest.stat()
            return status.st_ino, status.st_mtime_ns, status.st_size
        return None

    def _expected(self) -> str:
        """The hash that the manifest gives the dataset; nothing where there is no manifest to be read."""
        with contextlib.suppress(EntenteError):
            return read_manifest(self._manifest).dataset
        return ""

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
