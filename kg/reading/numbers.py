"""A sentence goes in, come out the numbers an analyst would ask for, and the lock file `numbers.csv` that keeps them.

What counts: how many there are of something (`cardinal`: "three hotlines", "12,000 troops", the five of "five-year"),
which one of a series it is (`ordinal`: "the fourteenth talks", "for the first time", a list's "2)"), and where a cited
work says it (`page`, pages and chapters: "(Lee 2006, 37)").

What does not: a time of the calendar and the year of a citation, which are dates; digits glued to letters or signs,
which are names (G20, J5, ASEAN+3); "First, …" and "First of all" at a sentence's start, which order the author's
sentences and no things; "one" where it is no count but a pronoun ("one of", "each one", "on the one hand"); and a small
number after a definite word ("the two countries", "these three"), which points back at things that have been named
and does not count them. Lengths of time ("the fifty years") count nothing that was named and are numbers.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.reading.csv_rows import rows_of
from kg.reading.not_numbers import calendar_spans, cited_places
from kg.reading.number_words import NUMBER_WORD, is_ordinal, value_of
from kg.reading.passages import Span

NUMBER_COLUMNS = ("passage", "start", "end", "value", "kind")
NUMBER_KINDS = ("cardinal", "ordinal", "page")

_DIGITS = re.compile(r"(?<![\w+.,'’])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?P<suffix>st|nd|rd|th)?(?![\w+])")
_WORDS = re.compile(rf"(?<![\w'’-]){NUMBER_WORD}(?!['’])", re.IGNORECASE)
_ORDERS_SENTENCES = re.compile(r"(?:First|Second|Third|Fourth|Fifth)(?:,| of all\b)")
_DEFINITE = re.compile(r"\b(?:the|these|those|both|all)\s+$", re.IGNORECASE)
_OF_TIME = re.compile(r"[ -](?:years?|months?|weeks?|days?|hours?|decades?|centuries)\b")
_NO_COUNT_BEFORE = re.compile(r"\b(?:no|each|every|any|some|this|that|which|another|the|only|at) $", re.IGNORECASE)
_NO_COUNT_AFTER = re.compile(
    r"(?:[’',.;:?!)]|$| (?:of|another|who|that|can|could|may|might|must|should|would|is|was)\b)"
)


@dataclass(frozen=True)
class Number:
    """A number in a passage's normalised sentence (code points, end excluded).

    `value` is decimal digits without separators, or for a page what stands there with both ends in full (`170-171`).
    """

    passage: str
    start: int
    end: int
    value: str
    kind: str


def numbers_in(passage: str, sentence: str) -> list[Number]:
    """The numbers of a passage's normalised sentence, by their start; the module says what counts."""
    pages = list(cited_places(sentence))
    taken = [*calendar_spans(sentence), *pages]
    found = [Number(passage, start, end, full_pages(sentence[start:end]), "page") for start, end in pages]
    for number in (*_in_digits(passage, sentence), *_in_words(passage, sentence)):
        if not any(number.start < end and start < number.end for start, end in taken):
            found.append(number)
    return sorted(found, key=lambda number: number.start)


def numbers_csv(sentences: Iterable[tuple[str, str]]) -> str:
    """The lock file's content for passages (slug and normalised sentence) in the order given; no text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(NUMBER_COLUMNS)
    for passage, sentence in sentences:
        for here in numbers_in(passage, sentence):
            writer.writerow((here.passage, here.start, here.end, here.value, here.kind))
    return out.getvalue()


def read_numbers_csv(path: Path, shown: Path | None = None) -> list[Number]:
    """The numbers of a lock file in its order; raises InputError, with the line, for a file that is no such file."""
    numbers = []
    for line, (passage, start, end, value, kind) in rows_of(path, NUMBER_COLUMNS, shown):
        if not (start.isdecimal() and end.isdecimal() and value and kind in NUMBER_KINDS):
            advice = "The file is written by `kg read --text FILE` and never by hand."
            raise InputError("is no row of a number.", path=shown or path, line=line, advice=advice)
        numbers.append(Number(passage, int(start), int(end), value, kind))
    return numbers


def full_pages(pages: str) -> str:
    """The number of pages as printed, both ends in full and without a sign: `170-71` as `170-171`, `ch. 8` as `8`."""
    first, dash, last = pages.removeprefix("ch. ").replace("–", "-").partition("-")
    return first + dash + (first[: len(first) - len(last)] + last if last else "")


def _in_digits(passage: str, sentence: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(sentence):
        digits = match[0].removesuffix(match["suffix"] or "")
        marks_a_list = re.match(r"\) ", sentence[match.end() :]) and "." not in digits
        ordinal = bool(match["suffix"] or marks_a_list)
        yield Number(passage, *match.span(), digits.replace(",", ""), "ordinal" if ordinal else "cardinal")


def _in_words(passage: str, sentence: str) -> Iterator[Number]:
    for match in _WORDS.finditer(sentence):
        words = match[0].lower()
        if not _is_no_number(words, sentence, match.span()):
            kind = "ordinal" if is_ordinal(words) else "cardinal"
            yield Number(passage, *match.span(), str(value_of(words)), kind)


def _is_no_number(words: str, sentence: str, span: Span) -> bool:
    """Whether a number's word does not count anything here."""
    before, after = sentence[: span[0]], sentence[span[1] :]
    if is_ordinal(words):
        return (span[0] == 0 and _ORDERS_SENTENCES.match(sentence) is not None) or before.lower().endswith("at ")
    if words == "one":
        return _NO_COUNT_BEFORE.search(before) is not None or _NO_COUNT_AFTER.match(after) is not None
    return _DEFINITE.search(before) is not None and _OF_TIME.match(after) is None
