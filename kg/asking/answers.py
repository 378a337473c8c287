"""The answer to a query in; bytes in a standard format, or a table a person can read, out."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    serialize,
)
from rich.table import Table as RichTable
from rich.text import Text

from kg.asking.dataset import Answer
from kg.errors import InputError
from kg.prefixes import PREFIXES, shorten
from kg.querying.run import Table, Term

RESULT_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {"ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML}
_LABEL_SUFFIX = "Label"


def serialise(answer: Answer, form: str) -> bytes:
    """An answer in a standard format, by the engine's own serialiser; `form` is a key of the two tables above.

    Raises InputError for a format that does not fit the answer: rows and yes or no have the first, triples the second.
    """
    if isinstance(answer, QueryTriples):
        graph_format = GRAPH_FORMATS.get(form)
        if graph_format is None:
            raise InputError(f"triples cannot be written as {form}.", advice=f"Use {', '.join(GRAPH_FORMATS)}.")
        prefixes = PREFIXES if graph_format == RdfFormat.TURTLE else None
        written = serialize(dict.fromkeys(answer), format=graph_format, prefixes=prefixes)
    else:
        result_format = RESULT_FORMATS.get(form)
        if result_format is None:
            raise InputError(f"rows cannot be written as {form}.", advice=f"Use table, {', '.join(RESULT_FORMATS)}.")
        written = answer.serialize(format=result_format)
    return written or b""


@dataclass(frozen=True)
class ReadableTable:
    """Rows for a person: a column and its label column are one, IRIs are short, an empty cell is an empty text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def empty_columns(self) -> tuple[str, ...]:
        """The columns without a single value."""
        return tuple(column for n, column in enumerate(self.columns) if not any(row[n] for row in self.rows))

    def without(self, columns: Sequence[str]) -> "ReadableTable":
        """The same rows without these columns."""
        kept = [n for n, column in enumerate(self.columns) if column not in columns]
        rows = tuple(tuple(row[n] for n in kept) for row in self.rows)
        return ReadableTable(tuple(self.columns[n] for n in kept), rows)

    def render(self) -> RichTable:
        """The table as rich draws it; long cells are folded, never cut."""
        table = RichTable(show_lines=False, header_style="bold", row_styles=("", "dim") if len(self.rows) > 3 else ())
        for column in self.columns:
            table.add_column(column, overflow="fold")
        for row in self.rows:
            table.add_row(*(Text(cell) for cell in row))
        return table


def readable(table: Table, apart: Sequence[str] = ()) -> ReadableTable:
    """The rows with `x` and `xLabel` as one column `x`: the label where there is one, else the shortened IRI.

    Columns named in `apart` keep their shortened IRIs, and their labels a column of their own.
    """
    merged = {column for column in table.columns if column + _LABEL_SUFFIX in table.columns and column not in apart}
    kept = [column for column in table.columns if column.removesuffix(_LABEL_SUFFIX) not in merged - {column}]
    rows = [
        tuple(
            _readable(record.get(column + _LABEL_SUFFIX) if column in merged else None, record.get(column))
            for column in kept
        )
        for record in table.records()
    ]
    return ReadableTable(tuple(kept), tuple(rows))


def rows_of(answer: Answer) -> Table:
    """The rows of a SELECT, the one cell of an ASK, or the triples of a graph, as a table."""
    if isinstance(answer, QuerySolutions):
        return Table.of(answer)
    if isinstance(answer, QueryBoolean):
        return Table(("answer",), ((Literal("yes" if answer else "no"),),))
    triples = sorted(answer, key=str)
    return Table(
        ("subject", "predicate", "object"),
        tuple((triple.subject, triple.predicate, triple.object) for triple in triples),
    )


def claims_in(table: Table, columns: Sequence[str]) -> list[NamedNode]:
    """The claims that the evidence columns name, row by row, each once."""
    cells = (record.get(column) for record in table.records() for column in columns)
    return list(dict.fromkeys(cell for cell in cells if isinstance(cell, NamedNode)))


def _readable(label: Term | None, term: Term | None) -> str:
    shown = label if label is not None else term
    if shown is None:
        return ""
    if isinstance(shown, Literal):
        return shown.value
    return shorten(shown.value) if isinstance(shown, NamedNode) else str(shown)
