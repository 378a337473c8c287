"""A module to run in; a handle on its process, by which evaluators are forked and killed, out."""

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

from kg.asking.frames import LENGTH
from kg.asking.parent import COMMAND, DEPRIORITISE, FORK, KILL
from kg.errors import InputError

Ended = Callable[[int | None, int], None]
"""Called with an evaluator's number and the signal that ended it; with None when the parent itself has ended."""


@dataclass(frozen=True)
class Description:
    """The dataset served: SHA-256 of its files, sizes, whether the default graph is the union of the named ones.

    `named_graphs` has the names in their order, and how many triples each graph has.
    """

    hash: str
    quads: int
    default_triples: int
    named_graphs: Mapping[str, int]
    default_is_union: bool

    @classmethod
    def told(cls, message: Mapping[str, Any]) -> "Description":
        """What the process that holds the dataset says of it."""
        return cls(**message)


class ParentProcess:
    """The other side of `kg.asking.parent`, or of `kg.asking.validator`, which speaks the same."""

    def __init__(self, process: "subprocess.Popen[bytes]", control: socket.socket, ended: Ended) -> None:
        self._process = process
        self._control = control
        self._ended = ended
        self._received = bytearray()

    @classmethod
    async def start(cls, module: str, arguments: Sequence[str], ended: Ended) -> tuple["ParentProcess", dict[str, Any]]:
        """Start the module, its control socket's number before the arguments, and wait until it is ready.

        What it then says of itself comes with it. Raises InputError with its reason if it cannot be ready.
        """
        here, there = socket.socketpair()
        with there:
            # The arguments are a number of a socket, sizes and file names; no shell is involved.
            process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", module, str(there.fileno()), *arguments],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
            )
        here.setblocking(False)
        parent = cls(process, here, ended)
        try:
            message = await parent._next_message()
        except BaseException:
            parent.close()
            raise
        if message is None or message.pop("kind") != "ready":
            parent.close()
            reason = (
                "the process that loads the dataset ended before it was done." if message is None else message["reason"]
            )
            raise InputError(reason)
        asyncio.get_running_loop().add_reader(here, parent._readable)
        return parent, message

    def fork(self, number: int) -> tuple[socket.socket, IO[bytes]]:
        """Have evaluator `number` forked: the socket to it, and the file it spools a large result to."""
        here, there = socket.socketpair()
        spool = tempfile.TemporaryFile(prefix="entente-")  # noqa: SIM115 (it lives as long as the evaluator)
        with there:
            socket.send_fds(self._control, [COMMAND.pack(FORK, number)], [there.fileno(), spool.fileno()])
        here.setblocking(False)
        return here, spool

    def kill(self, number: int) -> None:
        """Have evaluator `number` killed, if it still lives."""
        self._command(KILL, number)

    def deprioritise(self, number: int) -> None:
        """Have evaluator `number` run only where nobody else wants the processor; that cannot be taken back."""
        self._command(DEPRIORITISE, number)

    def _command(self, command: bytes, number: int) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._control.send(COMMAND.pack(command, number))

    def close(self) -> "asyncio.Future[None]":
        """End the process and with it all its evaluators; awaited, until it has ended.

        One that holds much takes its time to give it back, and nobody else should have to wait for that.
        """
        loop = asyncio.get_running_loop()
        if self._control.fileno() >= 0:
            loop.remove_reader(self._control)
            self._control.close()
        return loop.run_in_executor(None, self._reap)

    def _reap(self) -> None:
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    async def _next_message(self) -> dict[str, Any] | None:
        loop = asyncio.get_running_loop()
        while (message := self._message()) is None:
            part = await loop.sock_recv(self._control, 1 << 16)
            if not part:
                return None
            self._received += part
        return message

    def _message(self) -> dict[str, Any] | None:
        if len(self._received) < LENGTH.size:
            return None
        end = LENGTH.size + LENGTH.unpack_from(self._received)[0]
        if len(self._received) < end:
            return None
        message: dict[str, Any] = json.loads(self._received[LENGTH.size : end])
        del self._received[:end]
        return message

    def _readable(self) -> None:
        try:
            part = self._control.recv(1 << 16)
        except OSError:
            part = b""
        if not part:
            self.close()
            self._ended(None, 0)
            return
        self._received += part
        while message := self._message():
            self._ended(message["number"], message["signal"])
