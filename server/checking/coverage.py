"""The passages of the served dataset, and the figures of its build, in; how far the claims cover each article, out."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from server.addresses import local_address
from server.pages.tables import Row

MOST = 5000
"""Passages that a page shows."""
_KINDS = ("passages", "dates", "numbers", "entities")


@dataclass(frozen=True)
class Cell:
    """One passage: its place in words, the address of its page, and how many claims rest on it."""

    place: str
    address: str
    claims: int


@dataclass(frozen=True)
class Line:
    """The passages of one paragraph, footnote or row of a table, and what the line is called."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Share:
    """How many of the things of one kind that the passages hold are covered."""

    done: int
    held: int

    @property
    def percent(self) -> int:
        """The share in the hundred; of nothing everything is done."""
        return 100 * self.done // self.held if self.held else 100


@dataclass(frozen=True)
class Stretch:
    """A part of an article (`section` 0) or a section: its title, its lines, its figures by kind; `{}`: not known.

    Of a part, `lines` are those that stand in no section, and `sections` its sections.
    """

    part: str
    section: str
    title: str
    lines: tuple[Line, ...]
    shares: Mapping[str, Share]
    claims: int | None
    sections: tuple["Stretch", ...] = ()

    @property
    def own(self) -> tuple[Cell, ...]:
        """All its passages, those of its sections too."""
        cells = tuple(cell for line in self.lines for cell in line.cells)
        return cells + tuple(cell for section in self.sections for cell in section.own)

    @property
    def claimed(self) -> int:
        """How many of them a claim rests on."""
        return sum(1 for cell in self.own if cell.claims)


@dataclass(frozen=True)
class Figures:
    """What the build counted, by stretch: `part 2` or `part 2, section 1`; empty where it is not of what is served."""

    stretches: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    whole: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str) -> "Figures":
        """The figures in the build's own words; none of what it did not write."""
        try:
            said = json.loads(text)
            return cls({**said["parts"], **said["sections"]}, said["titles"], said["whole"])
        except (ValueError, KeyError, TypeError):
            return cls()


def shares_of(counts: Mapping[str, int]) -> dict[str, Share]:
    """How many of each kind are used, or excused with a reason, of those the passages hold."""
    if not counts:
        return {}
    kept = counts["passages"]
    shares = {"passages": Share(kept - counts["passages undecided"], kept)}
    for kind in _KINDS[1:]:
        held = counts[f"{kind} held"]
        shares[kind] = Share(held - counts[f"{kind} open"], held)
    return shares


def articles_of(rows: Iterable[Row], figures: Figures) -> list[tuple[str, list[Stretch]]]:
    """Each article by its name, with its parts; the figures are of the first, the one that builds count."""
    distinct = list({row["passage"].value: row for row in rows}.values())
    articles: list[tuple[str, list[Stretch]]] = []
    for _, group in groupby(distinct, key=lambda row: row["article"].value):
        passages = list(group)
        known = Figures() if articles else figures
        parts = [
            _part(number, list(inside), known)
            for number, inside in groupby(passages, key=lambda row: row["part"].value)
        ]
        articles.append((_text(passages[0], "articleLabel") or passages[0]["article"].shown, parts))
    return articles


def _part(number: str, rows: list[Row], figures: Figures) -> Stretch:
    def section_of(row: Row) -> str:
        return _text(row, "section") or "0"

    sections = {section: list(inside) for section, inside in groupby(rows, key=section_of)}
    own = sections.pop("0", [])
    inner = tuple(
        _stretch(number, section, f"part {number}, section {section}", inside, figures)
        for section, inside in sections.items()
    )
    return _stretch(number, "0", f"part {number}", own, figures, inner)


def _stretch(
    part: str, section: str, name: str, rows: list[Row], figures: Figures, sections: tuple[Stretch, ...] = ()
) -> Stretch:
    counts = figures.stretches.get(name, {})
    lines = tuple(Line(label, tuple(map(_cell, inside))) for label, inside in groupby(rows, key=_line))
    claims = counts.get("claims")
    return Stretch(part, section, figures.titles.get(name, ""), lines, shares_of(counts), claims, sections)


def _line(row: Row) -> str:
    for column, word in (("row", "row"), ("footnote", "note")):
        if column in row:
            return f"{word} {row[column].value}"
    return f"¶ {_text(row, 'paragraph')}"


def _cell(row: Row) -> Cell:
    count = _text(row, "claims")
    return Cell(row["label"].value, local_address(row["passage"].value), int(count) if count.isdecimal() else 0)


def _text(row: Row, column: str) -> str:
    return row[column].value if column in row else ""
