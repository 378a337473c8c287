"""A sentence goes in; the places of its citations come out, whose years tell when works appeared.

A citation is a pair of brackets that holds nothing but works by author and year: `(Cho 2006, 80)`, `(2004, 25)`,
`(Cho 2001; Dee 2005)`, `("A Title," 2009)`. A newspaper's full date is none: it is a day like any other.
"""

import re
from itertools import accumulate

from kg.reading.points import MONTHS

_BRACKETS = re.compile(r"\(([^()]*)\)")
_PAGES = r"\d+(?:[-–]\d+)?"
_WORK = re.compile(rf"(?:[^;]*[^\d;] )?(?:1[5-9]|20)\d\d[a-z]?(?:, (?:ch\. )?{_PAGES})*")
_MONTH_AND_YEAR = re.compile(rf"(?<![\w-])(?:{'|'.join(MONTHS)})(?: \d+)?,? \d{{4}}")


def citations_in(sentence: str) -> list[tuple[int, int]]:
    """The offsets of each citation, brackets included, end excluded."""
    return [match.span() for match in _BRACKETS.finditer(sentence) if _is_citation(match[1])]


def brackets_in(sentence: str) -> list[bool]:
    """For each character whether it stands inside brackets."""
    depths = accumulate((1 if mark == "(" else -1 if mark == ")" else 0) for mark in sentence)
    return [depth > 0 for depth in depths]


def _is_citation(inside: str) -> bool:
    works = inside.split("; ")
    return all(_WORK.fullmatch(work) for work in works) and not _MONTH_AND_YEAR.search(inside)
