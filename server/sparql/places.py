"""Clients who want to ask in; a place each, in turn, out: so many ask at once, and one is kept for the others."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.sparql.evaluator import Stopped
from server.sparql.turns import Turns


class _Turn(asyncio.Future[None]):
    """Done when its client has a place."""

    def __init__(self, client: str) -> None:
        super().__init__()
        self.client = client


class Places:
    """So many places, and `queue` for those who wait; `waiting` of them do."""

    def __init__(self, number: int, queue: int) -> None:
        self._number = number
        self._taken = Counter[str]()
        self._turns = Turns[_Turn](queue)

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return len(self._turns)

    @asynccontextmanager
    async def of(self, client: str, seconds: float) -> AsyncIterator[None]:
        """A place for a client, who waits for it so many seconds at most; raises Stopped where there is none."""
        turn = _Turn(client)
        crowded_out = self._turns.join(turn)
        if crowded_out is not None:
            crowded_out.set_exception(Stopped("busy"))
        self._give()
        try:
            async with asyncio.timeout(seconds):
                await turn
        except BaseException as error:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._leave(client)
            if isinstance(error, TimeoutError):
                raise Stopped("busy") from None
            raise
        try:
            yield
        finally:
            self._leave(client)

    def _may(self, client: str) -> bool:
        return self._taken[client] < max(1, self._number - 1)

    def _give(self) -> None:
        while self._taken.total() < self._number and (turn := self._turns.next(self._may)) is not None:
            self._taken[turn.client] += 1
            turn.set_result(None)

    def _leave(self, client: str) -> None:
        self._taken[client] -= 1
        self._taken += Counter()  # forgets who has none
        self._give()
