"""A CSV file of a fixed head goes in, come out its rows with their line numbers, or one plain error; and back."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import InputError


def rows_of(path: Path, columns: Sequence[str], shown: Path | None = None) -> list[tuple[int, list[str]]]:
    """Line and values of each row under the head, which must be `columns`; raises InputError for any other file.

    An error names `shown`, where the path itself would say too much.
    """
    shown = shown or path
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=shown) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("is no CSV file in UTF-8.", path=shown) from error
    if not rows or rows[0] != list(columns):
        raise InputError(f"must begin with the line {','.join(columns)}.", path=shown, line=1)
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise InputError(f"holds {len(row)} values, not the {len(columns)} of the head.", path=shown, line=line)
    return list(enumerate(rows[1:], start=2))


def csv_of(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """The content of a CSV file with that head and those rows, with line feeds."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
