"""Names of things go in; a matcher comes out that finds the longest of them that begins at a place of a sentence.

Marks over letters and the shape of apostrophes make no difference (the article prints one name in several ways). A name
of one word must have its capitals; one of several words is also found in other case. A name does not begin or end
inside a word, but a hyphen ends one: `Korea-Japan` holds two.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

WORD = re.compile(r"\w+")
_APOSTROPHES = str.maketrans("’‘ʼ`", "''''")
_CITED = re.compile(r"(?P<author>.+?) (?P<year>[12]\d{3}[a-z]?)")
CITED = ("document", "work")
"""Kinds that are cited by author and year."""
PLURAL = ("office",)
"""Kinds whose names may stand in the plural: two ministers are named by one title."""


@dataclass(frozen=True)
class Found:
    """A name in a sentence: its place, and the entities (prefixed names, sorted) that bear it."""

    start: int
    end: int
    entities: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """Names ready to be found; `bearers` are the entities of each pattern, in the order of the pattern's groups."""

    pattern: re.Pattern[str]
    bearers: tuple[tuple[str, ...], ...]

    def at(self, sentence: str, start: int) -> Found | None:
        """The longest name that begins at a place of a folded sentence."""
        match = self.pattern.match(sentence, start)
        if match is None or match.lastindex is None:
            return None
        return Found(start, match.end(), self.bearers[match.lastindex - 1])

    def all_in(self, sentence: str, start: int = 0) -> Iterator[Found]:
        """The names of a folded sentence from a place on, the longest that begins first, none within another."""
        end = start
        for word in WORD.finditer(sentence, start):
            if word.start() >= end and (found := self.at(sentence, word.start())):
                end = found.end
                yield found


def fold(text: str) -> str:
    """The text without marks over letters and with straight apostrophes; as long as before, place for place."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text).translate(_APOSTROPHES)


def kind_of(entity: str) -> str:
    """The prefix of a prefixed name (`person`)."""
    return entity.partition(":")[0]


def compile_names(names: Mapping[str, Sequence[str]]) -> Names:
    """The matcher of all names; `names` has those of each entity by its prefixed name.

    A name like `Azuma 2006` is also found with its year in brackets or behind a genitive.
    """
    bearers: dict[str, set[str]] = {}
    for entity, own in names.items():
        for name in own:
            bearers.setdefault(_pattern(fold(name), kind_of(entity)), set()).add(entity)
    longest_first = sorted(bearers, key=lambda pattern: (-len(pattern), pattern))
    whole = "|".join(f"({pattern})" for pattern in longest_first)
    return Names(re.compile(rf"(?:{whole})(?!\w)"), tuple(tuple(sorted(bearers[one])) for one in longest_first))


def _pattern(name: str, kind: str) -> str:
    cited = _CITED.fullmatch(name)
    if cited and kind in CITED:
        return rf"(?i:{re.escape(cited['author'])}(?:'s)?,? \(?{cited['year']})"
    plural = "s?" if kind in PLURAL else ""
    return rf"(?i:{re.escape(name)}{plural})" if " " in name else re.escape(name) + plural
