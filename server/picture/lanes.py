"""The things of the picture in; the lanes they stand in, from top to bottom, out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from server.picture.things import Thing


@dataclass(frozen=True)
class Lane:
    """One lane: its name, what a reader must know of it, the things drawn in it, and those that have no place in time.

    `background`: all of it is from other sources than the article.
    """

    key: str
    title: str
    note: str
    things: tuple[Thing, ...]
    unplaced: tuple[Thing, ...] = ()
    background: bool = False

    @property
    def all(self) -> tuple[Thing, ...]:
        """What is drawn, then what has no place."""
        return (*self.things, *self.unplaced)


_DATED_ALONE = "event"
"""The kind whose things without a date are in the table alone: they would crowd out those that have one."""
_TITLES = (
    ("agreement", "Agreements and proposals", "with the stages they reached; ✕ is where one stalled"),
    ("barrier", "Barriers", "what hindered, by the article’s word"),
    ("stimulus", "Stimuli", "what brought on, hastened or favoured cooperation"),
    ("influence", "Barrier or stimulus", "listed without a word on which of the two"),
)
_BACKGROUND = "background: terms of office are from other sources than the article"
_NO_LEVEL = "level not told"


def lanes_of(things: Sequence[Thing], terms: Iterable[Thing]) -> list[Lane]:
    """The lanes that hold anything, governments first, events last."""
    lanes = _governments(terms)
    for kind, title, note in _TITLES:
        lanes.append(_lane(kind, title, note, [thing for thing in things if thing.kind == kind]))
    lanes += _cooperation([thing for thing in things if thing.kind == "measure"])
    events = [thing for thing in things if thing.kind == _DATED_ALONE]
    dated = tuple(thing for thing in events if thing.dated)
    rest = tuple(thing for thing in events if not thing.dated)
    lanes.append(Lane("event", "Events", "visits, talks, statements, crises, and series of them", dated, rest))
    return [lane for lane in lanes if lane.all]


def _governments(terms: Iterable[Thing]) -> list[Lane]:
    """A lane for each state, the one with most governments first."""
    by_state: dict[str, list[Thing]] = {}
    for term in terms:
        by_state.setdefault(term.of("state")[0].label, []).append(term)
    told = {state: sum(term.kind == "government" for term in found) for state, found in by_state.items()}
    return [
        Lane(f"government-{number}", f"Governments: {state}", _BACKGROUND, tuple(by_state[state]), background=True)
        for number, state in enumerate(sorted(by_state, key=lambda one: (-told[one], one)))
    ]


def _cooperation(measures: Sequence[Thing]) -> list[Lane]:
    """A lane for each level of cooperation, the highest first, then one for what no level is told of."""
    levels = sorted(
        {level for thing in measures for level in thing.of("level")}, key=lambda one: (-one.rank, one.label)
    )
    lanes = [
        _lane(
            f"level-{level.rank}-{number}",
            f"Cooperation: {level.label}",
            "measures and states of relations at this level",
            [thing for thing in measures if level in thing.of("level")],
        )
        for number, level in enumerate(levels)
    ]
    rest = [thing for thing in measures if not thing.of("level")]
    return [*lanes, _lane("measure", f"Cooperation: {_NO_LEVEL}", "measures agreed, called for or carried out", rest)]


def _lane(key: str, title: str, note: str, things: Sequence[Thing]) -> Lane:
    placed = tuple(thing for thing in things if thing.stretches)
    return Lane(key, title, note, placed, tuple(thing for thing in things if not thing.stretches))
