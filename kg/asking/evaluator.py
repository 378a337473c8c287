"""Questions from one socket in; answers on it out: the life of a process that does somebody's work and may be killed.

It is forked from a parent that has all that is needed loaded. Before its first question it gives up what a query
could abuse: memory beyond its allowance, and every new file or socket.
"""

import ctypes
import os
import resource
import signal
import socket
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize

from kg.asking.dataset import evaluate
from kg.asking.frames import MARK, Answer, Failure, Question, decode_question, encode_answer, receive_frame
from kg.errors import SyntaxProblem

IN_MEMORY = 1 << 20
"""Results of up to so many bytes go over the socket; larger ones are left in the spool."""

_WORTH_COMPRESSING = 1024
"""Bytes from which on a result gets smaller by more than its sender and reader notice."""
_EFFORT = 3
"""Of zlib's nine levels one whose cost is small beside that of making the result."""
_AS_GZIP = 31
"""zlib's name for its largest window and the frame of a gzip file, without a time in it."""

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Limits:
    """What one query may use: bytes of memory beyond the dataset, and bytes of serialised result."""

    memory: int
    result_size: int


class ResultTooLarge(Exception):
    """The serialised result passed its limit."""


@dataclass
class ResultWriter:
    """A binary writer that keeps a small result, moves a larger one to the spool, and raises at the limit.

    With `gzip` set before the first byte, a result that is not small goes on compressed; the limit is of what was
    written. `size` counts the bytes that go on.
    """

    spool: int
    limit: int
    size: int = 0
    buffer: bytearray = field(default_factory=bytearray)
    gzip: bool = False
    _written: int = 0
    _compressor: "zlib._Compress | None" = None

    def write(self, content: bytes) -> int:
        """Take the next bytes; raises ResultTooLarge."""
        self._written += len(content)
        if self._written > self.limit:
            raise ResultTooLarge
        if self.gzip and self._compressor is None and len(self.buffer) + len(content) >= _WORTH_COMPRESSING:
            self._compressor = zlib.compressobj(_EFFORT, wbits=_AS_GZIP)
            first, self.buffer, self.size = bytes(self.buffer), bytearray(), 0
            self._take(self._compressor.compress(first))
        self._take(content if self._compressor is None else self._compressor.compress(content))
        return len(content)

    def _take(self, content: bytes) -> None:
        self.size += len(content)
        self.buffer += content
        if len(self.buffer) > IN_MEMORY:
            self._to_spool()

    def flush(self) -> None:
        """Nothing: bytes move when the buffer is full and at the end."""

    def answer(self) -> bytes | int:
        """The whole result, or its size if it lies in the spool."""
        if self._compressor is not None:
            self._take(self._compressor.flush())
        if self.size == len(self.buffer):
            return bytes(self.buffer)
        self._to_spool()
        return self.size

    def discard(self) -> None:
        """Empty the spool of a result that nobody gets, so that none of it can be part of the next."""
        if self.size > len(self.buffer):
            os.ftruncate(self.spool, MARK.size)
        self.size, self.buffer = 0, bytearray()

    def _to_spool(self) -> None:
        place = MARK.size + self.size - len(self.buffer)
        content = memoryview(self.buffer)
        while content:
            written = os.pwrite(self.spool, content, place)
            content, place = content[written:], place + written
        self.buffer = bytearray()


Work = Callable[[bytes, ResultWriter], Answer]
"""What a process does: the bytes of a question in, with a writer for the result; its answer out."""


def run(work: Work, connection: socket.socket, spool: int, limits: Limits, parent: int) -> None:
    """Answer questions until the connection is closed, a result has filled the spool, or memory has run out."""
    confine(limits.memory, parent)
    while (content := receive_frame(connection)) is not None:
        number, question = decode_question(content)
        os.pwrite(spool, MARK.pack(number), 0)
        writer = ResultWriter(spool, limits.result_size)
        answer = work(question, writer)
        if isinstance(answer, Failure):
            writer.discard()
        connection.sendall(encode_answer(number, answer))
        if isinstance(answer, int) or (isinstance(answer, Failure) and answer.kind == "memory"):
            return


def confine(memory: int, parent: int) -> None:
    """Silence this process, tie its life to its parent's, and take away memory, files and sockets."""
    silence = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(silence, descriptor)
    os.close(silence)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + memory)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, 0)


def _limit(kind: int, value: int) -> None:
    resource.setrlimit(kind, (value, value))


def evaluate_bytes(store: Store, content: bytes, writer: ResultWriter) -> Answer:
    """The work of a process that evaluates queries."""
    return answer_to(store, Question.from_bytes(content), writer)


def answer_to(store: Store, question: Question, writer: ResultWriter) -> Answer:
    """The answer to one question; of what can go wrong, only what ends the process is not an answer."""
    try:
        graphs = [[NamedNode(iri) for iri in part] for part in (question.default_graphs, question.named_graphs)]
    except ValueError as error:
        return Failure("graph", f"A graph of the dataset is not named by an absolute IRI: {error}.")
    writer.gzip = question.gzip
    try:
        result = evaluate(store, question.query, *graphs)
        output = cast("IO[bytes]", writer)
        if isinstance(result, QuerySolutions | QueryBoolean):
            result.serialize(output, QueryResultsFormat.from_media_type(question.media_type))
        elif question.graph:
            name = NamedNode(question.graph)
            quads = (Quad(triple.subject, triple.predicate, triple.object, name) for triple in result)
            serialize(quads, output, format=RdfFormat.from_media_type(question.media_type))
        else:
            result.serialize(output, RdfFormat.from_media_type(question.media_type))
    except SyntaxProblem as problem:
        return Failure("syntax", problem.what, problem.line, problem.column)
    except ResultTooLarge:
        return Failure("size", "The result is larger than this server sends.")
    except MemoryError:
        return Failure("memory", "The query needs more memory than a query may use.")
    except (RuntimeError, OSError, ValueError) as error:
        return Failure("unsupported", f"The engine cannot evaluate this query: {error}.")
    return writer.answer()
