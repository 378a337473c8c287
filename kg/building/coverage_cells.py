"""A part of the article and its sections go in; their passages come out as rows of small cells, in HTML."""

from collections.abc import Iterable, Set
from html import escape
from itertools import groupby

from kg.building.coverage import Stretch
from kg.building.covered import CoveredPassage
from kg.building.passages import place_in_words
from kg.reading.passages import Passage

_STATES = {"claimed": "{count}", "excused": "no claim: {reason}", "open": "neither a claim nor a reason to have none"}


def part_cells(part: Stretch, sections: Iterable[Stretch], waiting: Set[str]) -> str:
    """One part with a heading; `waiting` are the slugs of passages in the work list, to which their cells lead."""
    title = f"{part.part} · {part.title}" if part.title else f"Part {part.part}"
    rows = "".join(_section(section, waiting) for section in sections)
    return f'<section class="part">\n<h3>{escape(title)}</h3>\n{rows}</section>\n'


def _section(section: Stretch, waiting: Set[str]) -> str:
    figures = section.figures
    heading = f"<h4>{section.part}.{section.section} {escape(section.title)}</h4>" if section.section else ""
    done = figures.passages - figures.undecided
    line = f"<p>{done} of {figures.passages} passages, {figures.claims} claims</p>"
    rows = "".join(
        _row(label, "".join(_cell(here, waiting) for here in group))
        for label, group in groupby(section.passages, key=lambda here: _row_label(here.passage))
    )
    return f'<div class="section">{heading}{line}\n<ol class="rows">\n{rows}</ol></div>\n'


def _row(label: str, cells: str) -> str:
    return f'<li><span>{escape(label)}</span><span class="cells">{cells}</span></li>\n'


def _row_label(passage: Passage) -> str:
    """The row that a passage stands in: its paragraph, its footnote, or its row of the table."""
    if passage.cell is not None:
        return f"row {passage.cell[0]}"
    return f"note {passage.footnote}" if passage.footnote is not None else f"¶ {passage.paragraph}"


def _cell(here: CoveredPassage, waiting: Set[str]) -> str:
    count = len(here.claims)
    words = _STATES[here.state].format(count="1 claim" if count == 1 else f"{count} claims", reason=here.reason)
    is_waiting = here.passage.slug in waiting
    if here.open:
        words += f"; {len(here.open)} not used"
    title = escape(f"{place_in_words(here.passage)}: {words}")
    kind = f"cell {here.state}" + (" waiting" if is_waiting and here.state != "open" else "")
    inner = str(count) if count else ""
    if is_waiting:
        return f'<a class="{kind}" href="#{escape(here.passage.slug)}" title="{title}">{inner}</a>'
    return f'<i class="{kind}" title="{title}">{inner}</i>'
