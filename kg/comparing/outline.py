"""A comparison in; its headings, lines and sub-lines out, which text, Markdown and the changelog then set."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.comparing.answers import AnswerChange, Row
from kg.comparing.changes import ADDED, GONE, RENAMED, Change
from kg.comparing.comparison import Comparison, Derived, Group
from kg.comparing.statements import Statement, shown
from kg.prefixes import shorten

ROWS_SHOWN = 5
"""Of the rows that an answer lost or gained, so many are shown; JSON and Turtle have all."""

_COUNTED = ("mentions", "passages")
"""Groups whose added things are counted only: a new article brings thousands."""


_NOWHERE = {"terms": "of other vocabularies", "claims": "without evidence"}
"""What the changes of a group are that belong to no part of the dataset."""


@dataclass(frozen=True)
class Line:
    """A line, and what belongs under it."""

    text: str
    below: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A heading, the counts that belong to it, and its lines."""

    heading: str
    counts: str
    lines: tuple[Line, ...] = ()


def outline(comparison: Comparison) -> list[Chapter]:
    """A chapter for each group that has a change, for what follows, and for the answers."""
    return [*(chapter_of(group) for group in comparison.groups if group.changes), *consequences(comparison)]


def consequences(comparison: Comparison) -> list[Chapter]:
    """The chapters of what follows from the changes: derived statements, and answers."""
    chapters = []
    if comparison.derived:
        chapters.append(_derived_chapter(comparison.derived))
    answers = comparison.answers
    if answers.changes or answers.not_asked:
        lines = [*map(_answer, answers.changes), *(Line(f"not asked: {why}") for why in answers.not_asked)]
        counts = f"{len(answers.changes)} of {answers.asked} answers changed"
        chapters.append(Chapter("Answers to the saved questions", counts, tuple(lines)))
    return chapters


def chapter_of(group: Group) -> Chapter:
    """One group: its changes in their own order, under the part of the dataset that each belongs to."""
    told = [c for c in group.changes if group.name not in _COUNTED or c.action != ADDED]
    places = list(dict.fromkeys(change.where for change in told))
    if places in ([], [""]):
        return Chapter(group.title, counts_in_words(group), tuple(_change(change, group) for change in told))
    lines = []
    for place in places:
        here = [change for change in told if change.where == place]
        counts = counts_in_words(Group(group.name, "", tuple(here)))
        lines.append(
            Line(
                f"{place or _NOWHERE.get(group.name, 'elsewhere')}: {counts}",
                tuple(_change(change, group) for change in here),
            )
        )
    return Chapter(group.title, counts_in_words(group), tuple(lines))


def counts_in_words(group: Group) -> str:
    """`3 added, 1 withdrawn`."""
    return ", ".join(f"{number} {word_for(action, group.name)}" for action, number in group.counts().items())


def sections_in_words(group: Group) -> list[str]:
    """The counts of each place of a group, a line each: `5.2: 3 added`."""
    places = list(dict.fromkeys(change.where for change in group.changes))
    parts = [Group(group.name, place, tuple(c for c in group.changes if c.where == place)) for place in places]
    return [f"{part.title or _NOWHERE.get(group.name, 'elsewhere')}: {counts_in_words(part)}" for part in parts]


def heading(comparison: Comparison) -> str:
    """What was compared: the names of both versions with their digests, shortened to the twelve digits of a release."""
    old, new = comparison.old_digest[:12], comparison.new_digest[:12]
    return f"From {comparison.old} ({old}) to {comparison.new} ({new})"


def word_for(action: str, group: str) -> str:
    """What an action is called in a group."""
    return "withdrawn" if action == GONE and group == "claims" else action


def _change(change: Change, group: Group) -> Line:
    name = f"{shorten(change.subject)} {_quoted(change.label)}".strip() if change.subject else change.label
    if not change.aspects:
        return Line(f"{word_for(change.action, group.name)}: {name}")
    if not change.subject:
        return Line(f"{change.action}: {name}", tuple(map(Line, change.aspects)))
    return Line(f"{change.action}: {name} ({', '.join(change.aspects)})", _statements(change))


def _statements(change: Change) -> tuple[Line, ...]:
    """What is lost and new; of a thing with another IRI, only what is not said of it as before."""
    moved = change.action == RENAMED
    kept = {(s.predicate, s.value) for s in change.lost} & {(s.predicate, s.value) for s in change.new if moved}
    marked = [("−", statement) for statement in change.lost] + [("+", statement) for statement in change.new]
    return tuple(
        Line(f"{sign} {statement_in_words(s, change.subject)}")
        for sign, s in marked
        if (s.predicate, s.value) not in kept
    )


def statement_in_words(statement: Statement, subject: str) -> str:
    """A statement, without its subject where that is the thing the change is about."""
    if statement.subject == subject:
        return f"{shorten(statement.predicate)} {shown(statement.value)}"
    return str(statement)


def _derived_chapter(derived: Sequence[Derived]) -> Chapter:
    lost, new = sum(count.lost for count in derived), sum(count.new for count in derived)
    lines = tuple(Line(f"{count.predicate}: −{count.lost} +{count.new}") for count in derived)
    return Chapter("What follows from these", f"{lost} statements gone, {new} added", lines)


def _answer(change: AnswerChange) -> Line:
    counts = f"{len(change.lost)} rows lost, {len(change.new)} new"
    return Line(f"{change.name}: {counts} ({change.summary})", (*_rows("−", change.lost), *_rows("+", change.new)))


def _rows(sign: str, rows: Sequence[Row]) -> list[Line]:
    # A row that came several times is one line that says so.
    distinct = list(Counter(rows).items())
    lines = [
        Line(f"{sign} {' | '.join(map(shorten, row))}" + (f" ({number} times)" if number > 1 else ""))
        for row, number in distinct[:ROWS_SHOWN]
    ]
    more = len(distinct) - ROWS_SHOWN
    return [*lines, Line(f"{sign} … and {more} more; --format json has all")] if more > 0 else lines


def _quoted(label: str) -> str:
    return f"“{label}”" if label else ""
