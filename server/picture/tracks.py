"""How much room each thing takes from left to right in; tracks in which no two of them overlap out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """From where to where something reaches, its label included."""

    left: float
    right: float

    def meets(self, other: "Room", gap: float) -> bool:
        """Whether the two are nearer to each other than the gap."""
        return self.left < other.right + gap and other.left < self.right + gap


def packed(ways: Sequence[Sequence[Room]], gap: float) -> list[tuple[int, int]]:
    """For each thing the track it goes to, counted from the top, and which of its ways to be drawn is taken.

    The things come in order of time. They are put into tracks forwards and backwards, the first of their ways or the
    last tried first, and what takes the fewest tracks is kept; a track whose first thing is earlier stands higher.
    """
    order = range(len(ways))
    attempts = [_filled(ways, tried, gap, last=last) for tried in (order, order[::-1]) for last in (False, True)]
    best = min(attempts, key=lambda places: len({track for track, _ in places.values()}))
    ranks: dict[int, int] = {}
    for thing in order:
        ranks.setdefault(best[thing][0], len(ranks))
    return [(ranks[best[thing][0]], best[thing][1]) for thing in order]


def _filled(
    ways: Sequence[Sequence[Room]], order: Iterable[int], gap: float, *, last: bool
) -> dict[int, tuple[int, int]]:
    """Each thing in the first track that has room for one of its ways, else in a new one."""
    tracks: list[list[Room]] = []
    places = {}
    for thing in order:
        rooms = list(enumerate(ways[thing]))
        track, way, room = _first_fit(tracks, rooms[::-1] if last else rooms, gap)
        if track == len(tracks):
            tracks.append([])
        tracks[track].append(room)
        places[thing] = track, way
    return places


def _first_fit(
    tracks: Sequence[Sequence[Room]], rooms: Sequence[tuple[int, Room]], gap: float
) -> tuple[int, int, Room]:
    for number, taken in enumerate(tracks):
        for way, room in rooms:
            if not any(room.meets(other, gap) for other in taken):
                return number, way, room
    return len(tracks), *rooms[0]
