"""The lock file `dates.csv`: expressions of time go in, its rows come out, and back; no word of the text is in it."""

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from kg.errors import InputError
from kg.reading.csv_rows import csv_of, rows_of
from kg.reading.dates import DateExpression

COLUMNS = ("passage", "start", "end", "edtf", "convention", "anchor")
_ADVICE = "The file is written by `kg read --text FILE`; settle what it gets wrong in dates-by-hand.csv."


@dataclass(frozen=True)
class LockedDate:
    """A row of the lock file, and where it stands."""

    expression: DateExpression
    path: Path
    line: int


def dates_csv(expressions: Iterable[DateExpression]) -> str:
    """The lock file's content, a row for each expression in the order given."""
    return csv_of(COLUMNS, (astuple(expression) for expression in expressions))


def read_dates_csv(path: Path, shown: Path | None = None) -> list[LockedDate]:
    """The rows of a lock file; raises InputError, with the line, for a row that is none or that overlaps another.

    Errors and rows name the file as `shown`, where the path itself would say too much.
    """
    shown = shown or path
    rows: list[LockedDate] = []
    for line, (passage, start, end, edtf, convention, anchor) in rows_of(path, COLUMNS, shown):
        if not (is_run(start, end) and passage and edtf):
            raise InputError("is no row of an expression of time.", path=shown, line=line, advice=_ADVICE)
        here = DateExpression(passage, int(start), int(end), edtf, convention, anchor)
        if rows and rows[-1].expression.passage == passage and rows[-1].expression.end > here.start:
            what = f"begins before the expression of line {rows[-1].line} ends."
            raise InputError(what, path=shown, line=line, advice=_ADVICE)
        rows.append(LockedDate(here, shown, line))
    return rows


def is_run(start: str, end: str) -> bool:
    """Whether two cells are the offsets of a run of characters that is not empty."""
    return all(re.fullmatch("0|[1-9][0-9]*", cell) for cell in (start, end)) and int(start) < int(end)
