"""A thing of the picture in; when it was, what is to be known of it, and its label, in words, out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from server.pages.dates import in_words
from server.picture.things import Stage, Thing
from server.picture.widths import cut, width_of

SIZE = 12.5
"""Units of the letters of labels."""
_PART = 220.0
_TITLE = 300
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Part:
    """A run of words of one label; `stalled` is to be plain to see."""

    words: str
    stalled: bool = False


def when_of(thing: Thing) -> str:
    """When it was, or that this is not told."""
    if thing.stages:
        return ", ".join(_stage(stage) for stage in thing.stages)
    if thing.dated:
        return in_words(thing.when)
    return f"no date told; of the time of {_listed(thing.under)}" if thing.under else "no date told"


def marks_of_doubt(thing: Thing) -> list[str]:
    """What keeps it from being a plain fact of the article: each in a word or two."""
    stages = [f"{stage.label} hedged" for stage in thing.stages if stage.hedged and not thing.hedged]
    return [
        *([thing.status] if thing.status else []),
        *(["hedged"] if thing.hedged else []),
        *stages,
        *([f"background, from {thing.source}"] if thing.source else []),
    ]


def title_of(thing: Thing) -> str:
    """All of it in one line, as it is read out."""
    line = "; ".join([thing.label, when_of(thing), *marks_of_doubt(thing)])
    return line if len(line) <= _TITLE else line[:_TITLE].rstrip() + "…"


def label_of(thing: Thing, room: float) -> tuple[Part, ...]:
    """The label beside the mark, no wider than the room; what happened to an agreement goes before its name."""
    after = [_after(stage, last=stage is thing.stages[-1]) for stage in thing.stages]
    doubts = [doubt for doubt in marks_of_doubt(thing) if not thing.source]
    if doubts:
        after.append(Part(f" ({cut(', '.join(doubts), SIZE, _PART)})"))
    used = width(after)
    colon = ": " if thing.stages else ""
    name = cut(thing.label, SIZE, max(4 * SIZE, room - used - width_of(colon, SIZE)))
    kept = [Part(name + colon), *after]
    while len(kept) > 1 and width(kept) > room:
        kept.remove(next((part for part in kept[1:] if not part.stalled), kept[1]))
    return tuple(kept)


def width(parts: Sequence[Part]) -> float:
    """How wide a label is at most; what is stalled is in bold letters."""
    return sum(width_of(part.words, SIZE) * (1.08 if part.stalled else 1) for part in parts)


def _after(stage: Stage, *, last: bool) -> Part:
    month = stage.when[:7] if _DAY.fullmatch(stage.when) else stage.when
    words = cut(f"{'✕ ' if stage.stalled else ''}{_stage(replace(stage, when=month))}", SIZE, _PART)
    return Part(words if last else f"{words}, ", stage.stalled)


def when_reached(stage: Stage) -> str:
    """When the stage was reached, or that this is not told."""
    return in_words(stage.when) if stage.stretch else "(no date told)"


def _stage(stage: Stage) -> str:
    return f"{stage.label} {when_reached(stage)}"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
