"""What is dated about a thing in; a strip of time, as geometry that a template draws, out.

The strip is small and of one thing: bounds that are uncertain are drawn as wide as they are, what has no end fades out,
and what the author does not say himself is drawn hollow. The list beside it tells the same in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from pyoxigraph import Literal, NamedNode

from server.pages.dates import phrase_of
from server.portrait.asking import Row
from server.portrait.names import Names
from server.portrait.parts import Part, tail_of

WIDTH, LANE = 640, 14
_OWN = {"stance-asserted", "stance-hedged"}
_LANES = 12
_NARROWEST = 6.0


@dataclass(frozen=True)
class Dated:
    """One thing with its date in words; `own`: the author says both that and when; days as ordinals, end None: open."""

    thing: Part
    when: str
    own: bool
    begin: int
    end: int | None


@dataclass(frozen=True)
class Mark:
    """Where a dated thing is drawn: from `x`, `width` wide, in a lane from the top at `y`."""

    dated: Dated
    x: float
    width: float
    y: float


@dataclass(frozen=True)
class Strip:
    """The drawing: its marks, the years written below it with their places, and its height."""

    marks: tuple[Mark, ...]
    years: tuple[tuple[float, int], ...]
    height: int


def dated_from(rows: Iterable[Row], names: Names) -> list[Dated]:
    """The dated things in their order, each date of each once; what the author says himself wins."""
    found: dict[tuple[object, object], Dated] = {}
    for row in rows:
        node, when, begin = row["node"], row["when"], row["begin"]
        end = row.get("end")
        first = _ordinal(begin)
        if not isinstance(node, NamedNode) or not isinstance(when, Literal) or first is None:
            continue
        own = all(tail_of(row[column]) in _OWN for column in ("stance", "linked") if column in row)
        known = found.get((node, when))
        if known is None or (own and not known.own):
            words = phrase_of(when.value, tail_of(row.get("convention")))
            found[node, when] = Dated(names.of(node), words, own, first, _ordinal(end) if end is not None else None)
    return sorted(found.values(), key=lambda one: (one.begin, one.end or 9_999_999, one.thing.words))


def strip_of(dated: Sequence[Dated]) -> Strip | None:
    """The strip; None where there are fewer than two dates, for one needs no picture."""
    if len({(one.begin, one.end) for one in dated}) < 2:
        return None
    first = date.fromordinal(min(one.begin for one in dated)).year
    last = date.fromordinal(max(one.end or one.begin for one in dated)).year + 1
    start, days = (
        date(first, 1, 1).toordinal(),
        max(1, date(min(last, 9999), 1, 1).toordinal() - date(first, 1, 1).toordinal()),
    )
    scale = WIDTH / days
    ends: list[float] = []
    marks = []
    for one in dated:
        x = (one.begin - start) * scale
        width = max(_NARROWEST, ((one.end or start + days) - one.begin + 1) * scale)
        x = min(x, WIDTH - _NARROWEST)
        width = min(width, WIDTH - x)
        lane = next((place for place, end in enumerate(ends) if end + 2 <= x), len(ends))
        if lane >= _LANES:
            lane = min(range(_LANES), key=lambda place: ends[place])
        if lane == len(ends):
            ends.append(0)
        ends[lane] = x + width
        marks.append(Mark(one, round(x, 1), round(width, 1), 4 + lane * LANE))
    step = next((step for step in (1, 2, 5, 10, 20, 50, 100, 500) if (last - first) / step <= 6), 1000)
    years = [year for year in range(ceil(first / step) * step, last + 1, step) if 0 < year <= 9999]
    places = [(round((date(year, 1, 1).toordinal() - start) * scale, 1), year) for year in years]
    return Strip(tuple(marks), tuple(places), 4 + len(ends) * LANE + 22)


def _ordinal(term: object) -> int | None:
    try:
        return date.fromisoformat(term.value).toordinal() if isinstance(term, Literal) else None
    except ValueError:
        return None
