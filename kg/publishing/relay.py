"""Queries, and what a store elsewhere answered them, in; whether the engine takes them, and answers of ours, out.

A process without data, which may be killed. What goes on to a store is first read here, where a query that breaks its
reader breaks nothing else; functions that the engine does not have are refused with it, so that none of a store's own,
which may open a connection or a file there, is called through us. What comes back is read here row by row: an answer
that breaks off is no answer, and what is sent is in the format asked for, whatever a store takes that format to be.

Run as `python -m kg.publishing.relay CONTROL MEMORY RESULT_SIZE`; CONTROL is spoken as `kg.asking.parent` does.
"""

import io
import json
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, cast

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
    serialize,
)

from kg.asking.dataset import Answer as Evaluated
from kg.asking.dataset import evaluate
from kg.asking.evaluator import Limits, ResultTooLarge, ResultWriter
from kg.asking.frames import Answer, Failure, Question
from kg.asking.parent import serve_work
from kg.errors import SyntaxProblem

BROKEN = "broken"
"""The kind of Failure where a store's answer is not whole."""
_ASK_VARIABLE = "__ASK_RETVAL"
"""Virtuoso answers ASK by a row of this one variable, which is 1, or by none."""


@dataclass(frozen=True)
class Relayed:
    """A question, and how a store answered it: rows and ASK as JSON, triples as N-Triples; None before it was asked."""

    question: Question
    answer: bytes | None = None

    def to_bytes(self) -> bytes:
        """The question, and on further lines the answer."""
        return self.question.to_bytes() + (b"" if self.answer is None else b"\n" + self.answer)

    @classmethod
    def from_bytes(cls, content: bytes) -> "Relayed":
        """What was written so."""
        question, answered, answer = content.partition(b"\n")
        return cls(Question.from_bytes(question), answer if answered else None)


def relay(content: bytes, writer: ResultWriter) -> Answer:
    """The work of the process: nothing or what is wrong with a question; of one that was answered, the answer."""
    relayed = Relayed.from_bytes(content)
    question = relayed.question
    try:
        graphs = [[NamedNode(iri) for iri in part] for part in (question.default_graphs, question.named_graphs)]
    except ValueError as error:
        return Failure("graph", f"A graph of the dataset is not named by an absolute IRI: {error}.")
    try:
        asked = evaluate(Store(), question.query, *graphs)
    except SyntaxProblem as problem:
        return Failure("syntax", problem.what, problem.line, problem.column)
    except MemoryError:
        return Failure("memory", "The query needs more memory than a query may use.")
    except (RuntimeError, OSError, ValueError) as error:
        return Failure("unsupported", f"The engine cannot evaluate this query: {error}.")
    if relayed.answer is None:
        return b""
    writer.gzip = question.gzip
    try:
        _rewrite(asked, relayed.answer, question, cast("IO[bytes]", writer))
    except ResultTooLarge:
        return Failure("size", "The result is larger than this server sends.")
    except MemoryError:
        return Failure("memory", "The result needs more memory than a query may use.")
    except (SyntaxError, ValueError) as error:
        return Failure(BROKEN, f"The store's answer cannot be read to its end: {error}.")
    return writer.answer()


def _rewrite(asked: Evaluated, answer: bytes, question: Question, output: IO[bytes]) -> None:
    """Write the answer in the question's format; raises SyntaxError or ValueError where it is not whole."""
    media_type = question.media_type
    if isinstance(asked, QueryBoolean):
        yes = b"true" if truth(answer) else b"false"
        boolean = parse_query_results(b'{"head":{},"boolean":%s}' % yes, format=QueryResultsFormat.JSON)
        cast("QueryBoolean", boolean).serialize(output, QueryResultsFormat.from_media_type(media_type))
    elif isinstance(asked, QuerySolutions):
        solutions = parse_query_results(io.BytesIO(answer), format=QueryResultsFormat.JSON)
        if not isinstance(solutions, QuerySolutions):
            raise ValueError("it says yes or no where rows were asked for")
        solutions.serialize(output, QueryResultsFormat.from_media_type(media_type))
    else:
        name = NamedNode(question.graph) if question.graph else DefaultGraph()
        triples = (quad.triple for quad in parse(answer, RdfFormat.N_TRIPLES))
        quads = (Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)
        serialize(quads, output, RdfFormat.from_media_type(media_type))


def truth(content: bytes) -> bool:
    """What the answer to an ASK says; raises ValueError for what says neither."""
    try:
        document = json.loads(content)
        if isinstance(document.get("boolean"), bool):
            return bool(document["boolean"])
        if document["head"]["vars"] == [_ASK_VARIABLE]:
            return any(row[_ASK_VARIABLE]["value"] == "1" for row in document["results"]["bindings"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise ValueError("its answer to ASK says neither yes nor no")


def main(arguments: Sequence[str]) -> int:
    """Say that all is ready, and serve."""
    descriptor, memory, result_size = arguments
    control = socket.socket(fileno=int(descriptor))
    try:
        serve_work(relay, control, Limits(int(memory), int(result_size)), {})
    except BrokenPipeError:  # the server has ended
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
