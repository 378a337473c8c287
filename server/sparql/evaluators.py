"""Questions in; answers, or the reason why one was stopped, out: the evaluators, who is free, who waits, who must go.

An evaluator has one question at a time. It is killed when its question's time is up or nobody waits for the answer any
more, and another is forked in its place; nothing that others asked is touched by that. No question is evaluated twice.
"""

import asyncio
import logging
import signal
from collections import deque
from dataclasses import dataclass

from kg.asking.frames import MARK, Asked, Failure
from kg.errors import EntenteError
from server.replies import Spooled
from server.settings import MIB, Settings
from server.sparql.evaluator import Evaluator, Stopped
from server.sparql.parent import Description, ParentProcess

LOG = logging.getLogger("entente")

_WORN = 1.0
"""Seconds after which an evaluator is replaced when it has answered: what it has allocated would count for the next."""

_RESTARTS = (0.0, 1.0, 5.0)
"""Seconds to wait before the first, the second and every later attempt to load the dataset again."""

_YOUNG = 0.1
"""Seconds; one that ends so soon, without a question, would do so again at once."""

_BY_SIGNAL: dict[int, str] = {signal.SIGABRT: "memory", signal.SIGSEGV: "depth", signal.SIGBUS: "depth"}


def _give_up(turn: asyncio.Future[Evaluator]) -> None:
    if not turn.done():
        turn.set_exception(Stopped("busy"))


@dataclass(frozen=True)
class Staffing:
    """Who answers, and with what at most: the module to run with its arguments, and how many processes of it.

    `timeout`: seconds for an answer, and again for one's turn; `queue`: how many may wait. With `once`, a process
    answers one question and is replaced, so that nothing of one can be seen by the next.
    """

    module: str
    arguments: tuple[str, ...]
    number: int
    timeout: float
    queue: int
    once: bool = False

    @classmethod
    def of_queries(cls, settings: Settings) -> "Staffing":
        """Evaluators of queries on the dataset."""
        sizes = (str(settings.query_memory * MIB), str(settings.result_size * MIB))
        files = (str(path) for path in settings.dataset)
        return cls("kg.asking.parent", (*sizes, *files), settings.evaluators, settings.query_timeout, settings.queue)


class Evaluators:
    """The pool. `description` is the dataset's, `ready` whether questions can be answered now."""

    def __init__(self, staffing: Staffing) -> None:
        self._staffing = staffing
        self._parent: ParentProcess | None = None
        self._living: dict[int, Evaluator] = {}
        self._free: list[Evaluator] = []
        self._waiting: deque[asyncio.Future[Evaluator]] = deque()
        self._numbers = 0
        self._restarting: asyncio.Task[None] | None = None
        self.description: Description | None = None

    @property
    def ready(self) -> bool:
        """Whether all is loaded."""
        return self._parent is not None

    @property
    def begun(self) -> bool:
        """Whether it was started: all is loaded, or being loaded again."""
        return self._parent is not None or self._restarting is not None

    async def start(self) -> None:
        """Load what is needed and fork the evaluators; raises InputError when it cannot be loaded."""
        staffing = self._staffing
        self._parent, said = await ParentProcess.start(staffing.module, staffing.arguments, self._ended)
        self.description = Description.told(said) if said else None
        for _ in range(staffing.number):
            self._fork()

    async def close(self) -> None:
        """End all processes; who still waits is told."""
        if self._restarting is not None:
            self._restarting.cancel()
        parent, self._parent = self._parent, None
        if parent is not None:
            parent.close()
        self._lose_all()
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(Stopped("unavailable"))

    async def ask(self, question: Asked) -> bytes | Spooled | Failure:
        """The answer to one question; raises Stopped. Cancelling the call stops the evaluation."""
        loop = asyncio.get_running_loop()
        while True:
            evaluator = await self._take()
            began = loop.time()
            deadline = loop.call_later(self._staffing.timeout, self._condemn, evaluator, "deadline")
            try:
                answer = await evaluator.ask(question)
            except asyncio.CancelledError:
                self._condemn(evaluator, "lost")
                evaluator.spool.close()
                raise
            except Stopped as stopped:
                if stopped.reason == "unbegun":
                    continue  # the question may go to another
                raise
            finally:
                deadline.cancel()
            worn = self._staffing.once or loop.time() - began > _WORN
            if worn or isinstance(answer, int) or (isinstance(answer, Failure) and answer.kind == "memory"):
                self._replace(evaluator)
            else:
                self._release(evaluator)
            return Spooled(evaluator.spool, answer, MARK.size) if isinstance(answer, int) else answer

    async def _take(self) -> Evaluator:
        """A free evaluator, in the order of asking; raises Stopped when too many wait or the wait is too long."""
        if self._parent is None:
            raise Stopped("unavailable")
        if self._free:
            return self._free.pop()
        if len(self._waiting) >= self._staffing.queue:
            self._waiting = deque(turn for turn in self._waiting if not turn.done())
            if len(self._waiting) >= self._staffing.queue:
                raise Stopped("busy")
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Evaluator] = loop.create_future()
        self._waiting.append(turn)
        patience = loop.call_later(self._staffing.timeout, _give_up, turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._release(turn.result())  # its turn came in the moment it was cancelled
            raise
        finally:
            patience.cancel()

    def _release(self, evaluator: Evaluator) -> None:
        """Give a living evaluator to the next who waits."""
        if evaluator.number not in self._living:
            return
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(evaluator)
                return
        self._free.append(evaluator)

    def _fork(self) -> None:
        if self._parent is not None:
            self._numbers += 1
            try:
                evaluator = Evaluator(self._numbers, *self._parent.fork(self._numbers))
            except BrokenPipeError:
                return  # the parent has ended, which will be noticed next
            self._living[evaluator.number] = evaluator
            self._release(evaluator)

    def _replace(self, evaluator: Evaluator) -> None:
        """Let an evaluator go that has answered, and fork another."""
        if self._living.pop(evaluator.number, None) is not None:
            evaluator.close()
            self._fork()

    def _condemn(self, evaluator: Evaluator, reason: str) -> None:
        """Kill an evaluator, and fork another."""
        if self._living.pop(evaluator.number, None) is not None and self._parent is not None:
            self._parent.kill(evaluator.number)
            evaluator.end(Stopped(reason))
            self._fork()

    def _ended(self, number: int | None, by_signal: int) -> None:
        if number is None:
            LOG.error("the process that holds the dataset has ended; it is loaded again")
            self._parent = None
            self._lose_all()
            self._restarting = asyncio.get_running_loop().create_task(self._restart())
            return
        evaluator = self._living.pop(number, None)
        if evaluator is not None:  # else another has its place already
            if evaluator in self._free:
                self._free.remove(evaluator)
            evaluator.end(Stopped(_BY_SIGNAL.get(by_signal, "lost")))
            loop = asyncio.get_running_loop()
            stillborn = not evaluator.asked and loop.time() - evaluator.born < _YOUNG
            loop.call_later(_RESTARTS[1] if stillborn else 0, self._fork)

    def _lose_all(self) -> None:
        for evaluator in self._living.values():
            evaluator.end(Stopped("unavailable"))
        self._living.clear()
        self._free.clear()

    async def _restart(self) -> None:
        for attempt in range(1 << 30):
            await asyncio.sleep(_RESTARTS[min(attempt, len(_RESTARTS) - 1)])
            try:
                await self.start()
            except EntenteError as error:
                LOG.error("the dataset cannot be loaded: %s", error)
            else:
                return
