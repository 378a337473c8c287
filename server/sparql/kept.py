"""The hash of a dataset that is served no more in; answers on it, from the file kept of that release, out.

Nobody may take the server down by naming old datasets. At most `MOST` are loaded at once, one after the other; each has
an evaluator of either lane; one that is loaded stays for a while, so that naming others in turn makes no endless work;
and one that nobody asks is let go. Who finds no place is told to come again. A file is what its name says, and what
the link says, or it answers nothing.
"""

import asyncio
import contextlib
import gzip
import logging
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import EntenteError, InputError
from server.problems import Problem
from server.replies import Receive
from server.settings import MIB, Settings
from server.sparql.answers import Answers, until_gone
from server.sparql.evaluators import Evaluators, Staffing
from server.sparql.stopping import of_stop

LOG = logging.getLogger("entente")

MOST = 2
"""Releases that are loaded at once."""
_STAY, _IDLE = 30.0, 600.0
"""Seconds that one which was loaded stays at least, and at most while nobody asks it."""
_LOADING = 60.0
"""Seconds that loading may take."""
_AGAIN = 60.0
"""Seconds after which a file that could not be loaded is tried again."""
_CACHE = 8
"""MiB of answers that are kept of each."""
_UNUSABLE = "The file that is kept of it cannot be loaded."
_DIGITS = 12
"""Digits of the hash in a file's name."""


class NotAtHand(Exception):
    """There is no such dataset here; says why where there is a file."""


@dataclass(eq=False)
class _Loaded:
    """A release that is loaded: its hash, since when, how many requests use it, until when it stays unasked."""

    answers: Answers
    hash: str
    since: float
    users: int = 0
    last: float = 0.0
    leaving: asyncio.TimerHandle | None = field(default=None, repr=False)


class KeptReleases:
    """The releases in the folder that the settings name; `loads` counts what came of loading them."""

    def __init__(self, settings: Settings) -> None:
        self.loads: Counter[str] = Counter()
        self._settings = settings
        self._loaded: dict[str, _Loaded] = {}
        self._loading: dict[str, asyncio.Task[_Loaded]] = {}
        self._refused: dict[str, float] = {}
        self._closing = set[asyncio.Task[None]]()

    @property
    def loaded(self) -> int:
        """How many are loaded."""
        return len(self._loaded)

    def file_of(self, wanted: str) -> Path | None:
        """The file that is kept of the dataset whose hash begins so, in twelve digits or more; None without one."""
        path = self._settings.kept_releases / f"entente-{wanted[:_DIGITS]}.nq.gz"
        return path if len(wanted) >= _DIGITS and path.is_file() else None

    @contextlib.asynccontextmanager
    async def held(self, wanted: str, receive: Receive) -> AsyncIterator[Answers]:
        """Answers on the dataset whose hash begins so, which stays loaded meanwhile.

        Raises NotAtHand where none is, Problem 503 where there is no place for it now, ClientGone.
        """
        name = wanted[:_DIGITS]
        loaded = self._loaded.get(name)
        if loaded is None:
            loading = self._load_once(name, wanted)
            try:
                loaded = await until_gone(asyncio.shield(loading), receive)
            except (EntenteError, TimeoutError):
                raise NotAtHand(_UNUSABLE) from None
            except asyncio.CancelledError:
                if loading.cancelled():
                    raise of_stop("unavailable", self._settings) from None
                raise
        if not loaded.hash.startswith(wanted):
            raise NotAtHand
        loaded.users += 1
        try:
            yield loaded.answers
        finally:
            loaded.users -= 1
            self._used(name, loaded)

    async def close(self) -> None:
        """End everything; who still waits is told."""
        tasks = list(self._loading.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for name in list(self._loaded):
            self._let_go(name)
        await asyncio.gather(*self._closing, return_exceptions=True)

    def _load_once(self, name: str, wanted: str) -> "asyncio.Task[_Loaded]":
        """What loads the release, begun now or before; raises NotAtHand, or Problem 503 where it must wait."""
        now = asyncio.get_running_loop().time()
        if name in self._loading:
            return self._loading[name]
        path = self.file_of(wanted)
        if path is None:
            raise NotAtHand
        if now < self._refused.get(name, 0.0):
            raise NotAtHand(_UNUSABLE)
        if self._loading:
            raise _busy("another release is being loaded", 2)
        if len(self._loaded) >= MOST:
            self._make_room(now)
        task = asyncio.get_running_loop().create_task(self._load(name, path))
        self._loading[name] = task
        task.add_done_callback(lambda done: self._has_loaded(name, done))
        return task

    def _make_room(self, now: float) -> None:
        """Let go of the release that was not asked for longest; raises Problem 503 where each must stay."""
        idle = {name: one for name, one in self._loaded.items() if not one.users and now - one.since >= _STAY}
        if not idle:
            raise _busy(f"{MOST} others are loaded, and were only just or are being asked", int(_STAY))
        self._let_go(min(idle, key=lambda name: idle[name].last))

    async def _load(self, name: str, path: Path) -> _Loaded:
        await asyncio.gather(*self._closing, return_exceptions=True)  # what is let go gives its memory back first
        engine: Evaluators | None = None
        try:
            async with asyncio.timeout(_LOADING):
                with tempfile.TemporaryDirectory(prefix="entente-") as folder:
                    unpacked = Path(folder) / "release.nq"
                    await asyncio.to_thread(_unpack, path, unpacked)
                    of_one = replace(self._settings, dataset=(unpacked,), evaluators=1, slow_evaluators=1)
                    engine = Evaluators(Staffing.of_queries(of_one), lambda: self._lost(name))
                    await engine.start()
            found = "" if engine.description is None else engine.description.hash
            if not found.startswith(name):
                raise InputError("is not the dataset that its name says.", path=path)
        except BaseException:
            if engine is not None:
                await engine.close()
            raise
        cache = min(self._settings.cache, _CACHE) * MIB
        now = asyncio.get_running_loop().time()
        self._loaded[name] = loaded = _Loaded(Answers(engine, cache), found, now)
        self._used(name, loaded)
        return loaded

    def _has_loaded(self, name: str, task: "asyncio.Task[_Loaded]") -> None:
        del self._loading[name]
        if task.cancelled():
            return
        error = task.exception()
        self.loads["loaded" if error is None else "failed"] += 1
        if error is not None:
            until = asyncio.get_running_loop().time() + _AGAIN
            self._refused[name] = until
            LOG.error("a kept release cannot be loaded: %s", error)

    def _used(self, name: str, loaded: _Loaded) -> None:
        """Note that it is used, and have it let go when that was long ago."""
        loop = asyncio.get_running_loop()
        loaded.last = loop.time()
        if loaded.leaving is not None:
            loaded.leaving.cancel()
        if self._loaded.get(name) is loaded and not loaded.users:
            loaded.leaving = loop.call_later(_IDLE, self._let_go, name)

    def _lost(self, name: str) -> None:
        LOG.error("the process that holds the kept release %s has ended", name)
        self._let_go(name)

    def _let_go(self, name: str) -> None:
        loaded = self._loaded.pop(name, None)
        if loaded is None:
            return
        if loaded.leaving is not None:
            loaded.leaving.cancel()
        task = asyncio.get_running_loop().create_task(loaded.answers.engine.close())
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)


def _unpack(path: Path, to: Path) -> None:
    """Write what the file holds; raises InputError where it is not whole."""
    try:
        with gzip.open(path) as packed, to.open("wb") as file:
            shutil.copyfileobj(packed, file, MIB)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot be unpacked: {error}.", path=path) from None


def _busy(why: str, seconds: int) -> Problem:
    detail = f"The dataset that the link names is kept here, but cannot be loaded now: {why}. Try again later."
    return Problem(503, "release-not-loaded", detail, {"Retry-After": str(seconds)})
