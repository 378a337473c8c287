"""Points of time in; places on an axis that gives more room to years of which more is told, out."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor, log10, sqrt

_MARGIN = 8.0
_APART = 30.0
"""Units between two years that are written out, at least."""
_LEAST = 0.35
"""How wide the emptiest stretch of years is at least, as a share of the fullest."""


@dataclass(frozen=True)
class Scale:
    """The axis: years and their places, from left to right; between two of them a year is as wide as the next."""

    years: tuple[int, ...]
    places: tuple[float, ...]
    width: float

    @classmethod
    def around(cls, points: Iterable[float], width: float) -> "Scale":
        """The axis on which all these points of time have a place, on so many units.

        It is made of blocks of a round number of years; a block's width goes with the square root of how many of the
        points lie in it, so that what crowds together is drawn apart.
        """
        known = sorted(points)
        if not known:
            return cls((1945, 2015), (_MARGIN, width - _MARGIN), width)
        step = _round((known[-1] - known[0]) / 14)
        first, last = floor(known[0] / step), max(ceil(known[-1] / step), floor(known[0] / step) + 1)
        counts = [0] * (last - first)
        for point in known:
            counts[min(floor(point / step), last - 1) - first] += 1
        most = sqrt(max(counts))
        weights = [max(sqrt(count), _LEAST * most) for count in counts]
        unit = (width - 2 * _MARGIN) / sum(weights)
        places = accumulate((weight * unit for weight in weights), initial=_MARGIN)
        return cls(tuple(block * step for block in range(first, last + 1)), tuple(places), width)

    @property
    def first(self) -> int:
        """The year with which the axis begins."""
        return self.years[0]

    @property
    def end(self) -> int:
        """The year before which it ends."""
        return self.years[-1]

    def x(self, year: float) -> float:
        """The place of a point of time; what lies outside is at the edge."""
        inside = min(max(year, self.first), self.end)
        block = min(bisect_right(self.years, inside), len(self.years) - 1) - 1
        share = (inside - self.years[block]) / (self.years[block + 1] - self.years[block])
        return self.places[block] + share * (self.places[block + 1] - self.places[block])

    @property
    def ticks(self) -> tuple[tuple[int, float, bool], ...]:
        """The years at which blocks begin, with their places, and whether there is room to write them out."""
        ticks: list[tuple[int, float, bool]] = []
        written = -_APART
        for year, place in zip(self.years[:-1], self.places, strict=False):
            fits = place - written >= _APART
            written = place if fits else written
            ticks.append((year, place, fits))
        return tuple(ticks)


def _round(years: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, … that is no smaller."""
    power = 10 ** floor(log10(years)) if years > 1 else 1
    return next(int(power * one) for one in (1, 2, 5, 10) if power * one >= years or one == 10)
