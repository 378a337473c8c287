"""The rows of `mentions.csv`: where a passage names what; no word of the article stands in them."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.reading.csv_rows import rows_of

COLUMNS = ("passage", "start", "end", "entity")
ADVICE = "The file is written by `kg read --text FILE` and never by hand."


class MentionRow(NamedTuple):
    """A run of characters of a passage's normalised text, and the prefixed name of what it names.

    `start` is included, `end` is not; `entity` is empty where the text has a name that nothing known bears.
    """

    passage: str
    start: int
    end: int
    entity: str


def mentions_csv(rows: Iterable[MentionRow]) -> str:
    """The lock file's content: a row per mention in the order given, line feeds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue()


def read_mentions_csv(path: Path, shown: Path | None = None) -> list[MentionRow]:
    """The rows of a lock file in its order; raises InputError with the line for a file that is no such lock file."""
    rows = []
    for line, (passage, start, end, entity) in rows_of(path, COLUMNS, shown):
        if not (passage and start.isdecimal() and end.isdecimal() and int(start) < int(end)):
            raise InputError("is no row of a mention.", path=shown or path, line=line, advice=ADVICE)
        rows.append(MentionRow(passage, int(start), int(end), entity))
    return rows
