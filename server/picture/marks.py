"""A thing's stretches of time and the scale in; the forms that are drawn for it out.

The forms tell more than colours do: what is certain is a filled bar or lozenge, what is possible a dashed box, an end
that is not told an arrow, a thing without a date a dotted bracket under its label over the time it is told of, a term
of office from elsewhere an outline, and a stage that stalled a cross.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from server.picture.scale import Scale
from server.picture.things import Stage, Thing
from server.picture.times import Stretch

_HALF = 5.0
"""Half the height of a bar."""
_ARROW = 22.0
_POINT = 7.0
"""What is narrower is drawn as a point."""
_NEGOTIATED, _CONCLUDED = 2, 4
"""Ranks of stages. Source: ontology/stages.ttl."""


@dataclass(frozen=True)
class Form:
    """One form: its kind, by which it is styled, and its outline (the `d` of an SVG path)."""

    kind: str
    outline: str


@dataclass(frozen=True)
class Marks:
    """The forms of one thing, and from where to where they reach."""

    forms: tuple[Form, ...]
    left: float
    right: float


def marks_of(thing: Thing, scale: Scale, y: float) -> Marks:
    """The forms of a thing on a track whose middle is at y."""
    if thing.stages and thing.dated:
        return _instrument(thing.stages, scale, y)
    forms: list[Form] = []
    reach: list[float] = []
    for stretch in thing.stretches:
        left, right = scale.x(stretch.begin_earliest), scale.x(stretch.last)
        if not thing.dated:
            right = max(right, left + _POINT)
            forms.append(Form("told", f"M{_n(left + 1)} {_n(y + 3)}v5H{_n(right - 1)}v-5"))
        elif thing.source:
            forms.append(Form("term", _box(left, right, y, 9)))
        else:
            forms += _dated(stretch, scale, y, "unreal" if thing.status else "")
            left, right = min(left, _middle(left, right) - _HALF), max(right, _middle(left, right) + _HALF)
            right = min(right + (_ARROW if stretch.end_latest is None else 0), scale.width - 1)
        reach += [left, right]
    return Marks(tuple(forms), min(reach), max(reach))


def _dated(stretch: Stretch, scale: Scale, y: float, unreal: str) -> list[Form]:
    left, right = scale.x(stretch.begin_earliest), scale.x(stretch.last)
    forms = []
    if right - left < _POINT:
        forms.append(Form(unreal or "sure", _lozenge(_middle(left, right), y)))
    else:
        sure = scale.x(stretch.begin_latest), scale.x(stretch.end_earliest)
        if sure != (left, right):
            forms.append(Form(unreal or "maybe", _box(left, right, y)))
        if sure[1] - sure[0] > 1:
            forms.append(Form(unreal or "sure", _box(*sure, y, _HALF + 0.5)))
    if stretch.end_latest is None:
        forms.append(Form("open", _arrow(max(right, _middle(left, right) + _HALF), scale, y)))
    return forms


def _instrument(stages: Sequence[Stage], scale: Scale, y: float) -> Marks:
    """The times within which stages were reached, a line that joins them, and a form for each, the last on top."""
    ends = [
        (stage, scale.x(stage.stretch.begin_earliest), scale.x(stage.stretch.last)) for stage in stages if stage.stretch
    ]
    forms = [Form("maybe", _box(left, right, y)) for _, left, right in ends if right - left >= _POINT]
    places = [(stage, _middle(left, right)) for stage, left, right in ends]
    if places[-1][1] > places[0][1]:
        forms.append(Form("line", f"M{_n(places[0][1])} {_n(y)}H{_n(places[-1][1])}"))
    forms += [form for stage, x in places for form in _stage(stage, x, y)]
    reach = [
        end for _, left, right in ends for end in (left, right, _middle(left, right) - 7, _middle(left, right) + 7)
    ]
    return Marks(tuple(forms), min(reach), max(reach))


def _stage(stage: Stage, x: float, y: float) -> list[Form]:
    """A cross for one that stalled; else a circle, empty for what was only an idea, filled for what is concluded."""
    if stage.stalled:
        return [Form("stalled", _box(x - 6, x + 6, y, 6)), Form("cross", _cross(x, y, 3))]
    if stage.rank >= _CONCLUDED:
        return [Form("sure", _circle(x, y))]
    return [Form("half", _circle(x, y)), *([Form("sure", _half(x, y))] if stage.rank >= _NEGOTIATED else [])]


def _middle(left: float, right: float) -> float:
    return (left + right) / 2


def _box(left: float, right: float, y: float, half: float = _HALF) -> str:
    return f"M{_n(left)} {_n(y - half)}H{_n(right)}v{_n(2 * half)}H{_n(left)}z"


def _lozenge(x: float, y: float) -> str:
    return f"M{_n(x - _HALF)} {_n(y)}l5-5 5 5-5 5z"


def _circle(x: float, y: float) -> str:
    return f"M{_n(x - _HALF)} {_n(y)}a5 5 0 1 0 10 0a5 5 0 1 0-10 0z"


def _half(x: float, y: float) -> str:
    return f"M{_n(x - _HALF)} {_n(y)}a5 5 0 0 0 10 0z"


def _cross(x: float, y: float, half: float) -> str:
    size = _n(2 * half)
    return f"M{_n(x - half)} {_n(y - half)}l{size} {size}m0-{size}l-{size} {size}"


def _arrow(x: float, scale: Scale, y: float) -> str:
    tip = min(x + _ARROW, scale.width - 2)
    return f"M{_n(x)} {_n(y)}H{_n(tip)}m-5-4l5 4-5 4"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
