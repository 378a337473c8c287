"""An entry that was found and what was searched for in; the name of it that tells why, with the places, out."""

import re
from dataclasses import dataclass

from kg.finding.entries import Entry, Name
from kg.finding.folding import fold, phrases_of

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼʻ`´][^\W_]+)*")


@dataclass(frozen=True)
class Snippet:
    """A name as it is written, and where in it what was searched for stands: `start` included, `end` excluded."""

    name: Name
    matches: tuple[tuple[int, int], ...]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text cut into pieces, each with whether it is a match."""
        pieces, end = [], 0
        for start, stop in self.matches:
            pieces += [(self.name.text[end:start], False), (self.name.text[start:stop], True)]
            end = stop
        return [piece for piece in [*pieces, (self.name.text[end:], False)] if piece[0]]


def snippet_of(entry: Entry, text: str) -> Snippet:
    """The name with most of the words, the label among equals; of hidden names none is shown."""
    words = ["".join(phrase) for phrase in phrases_of(text)]
    shown = [*(name for name in entry.names if not name.hidden), *entry.lent]
    snippets = [Snippet(name, _matches(name.text, words)) for name in shown]
    return max(snippets, key=lambda one: len(one.matches))


def _matches(text: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    found = []
    for match in _WORD.finditer(text):
        written = match[0]
        folded = "".join(piece for phrase in phrases_of(written) for piece in phrase)
        if any(folded.startswith(word) for word in words):
            found.append(match.span())
            continue
        # In scripts without spaces a word stands inside a longer run, of which folding keeps the length.
        inner = next((word for word in words if not word.isascii() and word in folded), None)
        if inner is not None and len(folded) == len(written) == len(fold(written)):
            start = match.start() + folded.index(inner)
            found.append((start, start + len(inner)))
    return tuple(found)
