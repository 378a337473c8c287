"""`kg sparql`: a query's text or file in; its answer out."""

import re
from itertools import accumulate
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import NamedNode, QueryTriples

from kg.asking.answers import GRAPH_FORMATS, RESULT_FORMATS, readable, rows_of, serialise
from kg.asking.dataset import Answer, Dataset, evaluate
from kg.asking.scanner import scan
from kg.commands.options import DatasetOption, JsonOption, console, tell, utf8, write_bytes
from kg.commands.sources import dataset_of, interruptible
from kg.errors import InputError
from kg.project import Project

_NEEDS_NO_BRACES = re.compile(r"\s*(?:PREFIX|BASE|DESCRIBE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\s+\S", re.IGNORECASE)
_DEEPEST = 1000  # the engine's own stack ends at some thousands, and the process with it
FORMATS = ("table", *RESULT_FORMATS, *GRAPH_FORMATS)


def sparql(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="A SPARQL 1.1 query, or a file that holds one.")],
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "",
    dataset: DatasetOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a SPARQL query."""
    if form and form not in FORMATS:
        raise InputError(f"--format {form} is unknown.", advice=f"Use one of {', '.join(FORMATS)}.")
    text = _text(query)
    opened = dataset_of(dataset, Project.here())
    with interruptible():
        answer = _answer(opened, text)
        form = "json" if as_json else form or ("ttl" if isinstance(answer, QueryTriples) else "table")
        if form != "table":
            write_bytes(serialise(answer, form))
            return
        table = rows_of(answer)
    console().print(readable(table, table.columns).render())
    tell(f"{len(table.rows)} rows" if len(table.rows) != 1 else "1 row")


def _text(query: str) -> str:
    """The query itself, or what the file of that name holds."""
    if not query.strip():
        raise InputError("the query is empty.", advice="Write it in quotes, or name a file that holds one.")
    if "{" in query or "\n" in query or _NEEDS_NO_BRACES.match(query):
        return utf8(query)
    path = Path(query)
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(
            f"is neither a query nor a file that can be read: {reason}.",
            path=query,
            advice="Write the query in quotes, or name a file that holds one.",
        ) from None


def _depth(text: str) -> int:
    """How deep brackets stand in brackets, those in strings and comments counted too."""
    steps = (1 if character in "([{" else -1 if character in ")]}" else 0 for character in text)
    return max(accumulate(steps), default=0)


def _answer(dataset: Dataset, text: str) -> Answer:
    if _depth(text) > _DEEPEST:
        raise InputError("the query is nested too deeply.", advice="Write it with fewer brackets inside brackets.")
    found = scan(text)
    if found.too_involved:
        raise InputError(
            "the query has too many clauses, declarations or `<`: it cannot be read safely.", advice="Split it."
        )
    if found.form == "UPDATE":
        raise InputError("the dataset is read-only: updates are refused.", advice="Ask with SELECT, ASK, CONSTRUCT.")
    if found.calls_service:
        raise InputError("SERVICE is refused: no query may call another endpoint from here.")
    return evaluate(
        dataset.store,
        text,
        [NamedNode(iri) for iri in found.default_graphs],
        [NamedNode(iri) for iri in found.named_graphs],
    )
