"""Running text out of pieces of a file: spans go in, come out clean words and, for each character, where it stood.

The words are normalised as a sentence is (see `normalisation`), but for Unicode NFC, which would move offsets.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]

BREAK = re.compile(r"(?P<hyphen>(?<=\w-)[^\S\n]*\n\s*)|\s+")


@dataclass(frozen=True)
class Prose:
    """Clean words; character `i` of them stood at `offsets[i]` of the file and in piece `pieces[i]` of the spans."""

    words: str
    offsets: tuple[int, ...]
    pieces: tuple[int, ...]

    def fragments(self, start: int, end: int) -> tuple[Span, ...]:
        """Where the words from `start` to `end` stand in the file: a tight span per piece, end excluded."""
        spans: dict[int, Span] = {}
        for index in range(start, end):
            if not self.words[index].isspace():
                offset, piece = self.offsets[index], self.pieces[index]
                spans[piece] = (spans.get(piece, (offset, 0))[0], offset + 1)
        return tuple(spans.values())


def prose_of(text: str, spans: Sequence[Span]) -> Prose:
    """Clean the words that stand in some spans of a text, in order, joined as the pieces of a sentence are."""
    words: list[str] = []
    offsets: list[int] = []
    pieces: list[int] = []
    for piece, (start, end) in enumerate(spans):
        if words and words[-1] != "-":
            words.append(" ")
            offsets.append(start)
            pieces.append(piece)
        for position, character in _cleaned(text, start, end):
            words.append(character)
            offsets.append(position)
            pieces.append(piece)
    return Prose("".join(words), tuple(offsets), tuple(pieces))


def _cleaned(text: str, start: int, end: int) -> list[tuple[int, str]]:
    cleaned = []
    position = start
    while position < end:
        gap = BREAK.match(text, position, end)
        if gap is None:
            cleaned.append((position, text[position]))
            position += 1
        else:
            if gap["hyphen"] is None:
                cleaned.append((position, " "))
            position = gap.end()
    return cleaned
