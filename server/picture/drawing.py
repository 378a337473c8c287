"""Lanes in; where each line, form and label of the picture stands, out."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.picture.labelling import Way, ways_of
from server.picture.lanes import Lane
from server.picture.marks import Form, Marks, marks_of
from server.picture.scale import Scale
from server.picture.things import Thing
from server.picture.tracks import Room, packed
from server.picture.widening import widened
from server.picture.widths import width_of
from server.picture.words import SIZE, Part, title_of

WIDTH = 1180.0
_TRACK = 22.0
_HEADING, _YEARS, _FOOT, _TOP = 34.0, 32.0, 12.0, 0.0
_GAP = 14.0
"""Between two things on a track."""
_CLOSE, _TOUCHING = 1.0, -1.0
"""The same where they have no labels, and between terms of office, which follow each other."""


@dataclass(frozen=True)
class Drawn:
    """One thing as it is drawn: its forms, and its label with the place where that begins or ends (`anchor`)."""

    thing: Thing
    title: str
    forms: tuple[Form, ...]
    label: tuple[Part, ...]
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class DrawnLane:
    """One lane: where it begins and ends, the lines on which its name and its years (none: 0) stand, what is in it."""

    lane: Lane
    top: float
    name: float
    years: float
    bottom: float
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True)
class Band:
    """The term of a government behind all lanes, and its name where that fits."""

    left: float
    right: float
    label: str
    even: bool


@dataclass(frozen=True)
class Picture:
    """The whole picture."""

    width: float
    height: float
    ticks: tuple[tuple[int, float, bool], ...]
    bands: tuple[Band, ...]
    lanes: tuple[DrawnLane, ...]


def scale_of(lanes: Sequence[Lane]) -> Scale:
    """The axis that all that the article dates has a place on; terms of office are drawn as far as it goes."""
    told = [stretch for lane in lanes for thing in lane.things if not lane.background for stretch in thing.dated]
    terms = [stretch for lane in lanes if lane.background for thing in lane.things for stretch in thing.dated]
    end = max((one.last for one in told or terms), default=0)
    begins = [one.begin_earliest for one in (*told, *terms) if one.begin_earliest <= end]
    return Scale.around([*begins, end] if begins else [], WIDTH)


def picture_of(lanes: Sequence[Lane], scale: Scale, *, brief: bool = False) -> Picture:
    """The picture of these lanes; a `brief` one has events without their labels."""
    drawn: list[DrawnLane] = []
    y = _TOP
    for lane in lanes:
        if lane.things:
            under = lane.background and bool(drawn)
            drawn.append(_lane(lane, scale, y, labelled=not (brief and lane.key == "event"), under=under))
            y = drawn[-1].bottom
    return Picture(WIDTH, y, scale.ticks, _bands(lanes, scale), tuple(drawn))


def _lane(lane: Lane, scale: Scale, top: float, *, labelled: bool, under: bool) -> DrawnLane:
    """A lane from `top` on; one `under` another of governments needs no axis of its own."""
    axis = 0.0 if under else _YEARS - 12 if lane.background else _YEARS
    things = [thing for thing in lane.things if not lane.background or _within(thing, scale)]
    marks = [marks_of(thing, scale, 0) for thing in things]
    gap = _TOUCHING if lane.background else _GAP if labelled else _CLOSE
    ways, tracks = _placed(things, marks, gap, labelled=labelled)
    drawn = []
    for thing, way, track in zip(things, ways, tracks, strict=True):
        y = top + _HEADING + axis + (track + 0.5) * _TRACK
        forms = marks_of(thing, scale, y).forms
        drawn.append(Drawn(thing, title_of(thing), forms, way.label, way.x, y, way.anchor))
    bottom = top + _HEADING + axis + (1 + max(tracks, default=0)) * _TRACK + _FOOT
    return DrawnLane(lane, top, top + 24, top + _HEADING + 10 if axis else 0, bottom, tuple(drawn))


def _placed(
    things: Sequence[Thing], marks: Sequence[Marks], gap: float, *, labelled: bool
) -> tuple[list[Way], list[int]]:
    """How each thing is drawn, and on which track."""
    if labelled:
        offered = [ways_of(thing, mark, WIDTH) for thing, mark in zip(things, marks, strict=True)]
    else:
        offered = [[Way(Room(mark.left, mark.right), (), 0, "start")] for mark in marks]
    places = packed([[way.room for way in found] for found in offered], gap)
    ways = [found[chosen] for found, (_, chosen) in zip(offered, places, strict=True)]
    for track in {track for track, _ in places} if labelled else ():
        on_it = [number for number, (its, _) in enumerate(places) if its == track]
        longer = widened([(things[number], ways[number]) for number in on_it], WIDTH, gap)
        for number, way in zip(on_it, longer, strict=True):
            ways[number] = way
    return ways, [track for track, _ in places]


def _within(thing: Thing, scale: Scale) -> bool:
    return thing.dated[0].begin_earliest < scale.end and thing.dated[0].last > scale.first


def _bands(lanes: Sequence[Lane], scale: Scale) -> tuple[Band, ...]:
    """The terms of the first lane of governments."""
    lane = next((lane for lane in lanes if lane.background), None)
    if lane is None:
        return ()
    bands = []
    for number, term in enumerate(thing for thing in lane.things if _within(thing, scale)):
        left, right = scale.x(term.dated[0].begin_earliest), scale.x(term.dated[0].last)
        fits = width_of(term.label, SIZE * 0.82) < right - left
        bands.append(Band(left, right, term.label if fits else "", number % 2 == 0))
    return tuple(bands)
