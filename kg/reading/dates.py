"""The sentences of a paragraph go in; come out their expressions of time, each with its place and its date as EDTF.

At each place the longest form counts. A relative expression is reckoned from the nearest earlier date of its paragraph
that is known to the unit it needs, as a reader does; dates in brackets name sources and are passed over for this, and
so are spans, which name no one year. The years of citations are no dates.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.reading.citations import brackets_in, citations_in
from kg.reading.date_forms import FORMS, Form
from kg.reading.points import Point

_NOWHERE = Point(2000)  # what absolute forms are given, which look at no earlier date


@dataclass(frozen=True)
class DateExpression:
    """An expression of time in a passage's normalised text: offsets in code points, end excluded, and its date.

    `convention` is the local name of a concept without `convention-`, empty where the form of the date says it all;
    `anchor` is the slug of the passage that a relative expression was reckoned from, empty for absolute ones. A date
    that is empty is one that no earlier date of the paragraph gives.
    """

    passage: str
    start: int
    end: int
    edtf: str
    convention: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class _Earlier:
    """A date already read in the paragraph, the passage it stands in, and the one it was reckoned from, if any."""

    point: Point
    passage: str
    anchor: str

    def as_seen_from(self, passage: str) -> str:
        """The passage to name as the source: another one where the date itself came from there."""
        return self.anchor if passage == self.passage and self.anchor else self.passage


def dates_of(paragraph: Iterable[tuple[str, str]]) -> list[DateExpression]:
    """The expressions in a paragraph's passages, given as slug and normalised text in order."""
    found: list[DateExpression] = []
    earlier: list[_Earlier] = []
    for slug, sentence in paragraph:
        inside = brackets_in(sentence)
        for form, match in _matches(sentence):
            nearest = None if form.unit is None else _nearest(earlier, form.unit)
            if form.unit is not None and nearest is None:
                found.append(DateExpression(slug, *match.span(), ""))
                continue
            try:
                meaning = form.read(match, nearest.point if nearest else _NOWHERE)
            except ValueError:  # a day that no calendar has is no date
                continue
            anchor = nearest.as_seen_from(slug) if nearest else ""
            found.append(DateExpression(slug, *match.span(), meaning.edtf, meaning.convention, anchor))
            if meaning.point is not None and not inside[match.start()]:
                earlier.append(_Earlier(meaning.point, slug, anchor))
    return found


def _nearest(earlier: list[_Earlier], unit: str) -> _Earlier | None:
    return next((date for date in reversed(earlier) if date.point.is_known_to(unit)), None)


def _matches(sentence: str) -> Iterator[tuple[Form, re.Match[str]]]:
    """The longest forms from left to right, none in another and none in a citation."""
    citations = citations_in(sentence)
    candidates = [(form, match) for form in FORMS for match in form.pattern.finditer(sentence)]
    done = 0
    for form, match in sorted(candidates, key=lambda pair: (pair[1].start(), -pair[1].end())):
        in_citation = any(start <= match.start() < end for start, end in citations)
        if match.start() >= done and not in_citation:
            yield form, match
            done = match.end()
