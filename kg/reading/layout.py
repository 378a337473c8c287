"""The structure of a text: a string goes in, come out its paragraphs, footnotes and tables with places and offsets.

Parts are counted by the headings without a number (0 before the first), sections by their own numbers (0 where a part
has none). A page's first block goes on with the paragraph before it, unless a blank line between them is there for no
footnote, table or running head. A word set off with a bar at a block's start is a label. What is taken out of the
text (heads, headings, labels, by-lines, footnote numbers and markers) is listed as furniture.
"""

import re
from dataclasses import dataclass, field, replace

from kg.reading.blocks import Block, BlockKind, blocks_of
from kg.reading.footnotes import Note, footnotes_of
from kg.reading.pages import Line, Page, pages_of

Span = tuple[int, int]

LABEL = re.compile(r"[^\W\d]+ \| ")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body; `number` counts from 1 in its section, `spans` are apart where furniture cuts it."""

    part: int
    section: int
    number: int
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Footnote:
    """A footnote in the part and section of its marker."""

    part: int
    section: int
    note: Note


@dataclass(frozen=True)
class Table:
    """A table in the part and section it interrupts; its lines run from the caption to the end of the page."""

    part: int
    section: int
    lines: tuple[Line, ...]


@dataclass
class Layout:
    """All that was found in a text, in text order; `furniture` pairs what was taken out with its kind."""

    text: str
    pages: list[Page]
    paragraphs: list[Paragraph] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    furniture: list[tuple[Span, str]] = field(default_factory=list)

    def page_at(self, offset: int) -> int:
        """The printed number of the page on which the character at an offset stands."""
        return max((page for page in self.pages if page.start <= offset), key=lambda page: page.start).number


def layout_of(text: str) -> Layout:
    """Read the structure of a text; nothing is an error here: a damaged text gives a damaged structure."""
    layout = Layout(text, pages_of(text))
    place = (0, 0)
    in_paragraph = False
    blank_explained = True
    for page in layout.pages:
        if page.head:
            layout.furniture.append(((page.head.start, page.head.end), "running head"))
        blocks = blocks_of(page)
        notes = footnotes_of(text, blocks, layout.footnotes[-1].note.number if layout.footnotes else 0)
        goes_on = in_paragraph and (blank_explained or page.head is not None)
        for block in blocks[:-1] if notes else blocks:
            if block.kind is BlockKind.TEXT:
                _add_text(layout, place, block, [note.marker for note in notes], goes_on)
                in_paragraph = True
            elif block.kind is BlockKind.TABLE:
                layout.tables.append(Table(*place, block.lines))
            else:
                layout.furniture.append(((block.start, block.end), block.kind.value))
                place = _place_after(place, block)
                in_paragraph = False
            goes_on = False
        for note in notes:
            layout.footnotes.append(Footnote(*_place_of(layout, note.marker, place), note))
            layout.furniture += [(note.label, "footnote number"), (note.marker, "footnote marker")]
        has_table = any(block.kind is BlockKind.TABLE for block in blocks)
        blank_explained = bool(notes) or has_table or not (page.lines and page.lines[-1].blank)
    layout.furniture.sort()
    return layout


def _place_after(place: tuple[int, int], heading: Block) -> tuple[int, int]:
    part, section = place
    if heading.kind is BlockKind.PART_HEADING:
        return part + 1, 0
    return (part, heading.section_number) if heading.kind is BlockKind.SECTION_HEADING else (part, section)


def _place_of(layout: Layout, marker: Span, otherwise: tuple[int, int]) -> tuple[int, int]:
    """The part and section of the paragraph that a marker hangs on."""
    before = (here for here in reversed(layout.paragraphs) if here.spans[0][0] < marker[0])
    return next(((here.part, here.section) for here in before), otherwise)


def _add_text(layout: Layout, place: tuple[int, int], block: Block, markers: list[Span], goes_on: bool) -> None:
    """Add a block to the paragraph before it or as a new one, without its label and the footnote markers in it."""
    start = block.start
    label = LABEL.match(layout.text, start, block.end)
    if label:
        layout.furniture.append(((start, start + len(label[0].rstrip())), "label"))
        start = label.end()
    spans = []
    for marker in sorted(markers):
        if start <= marker[0] < block.end:
            spans.append((start, marker[0]))
            start = marker[1]
    spans.append((start, block.end))
    before = layout.paragraphs[-1] if layout.paragraphs else None
    if goes_on and before:
        layout.paragraphs[-1] = replace(before, spans=_joined(layout.text, [*before.spans, *spans]))
    else:
        number = before.number + 1 if before and (before.part, before.section) == place else 1
        layout.paragraphs.append(Paragraph(*place, number, _joined(layout.text, spans)))


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Tight spans, those that only white space parts made one, empty ones left out."""
    joined: list[Span] = []
    for start, end in spans:
        tight = text[start:end]
        start, end = start + len(tight) - len(tight.lstrip()), end - len(tight) + len(tight.rstrip())
        if start >= end:
            continue
        if joined and not text[joined[-1][1] : start].strip():
            start = joined.pop()[0]
        joined.append((start, end))
    return tuple(joined)
