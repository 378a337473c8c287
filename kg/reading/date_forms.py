"""The forms that an expression of time can take in English, and what each means as EDTF under our conventions.

A form is a pattern and a reading of it. An absolute form gives its date by itself; a relative one ("the same year")
is reckoned from an earlier date. The conventions are those of `ontology/time.ttl`.

There is no form for what fixes no year, month or day: adverbs (later, thereafter, henceforth, at the time), repetitions
(annually, every year), durations counted back from a time of writing that is not given (the last ten years), and eras.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kg.reading.points import MONTHS, UNITS, Point

_CENTURIES = {"eighteenth": 1701, "nineteenth": 1801, "twentieth": 1901, "twenty-first": 2001}
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DECADE_PARTS = {"early": "{0}/{3}~", "mid": "{4}~/{6}~", "late": "{7}~/{9}"}
_MOVES = {"same": 0, "that": 0, "following": 1, "next": 1, "previous": -1, "preceding": -1}


@dataclass(frozen=True)
class Meaning:
    """A date in EDTF, the convention it needs (empty: none), and the one point that it names, if it names one."""

    edtf: str
    convention: str = ""
    point: Point | None = None


@dataclass(frozen=True)
class Form:
    """A pattern and its reading; `unit` says to what an earlier date must be known, None where none is needed.

    A reading is given that earlier date (any point, in an absolute form) and raises ValueError for no date.
    """

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Point], Meaning]
    unit: str | None = None


def _point(match: re.Match[str], earlier: Point) -> Meaning:
    """A day, month or year, given in full or by what is said of the year; open where it says since."""
    parts = match.groupdict()
    month, day = parts.get("month"), parts.get("day")
    move = _moved(match, earlier, "year") if parts.get("move") else earlier
    year = int(parts["year"]) if parts.get("year") else move.year
    point = Point(year, MONTHS.index(month) + 1 if month else None, int(day) if day else None)
    return Meaning(f"{point.edtf}/.." if parts.get("since") else point.edtf, point=point)


def _part_of_month(match: re.Match[str], earlier: Point) -> Meaning:
    part = {"beginning": "early", "middle": "mid", "end": "late"}.get(match["part"].lower(), match["part"].lower())
    return Meaning(_point(match, earlier).edtf, f"{part}-month", _point(match, earlier).point)


def _decade(match: re.Match[str], _: Point) -> Meaning:
    years = [int(match["decade"]) + offset for offset in range(10)]
    if match["part"]:
        return Meaning(_DECADE_PARTS[match["part"].lower()].format(*years), "around")
    return Meaning(f"{years[0]}/{years[-1]}")


def _century(match: re.Match[str], _: Point) -> Meaning:
    first = _CENTURIES[match["century"]]
    half = match["half"]
    return Meaning(f"{first + 50 * (half in ('latter', 'second'))}/{first + (49 if half in ('first',) else 99)}")


def _years(match: re.Match[str], _: Point) -> Meaning:
    first, last = match["first"], match["last"]
    return Meaning(f"{first}/{first[: 4 - len(last)]}{last}")


def _around(match: re.Match[str], _: Point) -> Meaning:
    return Meaning(f"{match['year']}~", "around", Point(int(match["year"])))


def _mid_year(match: re.Match[str], _: Point) -> Meaning:
    return Meaning(match["year"], "mid-year", Point(int(match["year"])))


def _to_present(match: re.Match[str], _: Point) -> Meaning:
    return Meaning(f"{match['year']}/..", point=Point(int(match["year"])))


def _from_then(_: re.Match[str], earlier: Point) -> Meaning:
    return Meaning(f"{earlier.edtf}/..", point=earlier)


def _moved(match: re.Match[str], earlier: Point, unit: str) -> Point:
    return earlier.moved(unit, _MOVES[match["move"].lower().split()[-1]])


def _same(unit: str) -> Callable[[re.Match[str], Point], Meaning]:
    def read(match: re.Match[str], earlier: Point) -> Meaning:
        point = _moved(match, earlier, unit)
        return Meaning(point.edtf, point=point)

    return read


def _distance(unit: str) -> Callable[[re.Match[str], Point], Meaning]:
    def read(match: re.Match[str], earlier: Point) -> Meaning:
        word = match["count"].lower()
        count = int(word) if word.isdecimal() else 1 if word in ("a", "an") else _COUNTS.index(word) + 1
        point = earlier.moved(unit, -count if match["way"] in ("before", "earlier") else count)
        return Meaning(point.edtf, point=point)

    return read


_PIECES = {
    "YEAR": r"(?<![\d,.])(?<!\d-)(?P<year>1[5-9]\d\d|20\d\d)(?![\d%]|,\d)",
    "MONTH": rf"(?<![\w-])(?P<month>{'|'.join(MONTHS)})",  # not the June of a double name
    "ITSMONTH": rf"(?P<month>{'|'.join(MONTHS)})",
    "DAY": r"(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)",
    "SINCE": r"(?:\b(?P<since>[Ss]ince|[Aa]fter|[Bb]eginning in|[Ss]tarting in) )?",
    "MOVE": r"\b(?P<move>(?i:the same|that same|that|the following|the next|the previous|the preceding))",
    "PART": r"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[- ]",
    "COUNT": rf"\b(?P<count>(?i:\d+|an?|{'|'.join(_COUNTS)}))",
}


def _form(pattern: str, read: Callable[[re.Match[str], Point], Meaning], unit: str | None = None) -> Form:
    filled = re.sub("<([A-Z]+)>", lambda name: _PIECES[name[1]], pattern)
    return Form(re.compile(filled), read, unit)


FORMS = (
    _form(r"<SINCE><MONTH> <DAY>,? <YEAR>", _point),
    _form(r"<SINCE><MONTH>,? <YEAR>", _point),
    _form(r"<SINCE>(?:\b[Tt]he year )?<YEAR>", _point),
    _form(r"<MONTH>(?: <DAY>)?,? of <MOVE> year", _point, "year"),
    _form(r"<MONTH> <DAY>(?!,? (?:\d{4}|of \w+ (?:same )?year))", _point, "year"),
    _form(r"(?<=\b[Ii]n )<MONTH>(?!,? (?:\d|of \w+ (?:same )?year))", _point, "year"),
    _form(r"<PART><ITSMONTH>,? <YEAR>", _part_of_month),
    _form(r"<PART><ITSMONTH> of <MOVE> year", _part_of_month, "year"),
    _form(r"\bthe (?P<part>beginning|middle|end) of <MONTH>,? <YEAR>", _part_of_month),
    _form(r"\b[Mm]id-<YEAR>", _mid_year),
    _form(r"(?:\b[Tt]he )?(?:<PART>)?(?<!\d)(?P<decade>(?:1[5-9]|20)\d0)s\b", _decade),
    _form(
        r"(?:\bthe (?P<half>first|second|latter) (?:half|part) of )?\bthe (?P<century>[a-z-]+teenth) century", _century
    ),
    _form(r"(?<![\d-])(?P<first>1[5-9]\d\d|20\d\d)[-–](?P<last>\d\d(?:\d\d)?)(?![\d-])", _years),
    _form(
        r"\b(?:[Ff]rom|[Bb]etween) (?P<first>1[5-9]\d\d|20\d\d) (?:to|until|and) (?P<last>1[5-9]\d\d|20\d\d)", _years
    ),
    _form(r"<YEAR>[-–] ?[Pp]resent\b", _to_present),
    _form(r"\b[Aa](?:round|bout) <YEAR>", _around),
    *(_form(rf"<MOVE> {unit}\b", _same(unit), unit) for unit in UNITS),
    *(_form(rf"<COUNT> {unit}s? (?P<way>before|earlier|later|after)\b", _distance(unit), unit) for unit in UNITS),
    _form(r"\b(?:[Ff]rom then on|[Ss]ince then)\b", _from_then, "year"),
)
