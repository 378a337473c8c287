"""The things on one track in; the same with labels that were cut given back what the track has room for, out."""

from collections.abc import Sequence
from dataclasses import replace

from server.picture.labelling import Way
from server.picture.things import Thing
from server.picture.tracks import Room
from server.picture.words import label_of, width

_EDGE = 2.0


def widened(track: Sequence[tuple[Thing, Way]], whole: float, gap: float) -> list[Way]:
    """The ways in the order given, of a picture so wide; things keep the gap between them."""
    order = sorted(range(len(track)), key=lambda place: track[place][1].room.left)
    ways = [way for _, way in track]
    for rank, place in enumerate(order):
        thing, way = track[place]
        if way.anchor == "start":
            end = ways[order[rank + 1]].room.left - gap if rank + 1 < len(order) else whole - _EDGE
            ways[place] = _longer(thing, way, end - way.x)
        elif way.anchor == "end":
            begin = ways[order[rank - 1]].room.right + gap if rank else _EDGE
            ways[place] = _longer(thing, way, way.x - begin)
    return ways


def _longer(thing: Thing, way: Way, free: float) -> Way:
    label = label_of(thing, free)
    long = width(label)
    if long <= width(way.label):
        return way
    reach = Room(way.x, way.x + long) if way.anchor == "start" else Room(way.x - long, way.x)
    room = Room(min(way.room.left, reach.left), max(way.room.right, reach.right))
    return replace(way, label=label, room=room)
