"""An Accept header in; the offer it likes best out. Source: RFC 9110, sections 12.4.2 and 12.5.1."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

_NAME = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_RANGE = re.compile(rf"\s*(?:({_NAME})/({_NAME})|\*)\s*((?:;.*)?)", re.DOTALL)
_PARAMETER = re.compile(rf"\s*;\s*(?:({_NAME})\s*=\s*({_NAME}|\"(?:[^\"\\]|\\.)*\"))?", re.DOTALL)
_ELEMENT = re.compile(r"(?:[^,\"]|\"(?:[^\"\\]|\\.)*\"?)+", re.DOTALL)
_QUALITY = re.compile(r"0?\.[0-9]{1,9}|0\.?|1(?:\.0{0,9})?", re.ASCII)
_MOST_RANGES = 100
"""A header with more of them is not from somebody who wants to be understood."""


@dataclass(frozen=True)
class MediaRange:
    """One element of an Accept header: type and subtype in lower case, `*` for any, and its quality."""

    type: str
    subtype: str
    quality: float

    def precision(self, media_type: str) -> int:
        """How closely it names the media type: 3 exactly, 2 by its type, 1 by `*/*`, 0 not at all."""
        type_, _, subtype = media_type.partition("/")
        if self.type == "*":
            return 1 if self.subtype == "*" else 0
        if self.type != type_:
            return 0
        return 3 if self.subtype == subtype else 2 if self.subtype == "*" else 0


def parse_accept(header: str) -> list[MediaRange]:
    """The media ranges of the header, of its first hundred elements. What is none is left out.

    Parameters other than q are ignored. `*` and `q=.2`, which Java sends by itself, are read as they are meant.
    """
    ranges = []
    for element in islice(_ELEMENT.finditer(header), _MOST_RANGES):
        match = _RANGE.fullmatch(element[0])
        quality = None if match is None else _quality(match[3].rstrip())
        if match is not None and quality is not None:
            ranges.append(MediaRange((match[1] or "*").lower(), (match[2] or "*").lower(), quality))
    return ranges


def _quality(parameters: str) -> float | None:
    """The q among the parameters, 1 where there is none, None where it is malformed."""
    position, quality = 0, 1.0
    while position < len(parameters):
        match = _PARAMETER.match(parameters, position)
        if match is None:
            return None
        if match[1] and match[1].lower() == "q":
            return float(match[2]) if _QUALITY.fullmatch(match[2]) else None
        position = match.end()
    return quality


def choose(header: str | None, offers: Sequence[str]) -> str | None:
    """The offer (a media type without parameters) of the highest quality, the first among equals, or None.

    For each offer the closest media range decides, so that `text/*;q=0.5, text/csv;q=0` takes any text but CSV. A
    header that is missing, or without one readable element, likes everything.
    """
    ranges = parse_accept(header) if header else []
    if not ranges:
        return offers[0] if offers else None
    best, best_quality = None, 0.0
    for offer in offers:
        closest = max(ranges, key=lambda range_: (range_.precision(offer), range_.quality))
        if closest.precision(offer) and closest.quality > best_quality:
            best, best_quality = offer, closest.quality
    return best
