"""The nearest neighbours of a thing in; a drawing of what ties it to them, as geometry that a template draws, out.

The thing stands in the middle, half of the neighbours on either side, the nearest on top; a line is the thicker the
more claims stand behind it. The list beside the drawing says the same, with how and by how many claims.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server.portrait.neighbours import Neighbour

WIDTH, MIDDLE, ROW, TOP = 640, 320, 26, 16
_INNER, _OUTER = 78, 120
"""How far from the middle lines begin, and where names do."""
_LONGEST, _CENTRE = 32, 21
"""Characters of a name beside, and in the middle."""
_THICKEST = 6.0


@dataclass(frozen=True)
class Tie:
    """One line, from the middle to a name: its path, its thickness, the name and where and how it is written."""

    path: str
    thickness: float
    name: str
    x: int
    y: float
    anchor: str
    barrier: bool


@dataclass(frozen=True)
class Ties:
    """The drawing: its lines, what stands in the middle and how high up, and its height."""

    ties: tuple[Tie, ...]
    centre: str
    y: float
    height: int


def ties_of(name: str, nearest: Sequence[Neighbour]) -> Ties | None:
    """The drawing; None where there are fewer than three neighbours, for two need no picture."""
    if len(nearest) < 3:
        return None
    rows = -(-len(nearest) // 2)
    height = 2 * TOP + (rows - 1) * ROW + 8
    middle = height / 2
    most = max(one.claims for one in nearest)
    ties = []
    for place, one in enumerate(nearest):
        side = -1 if place % 2 == 0 else 1
        y = TOP + 4 + (place // 2) * ROW + (ROW / 2 if len(nearest) % 2 and side > 0 else 0)
        begin, end = MIDDLE + side * _INNER, MIDDLE + side * (_OUTER - 6)
        bend = (begin + end) // 2
        ties.append(
            Tie(
                f"M{begin} {middle:g}C{bend} {middle:g} {bend} {y:g} {end} {y:g}",
                round(1 + (_THICKEST - 1) * one.claims / most, 1),
                _cut(one.thing.words, _LONGEST),
                MIDDLE + side * _OUTER,
                y,
                "end" if side < 0 else "start",
                any("barrier" in way for way, _ in one.ways),
            )
        )
    return Ties(tuple(ties), _cut(name, _CENTRE), middle, height)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
