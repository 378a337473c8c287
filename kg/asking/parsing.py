"""Queries from one socket in; whether the engine takes them, out: a process that reads queries and has no data.

What goes on to a store elsewhere is first read here, where a query that breaks its reader breaks nothing else. The
engine also refuses functions that it does not have, so that none of a store's own, which may open a connection or a
file there, is called through us.

Run as `python -m kg.asking.parsing CONTROL MEMORY`; CONTROL is spoken as `kg.asking.parent` does.
"""

import socket
import sys
from collections.abc import Sequence

from pyoxigraph import NamedNode, Store

from kg.asking.dataset import evaluate
from kg.asking.evaluator import Limits, ResultWriter
from kg.asking.frames import Answer, Failure, Question
from kg.asking.parent import serve_work
from kg.errors import SyntaxProblem


def parse_bytes(content: bytes, _: ResultWriter) -> Answer:
    """The work of a process that reads queries: nothing, or what is wrong with one."""
    question = Question.from_bytes(content)
    try:
        graphs = [[NamedNode(iri) for iri in part] for part in (question.default_graphs, question.named_graphs)]
    except ValueError as error:
        return Failure("graph", f"A graph of the dataset is not named by an absolute IRI: {error}.")
    try:
        evaluate(Store(), question.query, *graphs)
    except SyntaxProblem as problem:
        return Failure("syntax", problem.what, problem.line, problem.column)
    except MemoryError:
        return Failure("memory", "The query needs more memory than a query may use.")
    except (RuntimeError, OSError, ValueError) as error:
        return Failure("unsupported", f"The engine cannot evaluate this query: {error}.")
    return b""


def main(arguments: Sequence[str]) -> int:
    """Say that all is ready, and serve."""
    descriptor, memory = arguments
    control = socket.socket(fileno=int(descriptor))
    try:
        serve_work(parse_bytes, control, Limits(int(memory), 0), {})
    except BrokenPipeError:  # the server has ended
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
