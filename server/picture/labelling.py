"""A thing with its forms in; the ways in which its label may stand beside, in or over them, out."""

from dataclasses import dataclass

from server.picture.marks import Marks
from server.picture.things import Thing
from server.picture.tracks import Room
from server.picture.words import Part, label_of, width

_SPACE = 5.0
"""Units between a form and its label."""
_BESIDE, _ROW = 340.0, 760.0
"""How wide a label may be; that of an agreement, which tells of all its stages, more so."""


@dataclass(frozen=True)
class Way:
    """One way: the room that forms and label take together, and where the label begins, ends or has its middle."""

    room: Room
    label: tuple[Part, ...]
    x: float
    anchor: str


def ways_of(thing: Thing, marks: Marks, whole: float) -> list[Way]:
    """The ways, the best first, on a picture so wide; there is always one, be its label cut."""
    if thing.source:
        label = label_of(thing, _BESIDE)
        if width(label) <= marks.right - marks.left:
            return [Way(Room(marks.left, marks.right), label, (marks.left + marks.right) / 2, "middle")]
    if not thing.dated:
        return _over(thing, marks, whole)
    most = _ROW if thing.stages else _BESIDE
    rooms = {"start": whole - 2 - marks.right - _SPACE, "end": marks.left - _SPACE - 2}
    best = label_of(thing, min(most, max(rooms.values())))
    ways = [_beside(marks, best, anchor) for anchor, room in rooms.items() if width(best) <= room]
    return ways or [_beside(marks, best, max(rooms, key=lambda anchor: rooms[anchor]))]


def _beside(marks: Marks, label: tuple[Part, ...], anchor: str) -> Way:
    reach = width(label) + _SPACE
    if anchor == "start":
        return Way(Room(marks.left, marks.right + reach), label, marks.right + _SPACE, anchor)
    return Way(Room(marks.left - reach, marks.right), label, marks.left - _SPACE, anchor)


def _over(thing: Thing, marks: Marks, whole: float) -> list[Way]:
    """Over the bracket: from its beginning to the right, or up to its end from the left."""
    begin, end = marks.left + _SPACE, marks.right - _SPACE
    rooms = {"start": whole - 2 - begin, "end": end - 2}
    label = label_of(thing, min(_ROW if thing.stages else _BESIDE, max(rooms.values())))
    long = width(label)
    ways = {
        "start": Way(Room(marks.left, max(marks.right, begin + long)), label, begin, "start"),
        "end": Way(Room(min(marks.left, end - long), marks.right), label, end, "end"),
    }
    return [way for anchor, way in ways.items() if long <= rooms[anchor]] or [ways["start"]]
