"""A name of a thing in; whether a verb after it stands in the plural, out."""

import re

from kg.prefixes import BASE, kind_of
from server.portrait.parts import Part

_ONE_EACH = {"person", "state", "government", "office", "organisation", "note"}
"""Kinds whose names are those of one, whatever their last letter."""
_HEAD_ENDS = re.compile(
    r"\s(?:of|on|to|in|over|with|between|for|at|by|from|under|against|about|since|among|after|before|as|that|into"
    r"|towards?|during|through|until|around|and)\s|[,:(]"
)
_SINGULAR = (" begins", "ss", "us", "is", "'s", "’s", "series", "news", "politics", "diplomacy")


def is_plural(name: Part) -> bool:
    """Whether the head of a noun phrase is in the plural: its last word before a preposition ends so."""
    kind = kind_of(BASE + name.address.removeprefix("/"))
    if kind is not None and kind.prefix in _ONE_EACH:
        return False
    head = _HEAD_ENDS.split(name.words, maxsplit=1)[0].strip()
    if head.partition(" ")[0].endswith("ing"):
        return False
    last = head.rpartition(" ")[2]
    return last.endswith("s") and not f" {last}".endswith(_SINGULAR) and not last.isupper() and len(last) > 2
