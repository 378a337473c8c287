"""Questions in; answers, or the reason why one was stopped, out: the evaluators, who is free, who waits, who must go.

Two lanes, by age. A question begins in the quick lane, where any client may fill every evaluator. One that is still
evaluated after `long_after` seconds takes its evaluator into the slow lane, at the lowest priority, and another is
forked for the quick lane. A client whose questions were long lately leaves half of the quick lane to the others.

An evaluator has one question at a time. It is killed when its question's time is up or nobody waits for the answer any
more, and another is forked in its place; nothing that others asked is touched by that. No question is evaluated twice.
"""

import asyncio
import logging
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from kg.asking.frames import MARK, Answer, Asked, Failure
from server.replies import Spooled
from server.settings import MIB, Settings
from server.sparql.evaluator import Evaluator, Job
from server.sparql.parent import Description, ParentProcess
from server.sparql.turns import Turns

LOG = logging.getLogger("entente")

LONG = 0.1
"""Seconds after which a query is a long one."""

_LOOK = 0.02
"""Seconds between two looks at what is being evaluated and who waits."""

_REMEMBER = 10.0
"""Seconds for which a client is known to have asked a long question."""

_YOUNG, _AGAIN = 0.1, 1.0
"""Seconds; an evaluator that ends so soon, without a question, would do so again at once: the next comes later."""

_BY_SIGNAL: dict[int, str] = {signal.SIGABRT: "memory", signal.SIGSEGV: "depth", signal.SIGBUS: "depth"}


@dataclass(frozen=True)
class Staffing:
    """Who answers, and with what at most: the module to run with its arguments, and how many processes of it.

    `quick` and `slow`: evaluators of the two lanes; without a slow lane no question is called long. `queue`: how many
    questions may wait. With `once`, a process answers one question and is replaced, so that nothing of one can be seen
    by the next.
    """

    module: str
    arguments: tuple[str, ...]
    quick: int
    queue: int
    slow: int = 0
    once: bool = False

    @classmethod
    def of_queries(cls, settings: Settings) -> "Staffing":
        """Evaluators of queries on the dataset."""
        sizes = (str(settings.query_memory * MIB), str(settings.result_size * MIB))
        files = (str(path) for path in settings.dataset)
        return cls("kg.asking.parent", (*sizes, *files), settings.evaluators, settings.queue, settings.slow_evaluators)

    @property
    def slow_of_one(self) -> int:
        """How many long questions of one client may be evaluated at once."""
        return (self.slow + 1) // 2


class Evaluators:
    """The pool.

    `description` is the dataset's, `forked` counts the evaluators there have been, `killed` those that were ended, by
    reason. `lost` is called when the process that holds what is needed has ended, and all evaluators with it.
    """

    def __init__(self, staffing: Staffing, lost: Callable[[], None] = lambda: None) -> None:
        self.description: Description | None = None
        self.forked = 0
        self.killed: Counter[str] = Counter()
        self._staffing = staffing
        self._lost = lost
        self._parent: ParentProcess | None = None
        self._living: dict[int, Evaluator] = {}
        self._free: list[Evaluator] = []
        self._turns = Turns[Job](staffing.queue)
        self._asked_long: dict[str, float] = {}
        self._next_look: asyncio.TimerHandle | None = None

    @property
    def running(self) -> bool:
        """Whether questions can be answered."""
        return self._parent is not None

    @property
    def waiting(self) -> int:
        """How many questions wait for their turn."""
        return len(self._turns)

    @property
    def busy(self) -> tuple[int, int]:
        """How many evaluators of the quick and of the slow lane have a question."""
        slow = sum(evaluator.slow for evaluator in self._living.values())
        return len(self._living) - len(self._free) - slow, slow

    async def start(self) -> None:
        """Load what is needed and fork the evaluators; raises InputError when it cannot be loaded."""
        staffing = self._staffing
        self._parent, said = await ParentProcess.start(staffing.module, staffing.arguments, self._ended)
        self.description = Description.told(said) if said else None
        for _ in range(staffing.quick):
            self._fork()

    async def close(self) -> None:
        """End all processes; who still waits is told."""
        parent, self._parent = self._parent, None
        ended = None if parent is None else parent.close()
        self._stop_all()
        if ended is not None:
            await ended

    def ask(self, question: Asked, client: str, timeout: float) -> Job:
        """The answer to a client's question, to be awaited; it raises Stopped. A job that is cancelled is stopped."""
        job = Job(question, client, timeout, asyncio.get_running_loop())
        if self._parent is None:
            job.stop("unavailable")
        elif self._free and not self._turns and self._may(client):
            self._free.pop().ask(job)
        else:
            crowded_out = self._turns.join(job)
            if crowded_out is not None:
                crowded_out.stop("busy")
            self._give_turns()
        if self._next_look is None:
            self._next_look = asyncio.get_running_loop().call_later(_LOOK, self._look)
        return job

    def _may(self, client: str) -> bool:
        """Whether a client may have an evaluator of the quick lane now."""
        if client not in self._asked_long:
            return True
        theirs = sum(
            evaluator.job is not None and not evaluator.slow and evaluator.job.client in self._asked_long
            for evaluator in self._living.values()
        )
        return theirs < max(1, self._staffing.quick // 2)

    def _give_turns(self) -> None:
        while self._free and (job := self._turns.next(self._may)) is not None:
            self._free.pop().ask(job)

    def _look(self) -> None:
        """See whose time is up, who has become long, and what nobody waits for."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        long_after = LONG if self._staffing.slow else float("inf")
        for evaluator in list(self._living.values()):
            job = evaluator.job
            if job is None:
                continue
            if job.done():
                self._kill(evaluator, "gone")
            elif now >= job.until:
                self._kill(evaluator, "deadline")
            elif not evaluator.slow and now - evaluator.began >= long_after:
                self._take_aside(evaluator, job.client)
        for job in list(self._turns):
            if now >= job.until:
                job.stop("busy")
        self._turns.forget_done()
        for client in [client for client, until in self._asked_long.items() if now >= until]:
            del self._asked_long[client]
        self._give_turns()
        quiet = len(self._free) == len(self._living) and not self._turns and not self._asked_long
        self._next_look = None if quiet else loop.call_later(_LOOK, self._look)

    def _take_aside(self, evaluator: Evaluator, client: str) -> None:
        """Let a question that has become long go on in the slow lane, if there is room."""
        self._asked_long[client] = asyncio.get_running_loop().time() + _REMEMBER
        slow = [one.job.client for one in self._living.values() if one.slow and one.job is not None]
        if slow.count(client) >= self._staffing.slow_of_one:
            self._kill(evaluator, "yours")
        elif len(slow) >= self._staffing.slow:
            self._kill(evaluator, "crowded")
        elif self._parent is not None:
            evaluator.slow = True
            self._parent.deprioritise(evaluator.number)
            self._fork()

    def _answered(self, evaluator: Evaluator, answer: Answer) -> None:
        """Pass an answer on, and the evaluator to the next who waits.

        One that was long is replaced, for what it has allocated would count for the next; so is one whose spool has
        gone with the answer.
        """
        job, evaluator.job = evaluator.job, None
        spooled = isinstance(answer, int)
        if job is not None and not job.done():
            job.set_result(Spooled(evaluator.spool, answer, MARK.size) if isinstance(answer, int) else answer)
        if evaluator.number not in self._living:
            return
        worn = evaluator.slow or spooled or self._staffing.once
        if worn or (isinstance(answer, Failure) and answer.kind == "memory"):
            self._let_go(evaluator)
        else:
            self._free.append(evaluator)
            self._give_turns()

    def _fork(self) -> None:
        if self._parent is not None:
            self.forked += 1
            try:
                connection, spool = self._parent.fork(self.forked)
            except BrokenPipeError:
                return  # the parent has ended, which will be noticed next
            evaluator = Evaluator(self.forked, connection, spool, self._answered)
            self._living[evaluator.number] = evaluator
            self._free.append(evaluator)
            self._give_turns()

    def _let_go(self, evaluator: Evaluator) -> None:
        """Part with an evaluator, and fork another where it leaves a place in the quick lane."""
        del self._living[evaluator.number]
        evaluator.close()
        if not evaluator.slow:
            self._fork()

    def _kill(self, evaluator: Evaluator, reason: str) -> None:
        if self._parent is not None:
            self.killed[reason] += 1
            self._parent.kill(evaluator.number)
            job = evaluator.job
            self._let_go(evaluator)
            if job is not None:
                job.stop(reason)

    def _ended(self, number: int | None, by_signal: int) -> None:
        """An evaluator has ended by itself or by somebody else's hand; without a number, the parent has."""
        if number is None:
            self._parent = None
            self._stop_all()
            self._lost()
            return
        evaluator = self._living.pop(number, None)
        if evaluator is None:
            return  # another has its place already
        if evaluator in self._free:
            self._free.remove(evaluator)
        begun, job = evaluator.begun(), evaluator.job
        evaluator.close()
        reason = _BY_SIGNAL.get(by_signal, "lost")
        self.killed[reason] += 1
        loop = asyncio.get_running_loop()
        if not evaluator.slow:
            stillborn = not evaluator.asked and loop.time() - evaluator.born < _YOUNG
            loop.call_later(_AGAIN if stillborn else 0, self._fork)
        if job is None or job.done():
            return
        if begun or reason != "lost" or self._turns.join(job) is not None:
            job.stop(reason)

    def _stop_all(self) -> None:
        living, self._living, self._free = list(self._living.values()), {}, []
        for evaluator in living:
            job = evaluator.job
            evaluator.close()
            if job is not None:
                job.stop("unavailable")
        for job in list(self._turns):
            job.stop("unavailable")
        self._turns.forget_done()
        if self._next_look is not None:
            self._next_look.cancel()
            self._next_look = None
