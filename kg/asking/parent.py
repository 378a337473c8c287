"""Dataset files in; a process that holds them in memory and forks evaluators for whoever asks over a socket, out.

What is held and what the evaluators do with a question is a function (`Work`): `kg.asking.validator` has another.

Run as `python -m kg.asking.parent CONTROL MEMORY RESULT_SIZE FILE…`: CONTROL is the number of an inherited Unix stream
socket. To it come commands of five bytes: `F` and a number, together with a connected socket and a spool file, forks
the evaluator of that number; `K` and a number kills it, `N` and a number gives it the lowest priority. Back go frames
of JSON: first `ready` (what was loaded) or `failed` (one line), then `ended` for each evaluator that ended, with the
signal that ended it or 0. When the other side closes the control socket, the evaluators are killed and the process
ends.

Why not multiprocessing's forkserver: it keeps the dataset in a module's global, cannot replace it, and takes ten times
as long to start a process.
"""

import gc
import hashlib
import json
import os
import selectors
import signal
import socket
import struct
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.asking.dataset import Dataset, open_dataset
from kg.asking.evaluator import Limits, Work, evaluate_bytes, run
from kg.asking.frames import frame
from kg.errors import EntenteError
from kg.reading.digest import sha256_of

COMMAND = struct.Struct(">cI")
FORK, KILL, DEPRIORITISE = b"F", b"K", b"N"
_LOWEST = 19


@dataclass
class Parent:
    """The running parent: the work of its evaluators, the control socket, those that live (process id to number)."""

    work: Work
    control: socket.socket
    limits: Limits
    living: dict[int, int] = field(default_factory=dict)

    def serve(self) -> None:
        """Obey commands and report ends until the control socket is closed."""
        told, tell = socket.socketpair()
        for end in (told, tell):
            end.setblocking(False)
        signal.set_wakeup_fd(tell.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        # Ctrl-C reaches the whole group; the server decides when this process ends.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with selectors.DefaultSelector() as selector:
            selector.register(self.control, selectors.EVENT_READ)
            selector.register(told, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    if key.fileobj is told:
                        told.recv(4096)
                        self._report_ends()
                    elif not self._obey():
                        self._kill_all()
                        return

    def _obey(self) -> bool:
        content, descriptors, _, _ = socket.recv_fds(self.control, COMMAND.size, 2)
        if len(content) < COMMAND.size:
            return False
        command, number = COMMAND.unpack(content)
        if command == FORK:
            self._fork(number, *descriptors)
            return True
        for process in [process for process, known in self.living.items() if known == number]:
            if command == KILL:
                os.kill(process, signal.SIGKILL)
            else:
                os.setpriority(os.PRIO_PROCESS, process, _LOWEST)
        return True

    def _fork(self, number: int, connection: int, spool: int) -> None:
        here = os.getpid()
        process = os.fork()
        if process:
            self.living[process] = number
            os.close(connection)
            os.close(spool)
            return
        status = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.control.close()
            run(self.work, socket.socket(fileno=connection), spool, self.limits, here)
            status = 0
        finally:
            os._exit(status)

    def _report_ends(self) -> None:
        while self.living:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            number = self.living.pop(process, None)
            if number is not None:
                self.control.sendall(_message("ended", number=number, signal=os.WTERMSIG(status)))

    def _kill_all(self) -> None:
        for process in self.living:
            os.kill(process, signal.SIGKILL)
        for process in self.living:
            os.waitpid(process, 0)


def describe(dataset: Dataset) -> dict[str, object]:
    """What the server should know of a dataset: its hash, its size and its graphs', how its default graph came."""
    store = dataset.store
    named = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return {
        "hash": hash_of(dataset.files),
        "quads": len(store),
        "default_triples": _size(store, DefaultGraph()),
        "named_graphs": {name: _size(store, NamedNode(name)) for name in named},
        "default_is_union": dataset.default_is_union,
    }


def _size(store: Store, graph: NamedNode | DefaultGraph) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))


def hash_of(files: Sequence[Path]) -> str:
    """The SHA-256 of one file, or of the hashes of several in their order, as lower-case hexadecimal digits."""
    hashes = [sha256_of(path) for path in files]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def serve_work(work: Work, control: socket.socket, limits: Limits, described: Mapping[str, object]) -> None:
    """Say that all is loaded, and obey until the control socket is closed."""
    control.sendall(_message("ready", **described))
    gc.freeze()  # what is loaded stays as it is: collecting it would copy its pages into every evaluator
    Parent(work, control, limits).serve()


def report_failure(control: socket.socket, error: EntenteError) -> None:
    """Say, in one line, why nothing can be loaded."""
    control.sendall(_message("failed", reason=str(error)))


def _message(kind: str, **content: object) -> bytes:
    return frame(json.dumps({"kind": kind, **content}).encode())


def main(arguments: Sequence[str]) -> int:
    """Load, say so, and serve; 1 when the dataset cannot be loaded."""
    descriptor, memory, result_size, *files = arguments
    control = socket.socket(fileno=int(descriptor))
    try:
        dataset = open_dataset([Path(name) for name in files])
        limits = Limits(int(memory), int(result_size))
        serve_work(partial(evaluate_bytes, dataset.store), control, limits, describe(dataset))
    except EntenteError as error:
        report_failure(control, error)
        return 1
    except BrokenPipeError:  # the server has ended, perhaps while the dataset was being loaded
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
