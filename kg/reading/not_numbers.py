"""A sentence goes in, come out the places whose digits and words tell a time or a page, and are no numbers of things.

Calendar expressions (days, months, years, decades, centuries) and the years of author-year citations belong to the
dates; what follows such a year inside the brackets is the place in the cited work.
"""

import re
from collections.abc import Iterator

from kg.reading.citations import citations_in
from kg.reading.passages import Span

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_CALENDAR = re.compile(
    rf"""
      \b{_MONTH}\ [0-3]?[0-9](?:st|nd|rd|th)?\b (?:,\ {_YEAR}\b)?    # May 16, 1961; July 7
    | \b[0-3]?[0-9](?:st|nd|rd|th)?\ {_MONTH}\b (?:\ {_YEAR}\b)?     # 16 May 1961
    | (?<![\w.,]) {_YEAR} s?\b (?:[-–/] (?:{_YEAR}|[0-9]{{2}}) s?\b)?    # 1966; 1990s; 1990-92; 1998-2000
    | \b[\w-]+(?:th|st|nd|rd)[ -]century\b                           # the nineteenth century
    """,
    re.VERBOSE,
)
_CITED_PLACE = re.compile(
    rf"""
    \b{_YEAR}[a-z]?,\ (?:pp?\.\ |ch\.\ )? (?P<places>[0-9]+(?:[-–][0-9]+)?(?:,\ [0-9]+(?:[-–][0-9]+)?)*) (?=[);])
    """,
    re.VERBOSE,
)
_PLACE = re.compile(r"[0-9]+(?:[-–][0-9]+)?")


def calendar_spans(sentence: str) -> list[Span]:
    """Where a sentence tells a time of the calendar or the year of a citation (code points, end excluded)."""
    return [match.span() for match in _CALENDAR.finditer(sentence)]


def cited_places(sentence: str) -> Iterator[Span]:
    """Where a citation in brackets names a page, pages or a chapter: `(Lee 2006, 37)`, `Lee (2005, 77-78)`."""
    for start, end in citations_in(sentence):
        for match in _CITED_PLACE.finditer(sentence, start, end):
            for place in _PLACE.finditer(sentence, *match.span("places")):
                yield place.span()
