"""A pattern's text in; its parts, ready to be filled, out.

`{name}` is a slot, `[…]` what may be left out, `<is|are>` a verb in both numbers, `«…»` words that lead to the subject.
"""

import re
from dataclasses import dataclass
from functools import cache

_TOKEN = re.compile(r"\{(\^?\w+)\}|<([^|>]*)\|([^>]*)>|([\[\]«»])|([^{}\[\]<>«»]+)")


@dataclass(frozen=True)
class Words:
    """Words that stand in the pattern; `own`: they lead to the subject."""

    text: str
    own: bool = False


@dataclass(frozen=True)
class Slot:
    """Where the values of a property go; `own`: the words lead to the subject, not to the values."""

    name: str
    own: bool = False


@dataclass(frozen=True)
class Verb:
    """A verb that agrees with what was filled in before it."""

    singular: str
    plural: str


@dataclass(frozen=True)
class Optional:
    """What is left out where one of its slots has no value."""

    parts: tuple["Words | Slot | Verb", ...]


@dataclass(frozen=True)
class Template:
    """The parts of a pattern, the names of all its slots, and of those that it must have."""

    parts: tuple[Words | Slot | Verb | Optional, ...]
    slots: frozenset[str]
    needed: tuple[str, ...]


@cache
def template_of(pattern: str) -> Template:
    """The template of a pattern; the patterns are ours, so one that cannot be read is a mistake (AssertionError)."""
    parts: list[Words | Slot | Verb | Optional] = []
    inside: list[Words | Slot | Verb] | None = None
    own, read = False, 0
    for match in _TOKEN.finditer(pattern):
        assert match.start() == read, pattern  # noqa: S101
        read = match.end()
        name, singular, plural, mark, text = match.groups()
        if mark == "[":
            inside = []
        elif mark == "]":
            assert inside is not None, pattern  # noqa: S101
            parts.append(Optional(tuple(inside)))
            inside = None
        elif mark:
            own = mark == "«"
        else:
            part = Slot(name, own) if name else Words(text, own) if text else Verb(singular, plural)
            (parts if inside is None else inside).append(part)
    assert read == len(pattern), pattern  # noqa: S101
    needed = tuple(part.name for part in parts if isinstance(part, Slot))
    within = (one.name for part in parts if isinstance(part, Optional) for one in part.parts if isinstance(one, Slot))
    return Template(tuple(parts), frozenset((*needed, *within)), needed)
