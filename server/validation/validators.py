"""Submissions in; reports, or the reason why one was stopped, out: the processes that validate, started when needed."""

import asyncio

from kg.asking.frames import Failure, Submission
from server.replies import Receive, Spooled
from server.settings import MIB, Settings
from server.sparql.answers import until_gone
from server.sparql.evaluators import Evaluators, Staffing

_WAITING = 8
"""How many submissions may wait for their turn."""


class Validators:
    """One process at a time, of low priority and apart from those of queries, which it cannot hold up."""

    def __init__(self, settings: Settings) -> None:
        sizes = (str(settings.validate_memory * MIB), str(settings.result_size * MIB))
        self._timeout = settings.validate_timeout
        self._pool = Evaluators(Staffing("kg.asking.validator", sizes, quick=1, queue=_WAITING, once=True))
        self._starting = asyncio.Lock()

    async def ask(self, submission: Submission, client: str, receive: Receive) -> bytes | Spooled | Failure:
        """The report, or why there is none.

        Raises Stopped, ClientGone as soon as the client has left, and InputError where validation cannot be had at all.
        """
        async with self._starting:
            if not self._pool.running:
                await self._pool.start()
        return await until_gone(self._pool.ask(submission, client, self._timeout), receive)

    async def close(self) -> None:
        """End all processes."""
        await self._pool.close()
