"""Questions of clients in; complete answers out: kept ones, those that others are waiting for already, or new ones.

A dataset does not change, so an answer holds as long as its dataset is served. Questions whose answer may differ each
time are neither kept nor shared.
"""

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import TypeVar

from cachetools import LRUCache

from kg.asking.frames import Question
from server.replies import Receive, Spooled
from server.sparql.engine import Answered, Engine
from server.sparql.evaluator import Stopped

Awaited = TypeVar("Awaited")

_PATIENCE = 0.05
"""Seconds until it is worth watching whether the client is still there."""


class ClientGone(Exception):
    """Nobody waits for this answer any more."""


@dataclass(eq=False)
class _Evaluation:
    """One evaluation, and those who wait for it."""

    answer: asyncio.Future[Answered]
    waiting: list[asyncio.Future[Answered]] = field(default_factory=list)


class Answers:
    """What an engine answers, with `most` bytes of it kept.

    `kept` counts the answers that were kept already, `shared` those that somebody else had asked for a moment before.
    """

    def __init__(self, engine: Engine, most: int) -> None:
        self.engine = engine
        self.kept = 0
        self.shared = 0
        # Keys and answers are mere bytes, which the collector of garbage need not look through.
        self._bytes = LRUCache[bytes, bytes](most, getsizeof=len)
        self._evaluations: dict[tuple[bytes, float], _Evaluation] = {}
        self._asked = 0

    @property
    def dataset_hash(self) -> str:
        """The hash of the dataset that the next answer is of; empty where nobody can tell."""
        description = self.engine.description
        return "" if description is None else description.hash

    @property
    def asked(self) -> int:
        """How many wait for an answer at this moment."""
        return self._asked

    @property
    def size(self) -> tuple[int, int]:
        """The number of answers kept, and their bytes."""
        return len(self._bytes), int(self._bytes.currsize)

    def key(self, question: Question) -> bytes:
        """What names the answer: a digest of the dataset and the question."""
        return hashlib.sha256(self.dataset_hash.encode() + question.to_bytes()).digest()

    def known(self, key: bytes) -> bytes | None:
        """The answer that is kept, if one is."""
        answer = self._bytes.get(key)
        self.kept += answer is not None
        return answer

    async def ask(
        self, question: Question, key: bytes | None, client: str, timeout: float, receive: Receive
    ) -> Answered:
        """The answer; without a key it is for this client alone.

        Raises Stopped where there is none, ClientGone as soon as the client has left.
        """
        self._asked += 1
        try:
            if key is None:
                return await until_gone(asyncio.ensure_future(self.engine.ask(question, client, timeout)), receive)
            return await self._shared(question, key, client, timeout, receive)
        finally:
            self._asked -= 1

    async def _shared(self, question: Question, key: bytes, client: str, timeout: float, receive: Receive) -> Answered:
        evaluation = self._evaluations.get((key, timeout))
        if evaluation is None:
            evaluation = _Evaluation(asyncio.ensure_future(self.engine.ask(question, client, timeout)))
            self._evaluations[key, timeout] = evaluation
            evaluation.answer.add_done_callback(lambda _: self._pass_on(key, timeout, evaluation))
        else:
            self.shared += 1
        mine = asyncio.get_running_loop().create_future()
        evaluation.waiting.append(mine)
        try:
            return await until_gone(mine, receive)
        finally:
            evaluation.waiting.remove(mine)
            if not evaluation.waiting and not evaluation.answer.done():
                del self._evaluations[key, timeout]
                evaluation.answer.cancel()

    def _pass_on(self, key: bytes, timeout: float, evaluation: _Evaluation) -> None:
        """Keep the answer if it is worth it, and give each who waits their own."""
        if self._evaluations.get((key, timeout)) is evaluation:
            del self._evaluations[key, timeout]
        if evaluation.answer.cancelled():
            return
        problem = evaluation.answer.exception()
        answer: Answered | None = None if problem is not None else evaluation.answer.result()
        if isinstance(answer, bytes) and len(answer) <= self._bytes.maxsize:
            self._bytes[key] = answer
        for waiting in evaluation.waiting:
            if waiting.done():
                continue
            if answer is None:
                waiting.set_exception(problem if isinstance(problem, Stopped) else Stopped("lost"))
            else:
                waiting.set_result(answer.shared() if isinstance(answer, Spooled) else answer)
        if isinstance(answer, Spooled):
            answer.file.close()


async def until_gone(answer: asyncio.Future[Awaited], receive: Receive) -> Awaited:
    """What is awaited; when the client leaves before, it is cancelled, and ClientGone raised."""
    watching: list[asyncio.Task[None]] = []
    gone = False

    async def leave() -> None:
        nonlocal gone
        while (await receive())["type"] != "http.disconnect":
            pass
        gone = True
        answer.cancel()

    loop = asyncio.get_running_loop()
    patience = loop.call_later(_PATIENCE, lambda: watching.append(loop.create_task(leave())))
    try:
        return await answer
    except asyncio.CancelledError:
        if gone:
            raise ClientGone from None
        raise
    finally:
        patience.cancel()
        for watcher in watching:
            watcher.cancel()
