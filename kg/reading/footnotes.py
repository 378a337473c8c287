"""The footnotes of a page: its blocks go in, come out the notes and where their markers are glued to the text above.

The last block of a page is footnotes if it begins with a number, higher than the notes before, that also stands glued
to a letter or a closing mark in the text above it. So neither a section's heading nor a year is taken for a note.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.blocks import Block, BlockKind

Span = tuple[int, int]

NOTE_NUMBER = re.compile(r"\s*(\d{1,2})\.\s+(?=\S)")


@dataclass(frozen=True)
class Note:
    """One footnote: its number, the span of its text without the number, the spans of its number and its marker."""

    number: int
    span: Span
    label: Span
    marker: Span


def footnotes_of(text: str, blocks: Sequence[Block], last: int) -> list[Note]:
    """The notes in a page's last block, which is no text then; `last` is the highest number so far, 0 for none."""
    if len(blocks) < 2 or blocks[-1].kind is not BlockKind.TEXT:
        return []
    block = blocks[-1]
    above = [(here.start, here.end) for here in blocks[:-1] if here.kind is BlockKind.TEXT]
    starts: list[tuple[int, Span, Span]] = []
    for line in block.lines:
        label = NOTE_NUMBER.match(line.text)
        number = int(label[1]) if label else 0
        after = starts[-1][2][1] if starts else 0
        marker = marker_in(text, number, [(max(after, start), end) for start, end in above])
        if label and marker and number > last:
            last = number
            starts.append((number, (line.start + label.start(1), line.start + label.end()), marker))
        if not starts:
            return []
    ends = [label[0] for _, label, _ in starts[1:]] + [block.end]
    return [
        Note(number, (label[1], len(text[:end].rstrip())), label, marker)
        for (number, label, marker), end in zip(starts, ends, strict=True)
    ]


def marker_in(text: str, number: int, spans: Sequence[Span]) -> Span | None:
    """Where a note's number is first glued to a letter or a closing mark within some spans of the text, or None."""
    glued = re.compile(rf"(?<=[^\W\d_]|[.,;:?!”’)\]]){number}(?=\s|$)")
    found = (match.span() for start, end in spans if (match := glued.search(text, start, end)))
    return next(found, None)
