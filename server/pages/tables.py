"""SPARQL results in JSON in; a table whose cells a page can show, out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.prefixes import shorten
from server.addresses import page_of

_LABEL = "Label"
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 1000, 100, 20_000
"""A page shows so much and says how much there is; the downloads have it all."""


@dataclass(frozen=True)
class Cell:
    """One value: its kind (`uri`, `literal`, `bnode`, `triple`), its value in full, and how it reads on the page."""

    kind: str
    value: str
    shown: str
    language: str | None = None
    datatype: str | None = None

    @property
    def link(self) -> str | None:
        """Where the page leads from an IRI: to what is said of it."""
        return page_of(self.value) if self.kind == "uri" else None


Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Table:
    """The columns and the rows, a cell that is unbound left out; or, of an ASK, `truth` alone."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    truth: bool | None = None

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that a page shows."""
        return self.rows[: min(MOST_ROWS, MOST_CELLS // max(1, len(self.shown_columns)))]

    @property
    def shown_columns(self) -> tuple[str, ...]:
        """The columns that a page shows."""
        return self.columns[:MOST_COLUMNS]


def for_people(table: Table, evidence: Sequence[str]) -> Table:
    """The table of a saved question: `x` and `xLabel` are one column; the columns of its claims are left out."""
    kept = [
        column
        for column in table.columns
        if column not in evidence and not (column.endswith(_LABEL) and column.removesuffix(_LABEL) in table.columns)
    ]
    return Table(tuple(kept), tuple({column: _labelled(row, column) for column in row} for row in table.rows))


def _labelled(row: Row, column: str) -> Cell:
    label = row.get(column + _LABEL)
    return row[column] if label is None else replace(row[column], shown=label.shown, language=label.language)


def table_of(results: bytes) -> Table:
    """The table of SPARQL results in JSON. Source: SPARQL 1.1 Query Results JSON Format, section 3."""
    document = json.loads(results)
    if "boolean" in document:
        return Table(truth=document["boolean"])
    rows = tuple(
        {name: _cell(binding) for name, binding in bindings.items()} for bindings in document["results"]["bindings"]
    )
    return Table(tuple(document["head"]["vars"]), rows)


def _cell(binding: Mapping[str, Any]) -> Cell:
    kind, value = binding["type"], binding["value"]
    if kind == "triple":
        parts = " ".join(_cell(value[name]).shown for name in ("subject", "predicate", "object"))
        return Cell(kind, parts, f"<<( {parts} )>>")
    shown = shorten(value) if kind == "uri" else f"_:{value}" if kind == "bnode" else value
    datatype = binding.get("datatype")
    return Cell(kind, value, shown, binding.get("xml:lang"), None if datatype is None else shorten(datatype))
