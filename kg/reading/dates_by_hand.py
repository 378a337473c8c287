"""What the rules read, and `dates-by-hand.csv`, go in; the dates as settled come out: few, each with its reason.

A row gives an expression its date, or says with an empty one that the run of characters is no date.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import EntenteError, Findings, InputError
from kg.reading.csv_rows import rows_of
from kg.reading.dates import DateExpression
from kg.reading.dates_file import is_run

COLUMNS = ("passage", "start", "end", "edtf", "convention", "anchor", "reason")
_DROP = "Drop the row."


@dataclass(frozen=True)
class DateByHand:
    """A row of the file, and where it stands."""

    expression: DateExpression
    path: Path
    line: int


def read_dates_by_hand(path: Path) -> list[DateByHand]:
    """The rows of the file, none where there is no file; raises InputError with the line."""
    rows = []
    for line, (passage, start, end, edtf, convention, anchor, reason) in (
        rows_of(path, COLUMNS) if path.exists() else []
    ):
        if not (is_run(start, end) and passage):
            raise InputError("names no run of characters.", path=path, line=line, advice="Write passage,start,end.")
        if len(reason) < 10:
            raise InputError("gives no reason.", path=path, line=line, advice="Say why the rules cannot find it.")
        rows.append(DateByHand(DateExpression(passage, int(start), int(end), edtf, convention, anchor), path, line))
    return rows


def settle(
    found: Sequence[DateExpression], by_hand: Sequence[DateByHand], sentences: Mapping[str, str]
) -> list[DateExpression]:
    """The dates, in the order of `sentences` (normalised text by slug); rows by hand stand for what they overlap.

    Raises Findings, a line each, for rows that are not needed or stand outside their passage, and for relative
    expressions that nothing resolves.
    """
    problems: list[EntenteError] = []
    settled = list(found)
    for row in by_hand:
        here = row.expression
        overlapping = [one for one in settled if _overlap(one, here)]
        for what, advice in _faults(here, overlapping, sentences):
            problems.append(InputError(what, path=row.path, line=row.line, advice=advice))
        settled = [one for one in settled if one not in overlapping] + ([here] if here.edtf else [])
    problems += [
        InputError(
            f"passage:{one.passage}, characters {one.start} to {one.end}: no earlier date of the paragraph says when.",
            advice="Give its date, or none, in a row of dates-by-hand.csv.",
        )
        for one in settled
        if not one.edtf
    ]
    if problems:
        raise Findings("The dates are not settled.", [str(problem) for problem in problems], "Nothing was written.")
    order = {slug: place for place, slug in enumerate(sentences)}
    return sorted(settled, key=lambda one: (order[one.passage], one.start))


def _overlap(one: DateExpression, other: DateExpression) -> bool:
    return one.passage == other.passage and one.start < other.end and other.start < one.end


def _faults(
    here: DateExpression, overlapping: Sequence[DateExpression], sentences: Mapping[str, str]
) -> list[tuple[str, str]]:
    if here.passage not in sentences:
        return [(f"there is no passage:{here.passage}.", "See passages.csv.")]
    if here.end > len(sentences[here.passage]):
        return [(f"passage:{here.passage} has only {len(sentences[here.passage])} characters.", "Correct the offsets.")]
    if here.anchor and here.anchor not in sentences:
        return [(f"there is no passage:{here.anchor} to reckon from.", "See passages.csv.")]
    if here.edtf and here in overlapping:
        return [("the rules find this date by themselves.", _DROP)]
    if not here.edtf and not overlapping:
        return [("the rules find no date there.", _DROP)]
    return []
