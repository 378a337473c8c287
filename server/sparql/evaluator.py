"""A question in; its answer, or why there is none, out: the server's side of one evaluator process."""

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from typing import IO

from kg.asking.frames import LENGTH, MARK, Answer, Asked, Failure, decode_answer, encode_question
from server.replies import Spooled

LOG = logging.getLogger("entente")

_PIECE = 1 << 16
"""Bytes read at once; larger pieces would have their memory mapped anew each time."""


class Stopped(Exception):
    """A question was not answered.

    `reason` is deadline, memory, depth, lost (the process was ended by somebody else while it evaluated), unbegun (or
    before), busy (no place to wait, or too long a wait), crowded (too many long questions run), yours (too many of them
    this client's) or unavailable.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Job(asyncio.Future[bytes | Spooled | Failure]):
    """A question that was asked: by which client, how many seconds it may take; awaited, its answer.

    It raises Stopped where there is none. Cancelled, it is stopped.
    """

    def __init__(self, question: Asked, client: str, timeout: float, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(loop=loop)
        self.question = question
        self.client = client
        self.timeout = timeout
        self.until = loop.time() + timeout

    def stop(self, reason: str) -> None:
        """Tell who waits that there is no answer."""
        if not self.done():
            self.set_exception(Stopped(reason))


class Evaluator:
    """One evaluator: its number, its spool, when it was `born`, how many questions it was `asked`, and its `job`.

    `answered` is called with it and the answer to its job. Once the answer is that the result lies in the spool, the
    spool belongs to whoever asked.
    """

    def __init__(
        self, number: int, connection: socket.socket, spool: IO[bytes], answered: Callable[["Evaluator", Answer], None]
    ) -> None:
        self.number = number
        self.spool = spool
        self.asked = 0
        self.job: Job | None = None
        self.began = 0.0
        self.slow = False
        self._answered = answered
        self._spool_taken = False
        self._connection = connection
        self._received = bytearray()
        self._loop = asyncio.get_running_loop()
        self.born = self._loop.time()
        self._loop.add_reader(connection, self._readable)

    def ask(self, job: Job) -> None:
        """Have it answered; its time begins now. Of a process that has ended its parent will say how."""
        self.job = job
        self.asked += 1
        self.began = self._loop.time()
        job.until = self.began + job.timeout
        content = encode_question(self.asked, job.question)
        try:
            sent = self._connection.send(content)
        except BlockingIOError:
            sent = 0
        except OSError:
            return
        if sent < len(content):
            self._send(memoryview(content)[sent:])

    def _send(self, rest: memoryview) -> None:
        """Send what the socket did not take at once, as soon as it takes more."""

        def writable() -> None:
            nonlocal rest
            try:
                rest = rest[self._connection.send(rest) :]
            except BlockingIOError:
                return
            except OSError:
                rest = rest[:0]
            if not rest:
                self._loop.remove_writer(self._connection)

        self._loop.add_writer(self._connection, writable)

    def begun(self) -> bool:
        """Whether it has begun with the question it was asked last."""
        return self.asked > 0 and os.pread(self.spool.fileno(), MARK.size, 0) == MARK.pack(self.asked)

    def close(self) -> None:
        """Take what has arrived; let go of the process, which ends when it waits for questions, and of the spool."""
        if self._connection.fileno() >= 0:
            while self._readable():
                pass
            self._loop.remove_reader(self._connection)
            self._loop.remove_writer(self._connection)
            self._connection.close()
        if not self._spool_taken:
            self.spool.close()

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
        received = self._received
        received += part
        while len(received) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(received)[0]
            if len(received) < end:
                break
            _, answer = decode_answer(bytes(memoryview(received)[LENGTH.size : end]))
            del received[:end]
            if self.job is not None and not self.job.done():
                self._spool_taken = isinstance(answer, int)
            self._answered(self, answer)
        return True
