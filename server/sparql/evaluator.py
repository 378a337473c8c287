"""A question in; its answer, or why there is none, out: the server's side of one evaluator process."""

import asyncio
import logging
import os
import socket
from typing import IO

from kg.asking.frames import LENGTH, MARK, Answer, Asked, decode_answer, encode_question

LOG = logging.getLogger("entente")

_PIECE = 1 << 16
"""Bytes read at once; larger pieces would have their memory mapped anew each time."""


class Stopped(Exception):
    """A question was not answered.

    `reason` is deadline, memory, depth, lost (the process was ended by somebody else while it evaluated), unbegun (or
    before), busy or unavailable.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Evaluator:
    """One evaluator: its number, its spool, when it was `born` and how many questions it was `asked`.

    Once the answer is that the result lies in the spool, the spool belongs to whoever asked.
    """

    def __init__(self, number: int, connection: socket.socket, spool: IO[bytes]) -> None:
        self.number = number
        self.spool = spool
        self.asked = 0
        self._spool_taken = False
        self._connection = connection
        self._received = bytearray()
        self._answer: asyncio.Future[Answer] | None = None
        self._loop = asyncio.get_running_loop()
        self.born = self._loop.time()
        self._loop.add_reader(connection, self._readable)

    async def ask(self, question: Asked) -> Answer:
        """The answer; raises what `end` is given when the process ends, or is ended, first."""
        if self._connection.fileno() < 0:
            raise Stopped("unbegun")
        self.asked += 1
        self._answer = self._loop.create_future()
        try:
            await self._loop.sock_sendall(self._connection, encode_question(self.asked, question))
        except OSError:
            LOG.debug("evaluator %d has ended; its parent will say how", self.number)
        return await self._answer

    def end(self, why: Stopped) -> None:
        """Read what has arrived, let go of the process, and tell who still waits for the answer that there is none."""
        if why.reason == "lost" and not self._begun():
            why = Stopped("unbegun")
        self.close()
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(why)

    def close(self) -> None:
        """Let go of the connection (a process that waits for questions then ends) and of a spool nobody has taken."""
        if self._connection.fileno() >= 0:
            while self._readable():
                pass
            self._loop.remove_reader(self._connection)
            self._connection.close()
        if not self._spool_taken:
            self.spool.close()

    def _begun(self) -> bool:
        return self.asked > 0 and os.pread(self.spool.fileno(), MARK.size, 0) == MARK.pack(self.asked)

    def _readable(self) -> bool:
        """Take what has arrived; False when that was nothing."""
        try:
            part = self._connection.recv(_PIECE)
        except BlockingIOError:
            return False
        except OSError:
            part = b""
        if not part:
            self._loop.remove_reader(self._connection)
            return False
        self._received += part
        while len(self._received) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self._received)[0]
            if len(self._received) < end:
                break
            _, answer = decode_answer(bytes(self._received[LENGTH.size : end]))
            del self._received[:end]
            if self._answer is not None and not self._answer.done():
                self._spool_taken = isinstance(answer, int)
                self._answer.set_result(answer)
        return True
