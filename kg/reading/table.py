"""The cells of a printed table: its lines and a layout a person made go in, come out the cells and their places.

The text of a PDF keeps a table's words but not its columns, so a CSV file by hand says which lines are which cell:
row, column, entry (from 1), first and last line, counted from the first line of the caption, which is 0. Lines before
the first cell are caption and head.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.errors import InputError
from kg.reading.csv_rows import rows_of
from kg.reading.layout import Table

Span = tuple[int, int]

COLUMNS = ["row", "column", "entry", "first_line", "last_line"]


@dataclass(frozen=True)
class Cell:
    """One entry of one cell, and its first and last line counted from the caption's first."""

    row: int
    column: int
    entry: int
    first_line: int
    last_line: int

    @property
    def place(self) -> tuple[int, int, int]:
        """Row, column, entry."""
        return self.row, self.column, self.entry


def read_cells(path: Path) -> list[Cell]:
    """The layout of a table; raises InputError for a file that is no such layout."""
    cells = []
    for line, row in rows_of(path, COLUMNS):
        if not all(value.isdecimal() for value in row):
            raise InputError(f"holds {','.join(row)!r}, which is not five numbers.", path=path, line=line)
        cells.append(Cell(*map(int, row)))
    for number, (before, cell) in enumerate(pairwise(cells), start=3):
        if cell.place <= before.place or cell.first_line <= before.last_line or cell.last_line < cell.first_line:
            raise InputError("has cells out of order or on the same lines.", path=path, line=number)
    return cells


def cell_spans(table: Table, cells: list[Cell]) -> list[tuple[Cell, Span]]:
    """Each cell with its tight span in the text; raises InputError where layout and table do not fit each other."""
    covered = {number for cell in cells for number in range(cell.first_line, cell.last_line + 1)}
    head = cells[0].first_line if cells else len(table.lines)
    for number, line in enumerate(table.lines):
        if number >= head and number not in covered and not line.blank:
            raise InputError(f"The table's line {number} (from its caption, 0) is in no cell of the layout.")
    spans = []
    for cell in cells:
        lines = [line for line in table.lines[cell.first_line : cell.last_line + 1] if not line.blank]
        if not lines:
            raise InputError(f"The layout's cell {cell.place} holds no words: the table has no such lines.")
        first, last = lines[0], lines[-1]
        start = first.end - len(first.text.lstrip())
        spans.append((cell, (start, last.start + len(last.text.rstrip()))))
    return spans
