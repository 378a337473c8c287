"""A date as typed (EDTF and the convention behind it) goes in; four bounds that plain SPARQL can compare come out.

This module is the one table of conventions. EDTF is parsed by the `edtf` library; its fuzzy bounds, its bounds of
unknown ends and its reading of open ends are not used, because they guess.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from edtf.parser.parser_classes import Date, Interval, Season, UncertainOrApproximate, UnspecifiedIntervalSection

from kg.errors import InputError


@dataclass(frozen=True)
class Bounds:
    """Four inclusive dates between which something begins and ends; no `end_latest` means that it may go on."""

    begin_earliest: date
    begin_latest: date
    end_earliest: date
    end_latest: date | None


@dataclass(frozen=True)
class _End:
    """One end of an interval, or a single date: its first and last day, its precision, and whether it bears a `~`."""

    first: date
    last: date
    precision: str
    approximate: bool


_OPEN = None  # what `..` stands for


def bounds(when: str, convention: str | None = None, attested_until: date | None = None) -> Bounds:
    """The bounds of an EDTF date under a convention (`mid-year`; None where the form of the date says it all).

    Raises InputError for what is not EDTF, or has no meaning here: an unknown end (`1995/`), an open beginning without
    `just-before`, a `~` without `around`, `?` and `%`, a decade or season, an interval that ends before it begins.
    """
    if convention is not None and convention not in CONVENTIONS:
        raise InputError(f"{convention} is not a convention for dates.", advice=f"Use {', '.join(CONVENTIONS)}.")
    begin, end = _ends(when)
    if attested_until is not None and (begin is _OPEN or end is not _OPEN):
        raise InputError(f"{when} has an end, so it cannot be attested until a date.", advice="Write it as A/.. .")
    approximate = any(side is not _OPEN and side.approximate for side in (begin, end))
    if approximate != (convention == "around"):
        raise InputError(
            f"{when} {'has' if approximate else 'lacks'} the mark ~ that goes with the convention around.",
            advice="Write both or neither.",
        )
    if convention is not None and convention != "around":
        return CONVENTIONS[convention](when, begin, end)
    if begin is _OPEN:
        raise InputError(f"{when} has no beginning.", advice="Give one, or use the convention just-before.")
    if end is _OPEN:
        return _since(when, begin, attested_until)
    if end.first < begin.first or end.last < begin.last:
        raise InputError(f"{when} ends before it begins.", advice="Write the earlier end first.")
    return Bounds(begin.first, begin.last, end.first, end.last)


def _since(when: str, begin: _End, attested_until: date | None) -> Bounds:
    if attested_until is not None and attested_until < begin.first:
        raise InputError(f"{when} is attested only until {attested_until}, before it begins.", advice="Correct one.")
    return Bounds(begin.first, begin.last, attested_until or begin.first, None)


def _mid_year(when: str, begin: _End | None, end: _End | None) -> Bounds:
    year = _single(when, "mid-year", "year", begin, end).first.year
    return Bounds(date(year, 5, 1), date(year, 6, 30), date(year, 6, 30), date(year, 8, 31))


def _part_of_month(name: str, first: int, last: int | None) -> Callable[[str, _End | None, _End | None], Bounds]:
    def part(when: str, begin: _End | None, end: _End | None) -> Bounds:
        month = _single(when, name, "month", begin, end)
        start, stop = month.first.replace(day=first), month.last.replace(day=last or month.last.day)
        return Bounds(start, stop, start, stop)

    return part


def _just_before(when: str, begin: _End | None, end: _End | None) -> Bounds:
    if begin is not _OPEN or end is _OPEN or end.precision != "day":
        raise InputError(f"just-before takes ../DAY, not {when}.", advice="Write ../YYYY-MM-DD.")
    leap_day = (end.first.month, end.first.day) == (2, 29)
    start = end.first.replace(year=end.first.year - 1, day=28 if leap_day else end.first.day)
    return Bounds(start, end.first, start, end.first)


def _only_marked(when: str, _begin: _End | None, _end: _End | None) -> Bounds:
    raise InputError(f"the form of {when} says it all.", advice="Leave the convention out.")


def _single(when: str, convention: str, precision: str, begin: _End | None, end: _End | None) -> _End:
    if begin is _OPEN or begin != end or begin.precision != precision:
        raise InputError(f"{convention} takes one {precision}, not {when}.", advice=f"Write a {precision} alone.")
    return begin


CONVENTIONS: dict[str, Callable[[str, _End | None, _End | None], Bounds]] = {
    "moment": _only_marked,
    "span": _only_marked,
    "since": _only_marked,
    "around": _only_marked,  # told by the mark ~ as well, so `bounds` deals with it
    "mid-year": _mid_year,
    "early-month": _part_of_month("early-month", 1, 10),
    "mid-month": _part_of_month("mid-month", 11, 20),
    "late-month": _part_of_month("late-month", 21, None),
    "just-before": _just_before,
}


def _ends(when: str) -> tuple[_End | None, _End | None]:
    """Both ends of an EDTF interval; a single date is both of its ends."""
    try:
        parsed = edtf.parse_edtf(when)
    except EDTFParseException:
        raise InputError(f"{when!r} is not EDTF.", advice="Write 2012, 2012-06, 2012-06-29 or A/B.") from None
    if str(parsed) != when:
        raise InputError(f"{when!r} is not how EDTF writes it.", advice=f"Write {parsed}.")
    if isinstance(parsed, Interval):
        return _end(when, parsed.lower), _end(when, parsed.upper)
    end = _end(when, parsed)
    return end, end


def _end(when: str, parsed: object) -> _End | None:
    if isinstance(parsed, UnspecifiedIntervalSection):
        if parsed.is_open:
            return _OPEN
        raise InputError(f"{when} has an unknown end.", advice="Write .. for an end that is open.")
    approximate = False
    if isinstance(parsed, UncertainOrApproximate):
        approximate = parsed.is_approximate
        if parsed.is_uncertain or parsed.is_uncertain_and_approximate:
            raise InputError(f"{when} is marked uncertain.", advice="Only ~ with the convention around has bounds.")
        parsed = parsed.date
    # Subclasses of Date (seasons, decades) are other things.
    if type(parsed) is not Date or isinstance(parsed, Season) or len(parsed.year) != 4:
        raise InputError(f"{when} is neither a day, a month nor a year.", advice="Write YYYY, YYYY-MM or YYYY-MM-DD.")
    return _days(when, parsed, approximate)


def _days(when: str, parsed: Date, approximate: bool) -> _End:
    year, month = int(parsed.year), int(parsed.month or 0)
    if not date.min.year < year < date.max.year:
        raise InputError(f"{when} is no year that has a year before and after it.", advice="Check the year.")
    if approximate:
        if month:
            raise InputError(f"{when} marks a month or day with ~.", advice="The convention around is for years.")
        return _End(date(year - 1, 1, 1), date(year + 1, 12, 31), "year", True)
    if parsed.day:
        day = date(year, month, int(parsed.day))
        return _End(day, day, "day", False)
    if month:
        return _End(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month", False)
    return _End(date(year, 1, 1), date(year + 1, 1, 1) - timedelta(days=1), "year", False)
