"""Mentions and the table `mentions-by-hand.csv` go in; mentions that each mean what they mean come out.

A row says what the mention that begins at a place of a passage means, where no rule can tell; several rows for one
place name several things at once (two ministers by one title). A row that says what the rules say anyway is an error,
and so is a mention that stays ambiguous.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import EntenteError, InputError
from kg.reading.csv_rows import rows_of
from kg.reading.mentions import Mention, only

COLUMNS = ("passage", "start", "entity", "reason")


@dataclass(frozen=True)
class ByHand:
    """What is meant by the mention that begins at a place of a passage, and why; with the row's place."""

    passage: str
    start: int
    entity: str
    path: Path
    line: int


def read_by_hand(path: Path) -> list[ByHand]:
    """The rows of a table; none where there is no table. Raises InputError for a row without place or reason."""
    if not path.exists():
        return []
    rows = []
    for line, (passage, start, entity, reason) in rows_of(path, COLUMNS):
        if not (passage and start.isdecimal() and entity and reason):
            raise InputError("must hold a passage, a start, an entity and a reason.", path=path, line=line)
        rows.append(ByHand(passage, int(start), entity, path, line))
    return rows


def settle(mentions: Iterable[Mention], table: Sequence[ByHand]) -> tuple[list[Mention], list[EntenteError]]:
    """The mentions as the table settles them, and what is wrong with table or mentions.

    Of mentions that begin at one place a row means the longest.
    """
    mentions = list(mentions)
    longest: dict[tuple[str, int], int] = {}
    for mention in mentions:
        place = (mention.passage, mention.start)
        longest[place] = max(longest.get(place, 0), mention.end)
    chosen: dict[tuple[str, int], list[ByHand]] = {}
    for row in table:
        chosen.setdefault((row.passage, row.start), []).append(row)
    problems: list[EntenteError] = [
        _problem(row, "no mention begins there")
        for place, rows in chosen.items()
        if place not in longest
        for row in rows
    ]
    settled = []
    for mention in mentions:
        place = (mention.passage, mention.start)
        rows = chosen.get(place, []) if longest[place] == mention.end else []
        meant = only(mention, *(row.entity for row in rows)) if rows else mention
        if rows and meant == mention and not mention.ambiguous:
            problems += [_problem(row, "the rules say the same") for row in rows]
        if not rows and mention.ambiguous:
            problems.append(_undecided(mention))
        settled.append(meant)
    return settled, problems


def _problem(row: ByHand, what: str) -> InputError:
    return InputError(f"{row.passage} at {row.start}: {what}.", path=row.path, line=row.line, advice="Drop the row.")


def _undecided(mention: Mention) -> InputError:
    what = f"the name in passage {mention.passage} at {mention.start} may mean {' or '.join(mention.entities)}."
    return InputError(what, advice="Say which in mentions-by-hand.csv.")
