"""A source of chance in; days and spans as an article would give them, with their bounds, out."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

FIRST, LAST = date(1948, 1, 1), date(2014, 12, 31)


@dataclass(frozen=True)
class Time:
    """A time as typed (EDTF) and its four bounds; an open time has no end."""

    typed: str
    begin_earliest: date
    begin_latest: date
    end_earliest: date
    end_latest: date | None

    def certainly_meets(self, other: "Time") -> bool:
        """Whether the two overlap whatever the true days are."""
        return self.begin_latest <= other.end_earliest and other.begin_latest <= self.end_earliest

    def may_meet(self, other: "Time") -> bool:
        """Whether the two can overlap."""
        return self.begin_earliest <= (other.end_latest or LAST) and other.begin_earliest <= (self.end_latest or LAST)


def moment(chance: Random, first: date = FIRST, last: date = LAST) -> Time:
    """A day, a month or a year between the two days: about as often as texts give each."""
    when = first + timedelta(days=chance.randrange((last - first).days + 1))
    precision = chance.random()
    if precision < 0.35:
        return Time(when.isoformat(), when, when, when, when)
    if precision < 0.7:
        begin, end = when.replace(day=1), when.replace(day=monthrange(when.year, when.month)[1])
        return Time(when.isoformat()[:7], begin, end, begin, end)
    begin, end = date(when.year, 1, 1), date(when.year, 12, 31)
    return Time(str(when.year), begin, end, begin, end)


def span(chance: Random, first: date = FIRST, last: date = LAST) -> Time:
    """A time with a begin and an end, or, for one in four, still open; most are a few years long."""
    begin = moment(chance, first, last)
    if chance.random() < 0.25:
        return Time(f"{begin.typed}/..", begin.begin_earliest, begin.begin_latest, begin.begin_earliest, None)
    end = moment(chance, begin.begin_latest, min(LAST, begin.begin_latest + timedelta(days=chance.randrange(1, 3000))))
    return Time(
        f"{begin.typed}/{end.typed}", begin.begin_earliest, begin.begin_latest, end.begin_earliest, end.end_latest
    )
