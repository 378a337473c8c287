"""A store's answer as it came in; the same answer in the format that was asked for, if it is whole, out.

Every row and triple is read: an answer that breaks off is an error. What is sent is what the engine would write, and
not what a store takes the format to be.
"""

import io
import threading
from collections.abc import Iterator
from typing import IO, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from kg.asking.evaluator import ResultTooLarge, ResultWriter
from kg.asking.frames import Answer, Failure
from kg.publishing.store import StoreProblem, truth

_MOST_NESTED = 1000
"""Triples within triples in one answer: one that is nested many thousand deep would end the process that reads it."""
_PIECE = 1 << 20


def rewritten(
    received: IO[bytes], form: str | None, media_type: str, writer: ResultWriter, stop: threading.Event
) -> Answer:
    """The answer to a query of that form, which came as `kg.publishing.store` asks for it, in another format.

    Raises StoreProblem for one that is not whole. When `stop` is set it breaks off.
    """
    results = QueryResultsFormat.from_media_type(media_type)
    source = cast("IO[bytes]", _Source(received, stop))
    output = cast("IO[bytes]", writer)
    try:
        if results is None:
            if _deep(received, b"<<"):
                return _TOO_DEEP
            serialize(_triples(source), output, RdfFormat.from_media_type(media_type))
        elif form == "ASK":
            yes = b"true" if truth(received.read()) else b"false"
            boolean = parse_query_results(io.BytesIO(b'{"head":{},"boolean":%s}' % yes), format=QueryResultsFormat.JSON)
            cast("QueryBoolean", boolean).serialize(output, results)
        else:
            if _deep(received, b'"triple"'):
                return _TOO_DEEP
            solutions = parse_query_results(source, format=QueryResultsFormat.JSON)
            if not isinstance(solutions, QuerySolutions):
                raise StoreProblem("broken", "it answered yes or no where rows were asked for.")
            solutions.serialize(output, results)
    except ResultTooLarge:
        return Failure("size", "The result is larger than this server sends.")
    except (SyntaxError, ValueError) as error:
        raise StoreProblem("broken", f"its answer cannot be read to its end: {error}.") from None
    return writer.answer()


_TOO_DEEP = Failure("unsupported", f"The answer has more than {_MOST_NESTED} triples within triples.")


class _Source:
    """A binary reader that can be told to break off."""

    def __init__(self, file: IO[bytes], stop: threading.Event) -> None:
        self._file = file
        self._stop = stop

    def read(self, size: int = -1) -> bytes:
        if self._stop.is_set():
            raise InterruptedError
        return self._file.read(size)


def _triples(source: IO[bytes]) -> Iterator[Triple]:
    return (quad.triple for quad in parse(source, RdfFormat.N_TRIPLES))


def _deep(received: IO[bytes], mark: bytes) -> bool:
    """Whether a mark of nesting stands there too often; the file is at its start again afterwards."""
    found, overlap = 0, b""
    while found <= _MOST_NESTED and (piece := received.read(_PIECE)):
        found += (overlap + piece).count(mark)
        overlap = piece[-len(mark) + 1 :]
    received.seek(0)
    return found > _MOST_NESTED
