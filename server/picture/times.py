"""Days as the dataset writes them in; points of time in years, and stretches of time whose ends are uncertain, out."""

import re
from calendar import isleap, monthrange
from collections.abc import Iterable
from dataclasses import dataclass

_DAY = re.compile(r"(-?[0-9]{4,6})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII)
_A_DAY = 1 / 365


def begin_of(day: str) -> float | None:
    """The beginning of a day (xsd:date) in years, as 2012.5 is the middle of 2012; None for what is no day."""
    match = _DAY.fullmatch(day)
    if match is None:
        return None
    year, month, number = (int(part) for part in match.groups())
    pattern = 2000 if isleap(year) else 2001  # the calendar of years that the library does not know is the same
    if not 1 <= month <= 12 or not 1 <= number <= monthrange(pattern, month)[1]:
        return None
    before = sum(monthrange(pattern, earlier)[1] for earlier in range(1, month))
    return year + (before + number - 1) / (366 if isleap(year) else 365)


def end_of(day: str) -> float | None:
    """The end of a day (xsd:date) in years; None for what is no day."""
    begin = begin_of(day)
    return None if begin is None else begin + _A_DAY


@dataclass(frozen=True)
class Stretch:
    """When something began and ended, in years, each between two bounds; `end_latest` None: no end is told."""

    begin_earliest: float
    begin_latest: float
    end_earliest: float
    end_latest: float | None

    @classmethod
    def of(
        cls, begin_earliest: str, begin_latest: str | None, end_earliest: str | None, end_latest: str | None
    ) -> "Stretch | None":
        """The stretch between these days, the last of each pair included; None where they are none or out of order.

        Where one of the inner bounds is not told it may be anywhere between the outer ones.
        """
        latest = begin_latest or end_latest or begin_earliest
        first, second, third = begin_of(begin_earliest), begin_of(latest), end_of(end_earliest or begin_earliest)
        fourth = end_of(end_latest) if end_latest is not None else None
        if first is None or second is None or third is None or (end_latest is not None and fourth is None):
            return None
        last = max(second, third) if fourth is None else fourth
        return cls(first, second, third, fourth) if first <= second <= last and first < third <= last else None

    @property
    def last(self) -> float:
        """The latest point of it that is told of."""
        return max(self.begin_latest, self.end_earliest) if self.end_latest is None else self.end_latest


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, those that follow each other within a day made into one."""
    result: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda one: (one.begin_earliest, one.last)):
        if result and result[-1].end_latest is not None and stretch.begin_earliest <= result[-1].last + 2 * _A_DAY:
            before = result.pop()
            longest = max(before, stretch, key=lambda one: (one.end_latest is None, one.last))
            result.append(Stretch(before.begin_earliest, before.begin_latest, longest.end_earliest, longest.end_latest))
        else:
            result.append(stretch)
    return tuple(result)
