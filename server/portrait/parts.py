"""What a page shows of terms: words, where they lead, their language; and sentences made of these."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

_LONGEST = 300
"""Characters of a name that are shown; who wants all of it finds it in the data."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Part:
    """Words of a sentence, where they lead if anywhere, and their language where it is not English."""

    words: str
    address: str = ""
    language: str = ""


@dataclass(frozen=True)
class Sentence:
    """A sentence: its parts, the statements it says (subject, name of the property, value), its subject's kind."""

    parts: tuple[Part, ...]
    said: frozenset[tuple[str, str, str]] = frozenset()
    topic: str = ""

    def speaks_of(self, iri: str) -> bool:
        """Whether something it says is said of the thing, or with it."""
        return any(iri in (subject, value) for subject, _, value in self.said)

    @property
    def words(self) -> str:
        """The sentence as plain text."""
        return "".join(part.words for part in self.parts)

    def on_page_of(self, address: str) -> "Sentence":
        """The sentence without links to the page that it stands on."""
        parts = tuple(replace(part, address="") if part.address == address else part for part in self.parts)
        return replace(self, parts=parts)


def shown(words: str) -> str:
    """Words on one line, cut where nobody would read on."""
    line = _SPACE.sub(" ", words[: 2 * _LONGEST]).strip()
    return line if len(line) <= _LONGEST and len(words) <= 2 * _LONGEST else f"{line[:_LONGEST]}…"


def finished(parts: Iterable[Part], said: Iterable[tuple[str, str, str]], topic: str) -> Sentence:
    """The sentence of these parts, with a capital and a full stop."""
    joined: list[Part] = []
    for part in parts:
        if not part.words:
            continue
        if joined and not part.address and not joined[-1].address and part.language == joined[-1].language:
            joined[-1] = Part(joined[-1].words + part.words, "", part.language)
        else:
            joined.append(part)
    if joined:
        first, last = joined[0], joined[-1]
        if not first.language:
            joined[0] = Part(first.words[:1].upper() + first.words[1:], first.address)
        if not last.words.endswith((".", "!", "?", "…")):
            joined.append(Part("."))
    return Sentence(tuple(joined), frozenset(said), topic)


def tail_of(term: object) -> str:
    """What follows the last slash of an IRI."""
    return term.value.rpartition("/")[2] if isinstance(term, NamedNode) else ""
