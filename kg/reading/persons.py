"""The rules by which a reader knows whom a surname means, and when a person's name stands for his government.

A surname alone (after a title or not) is the last person of that surname whose full name stood before; a name that is
only cited in brackets does not count. A person's name before `government`, `regime` or `administration` is that of
the government; of several persons in a row before the plural of such a word, each is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.reading.names import Found, fold, kind_of

_GOVERNMENT = re.compile(r" (?i:government|regime|administration)(?!\w)")
_GOVERNMENTS = re.compile(r" (?i:governments|regimes|administrations)(?!\w)")
_GOVERNMENTS_OF = re.compile(r"(?i:governments|regimes|administrations) of $")
_BETWEEN = re.compile(r",? and |, | / ")
_NAME_GOES_ON = re.compile(r"(?!\w)(?! [A-Z][\w'-]*)")


@dataclass(frozen=True)
class Persons:
    """Who is who: the person of each full name and the government of each person, by prefixed names."""

    by_full_name: Mapping[str, str]
    governments: Mapping[str, str]

    def full_name_at(self, sentence: str, found: Found) -> str | None:
        """The person whose full name a found name is, or begins with (a government's, a cited work's)."""
        words = sentence[found.start : found.end].lower()
        known = [name for name in self.by_full_name if re.match(re.escape(name) + r"(?!\w)", words)]
        return self.by_full_name[max(known, key=len)] if known else None


def know_persons(names: Mapping[str, Sequence[str]]) -> Persons:
    """Read off the names who bears which full name (family name first), and which government is called by it."""
    persons = {
        fold(name).lower(): entity
        for entity, own in names.items()
        if kind_of(entity) == "person"
        for name in own
        if " " in name
    }
    governments = {
        person: entity
        for entity, own in names.items()
        if kind_of(entity) == "government"
        for name in own
        for full, person in persons.items()
        if fold(name).lower().startswith(full + " ")
    }
    return Persons(persons, governments)


class Surnames:
    """Whom each surname means at this point of the reading: what was read is told to it in text order."""

    def __init__(self, persons: Persons) -> None:
        self._persons = persons
        self._family: dict[str, str] = {}
        for full, person in persons.by_full_name.items():  # the first of a person's names is his label
            self._family.setdefault(person, full.split(" ")[0].capitalize())
        self._last: dict[str, str] = {}

    def hear(self, person: str) -> None:
        """Note that a person's full name was read."""
        self._last[self._family[person]] = person

    def at(self, sentence: str, start: int) -> Found | None:
        """A surname without a given name at a place of a folded sentence, with the person meant."""
        for family, person in self._last.items():
            end = start + len(family)
            if sentence.startswith(family, start) and _NAME_GOES_ON.match(sentence, end):
                return Found(start, end, (person,))
        return None


def as_governments(sentence: str, found: Sequence[Found], persons: Persons) -> list[Found]:
    """The same names, persons who stand for their governments replaced by these."""
    changed = list(found)
    for position, name in enumerate(found):
        government = _government(name, persons)
        if government and (word := _GOVERNMENT.match(sentence, name.end)):
            changed[position] = Found(name.start, word.end(), (government,))
        elif government and _in_plural(sentence, found, position, persons):
            changed[position] = Found(name.start, name.end, (government,))
    return changed


def _in_plural(sentence: str, found: Sequence[Found], position: int, persons: Persons) -> bool:
    """Whether the name stands in a row of such names that `governments` or the like ends, or begins."""
    row = [position]
    while row[-1] + 1 < len(found) and _joined(sentence, found[row[-1]], found[row[-1] + 1], persons):
        row.append(row[-1] + 1)
    while row[0] and _joined(sentence, found[row[0] - 1], found[row[0]], persons):
        row.insert(0, row[0] - 1)
    first, last = found[row[0]], found[row[-1]]
    return bool(_GOVERNMENTS.match(sentence, last.end) or _GOVERNMENTS_OF.search(sentence[: first.start]))


def _joined(sentence: str, left: Found, right: Found, persons: Persons) -> bool:
    both = _government(left, persons) and _government(right, persons)
    return bool(both and _BETWEEN.fullmatch(sentence[left.end : right.start]))


def _government(name: Found, persons: Persons) -> str | None:
    return persons.governments.get(name.entities[0]) if len(name.entities) == 1 else None
