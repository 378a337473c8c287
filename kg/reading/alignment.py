"""What still stands in another or damaged text: passages and the text go in, those it no longer holds come out.

The other text is read by the same rules. Its sentences are aligned with the locked ones by their hashes, in text order,
so that what is inserted or lost in one place blames nothing elsewhere. Between two that match, a locked sentence is
also looked for across sentence ends, since damage to one can join it to the next. A table's cell is looked for as whole
lines.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from kg.errors import InputError
from kg.reading.layout import layout_of
from kg.reading.normalisation import normalise, sentence_hash
from kg.reading.pages import lines_of
from kg.reading.passages import Passage
from kg.reading.reader import body_passages, footnote_passages

WORD_END = re.compile(r"(?<=\S)(?=\d{0,2}(?: |$))")
"""The end of a word, also before the number of a footnote glued to it that was not taken for one."""


class Reason(StrEnum):
    """Why a passage no longer matches."""

    CHANGED = "its sentence reads differently"
    MISSING = "its sentence is not there"
    CHANGED_OR_MISSING = "its sentence reads differently or is not there"


class Mismatch(NamedTuple):
    """A passage that the text does not hold as it was locked."""

    passage: Passage
    reason: Reason


def compare(passages: Sequence[Passage], text: str) -> list[Mismatch]:
    """The passages whose sentence a text does not hold, in the order given.

    Raises InputError for a text that holds none of them: it is no version of the article.
    """
    prose = [passage for passage in passages if passage.kind != "cell"]
    cells = [passage for passage in passages if passage.kind == "cell"]
    found = [*_prose_mismatches(prose, text), *_cell_mismatches(cells, text)]
    if passages and len(found) == len(passages):
        raise InputError("The text holds no passage of the article.", advice="Name the article's own text.")
    order = {passage.slug: position for position, passage in enumerate(passages)}
    return sorted(found, key=lambda mismatch: order[mismatch.passage.slug])


def _prose_mismatches(passages: Iterable[Passage], text: str) -> Iterator[Mismatch]:
    layout = layout_of(text)
    locked = sorted(passages, key=lambda passage: passage.fragments)
    read = sorted(chain(body_passages(layout), footnote_passages(layout)), key=lambda passage: passage.fragments)
    for first, last, read_first, read_last in _gaps([here.sha256 for here in locked], [here.sha256 for here in read]):
        words = " ".join(
            normalise(text[start:end] for start, end in here.fragments) for here in read[read_first:read_last]
        )
        lost = [passage for passage in locked[first:last] if not _stands_in(words, passage)]
        yield from _with_reason(lost, read_last - read_first)


def _cell_mismatches(cells: Sequence[Passage], text: str) -> Iterator[Mismatch]:
    wanted = {cell.sha256 for cell in cells}
    longest = max((cell.length for cell in cells), default=0)
    hashes = (sentence_hash(normalise([lines])) for lines in _whole_lines(text, 2 * longest))
    found = [sha256 for sha256 in hashes if sha256 in wanted]
    for first, last, _, _ in _gaps([cell.sha256 for cell in cells], found):
        yield from (Mismatch(cell, Reason.CHANGED_OR_MISSING) for cell in cells[first:last])


def _whole_lines(text: str, most: int) -> Iterator[str]:
    """Every run of lines of at most so many characters that begins and ends with a line that is not blank."""
    lines = [line for line in lines_of(text) if not line.blank]
    for position, first in enumerate(lines):
        for last in lines[position:]:
            if last.end - first.start > most:
                break
            yield text[first.start : last.end]


def _gaps(locked: list[str], read: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Where two rows of hashes differ: the locked ones without a partner and what was read in their place."""
    for tag, first, last, read_first, read_last in SequenceMatcher(None, locked, read, autojunk=False).get_opcodes():
        if tag in ("replace", "delete"):
            yield first, last, read_first, read_last


def _stands_in(words: str, passage: Passage) -> bool:
    """Whether a run of whole words is the passage's sentence; its places tell about how long that is."""
    starts = [0, *(match.end() for match in re.finditer(" ", words))]
    ends = [match.start() for match in WORD_END.finditer(words)]
    return any(
        sentence_hash(words[start:end]) == passage.sha256
        for start in starts
        for end in ends[
            bisect_left(ends, start + 0.8 * passage.length - 5) : bisect_right(ends, start + passage.length + 1)
        ]
    )


def _with_reason(lost: list[Passage], read: int) -> Iterator[Mismatch]:
    """Say as much as the numbers of sentences lost and read in one place allow."""
    certain = Reason.MISSING if read == 0 else Reason.CHANGED
    reason = certain if read == 0 or len(lost) <= read else Reason.CHANGED_OR_MISSING
    yield from (Mismatch(passage, reason) for passage in lost)
