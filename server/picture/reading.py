"""Rows about things, their links and the terms of governments in; the things of the picture out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from server.pages.tables import Row
from server.picture.things import ROLES, Other, Stage, Thing
from server.picture.times import Stretch, joined

_BOUNDS = ("beginEarliest", "beginLatest", "endEarliest", "endLatest")
_TOLD_UNDER = ("administration", "period")
_Links = Mapping[str, Mapping[str, tuple[Other, ...]]]


def terms_of(rows: Iterable[Row]) -> list[Thing]:
    """The terms, each once: of two with the same holder and the same beginning that of a government is kept."""
    terms: dict[tuple[str, str, str], Thing] = {}
    for row in rows:
        stretch = _stretch(row)
        key = (row["state"].value, row["label"].value, row["beginEarliest"].value)
        if stretch is None or (key in terms and row["kind"].value != "government"):
            continue
        state = Other(row["state"].value, row["stateLabel"].value)
        source = _text(row, "sourceLabel") or "another source"
        terms[key] = Thing(
            row["term"].value,
            row["label"].value,
            row["kind"].value,
            row["when"].value,
            (stretch,),
            source=source,
            others={"state": (state,)},
        )
    return list(terms.values())


def things_of(rows: Iterable[Row], links: Iterable[Row], terms: Iterable[Thing]) -> list[Thing]:
    """The things with what they have to do with, in order of time; those without a date where a term places them.

    The stages of an agreement or proposal are one thing: the agreement.
    """
    linked = _linked(links)
    stretches = {term.iri: term.dated for term in terms}
    single: dict[str, Thing] = {}
    stages: dict[str, list[tuple[Row, Stage]]] = {}
    for row in rows:
        if row["lane"].value == "agreement":
            stages.setdefault(row["instrument"].value, []).append((row, _stage(row)))
        elif row["thing"].value not in single:
            single[row["thing"].value] = _thing(row)
    placed = [_placed(thing, linked.get(thing.iri, {}), stretches) for thing in single.values()]
    instruments = [_instrument(found, linked, stretches) for found in stages.values()]
    return sorted([*placed, *instruments], key=_in_time)


def _in_time(thing: Thing) -> tuple[bool, float, float, str, str]:
    if not thing.stretches:
        return True, 0, 0, thing.label, thing.iri
    return False, thing.stretches[0].begin_earliest, thing.stretches[-1].last, thing.label, thing.iri


def _linked(links: Iterable[Row]) -> _Links:
    found: dict[str, dict[str, tuple[Other, ...]]] = {}
    for row in links:
        rank = _text(row, "rank")
        other = Other(row["other"].value, row["otherLabel"].value, int(rank) if rank.isdigit() else 0)
        roles = found.setdefault(row["thing"].value, {})
        if other not in roles.get(row["role"].value, ()):
            roles[row["role"].value] = (*roles.get(row["role"].value, ()), other)
    return found


def _thing(row: Row) -> Thing:
    stretch = _stretch(row)
    dated = () if stretch is None else (stretch,)
    when = _text(row, "when") if dated else ""
    hedged = "certainty" in row
    return Thing(
        row["thing"].value,
        row["label"].value,
        row["lane"].value,
        when,
        dated,
        hedged=hedged,
        status=_text(row, "status"),
    )


def _stage(row: Row) -> Stage:
    rank, stretch = _text(row, "rank"), _stretch(row)
    return Stage(
        row["thing"].value,
        row["stage"].value,
        int(rank) if rank.isdigit() else 0,
        "stalled" in row,
        _text(row, "when") if stretch else "",
        stretch,
        "certainty" in row,
    )


def _instrument(found: Sequence[tuple[Row, Stage]], linked: _Links, terms: Mapping[str, tuple[Stretch, ...]]) -> Thing:
    """An agreement or proposal from its stages: those with a date in order of time, then those without, by rank."""
    row = found[0][0]
    stages = {stage.iri: stage for _, stage in found}
    ordered = sorted(
        stages.values(),
        key=lambda one: (one.stretch is None, one.stretch.begin_earliest if one.stretch else 0, one.stalled, one.rank),
    )
    links: dict[str, tuple[Other, ...]] = {}
    for iri in (row["instrument"].value, *stages):
        for role, others in linked.get(iri, {}).items():
            links[role] = tuple(dict.fromkeys((*links.get(role, ()), *others)))
    dated = tuple(stage.stretch for stage in ordered if stage.stretch is not None)
    thing = Thing(
        row["instrument"].value,
        row["instrumentLabel"].value,
        "agreement",
        dated=dated,
        hedged=all(stage.hedged for stage in ordered),
        stages=tuple(ordered),
    )
    return _placed(thing, links, terms)


def _placed(thing: Thing, links: Mapping[str, tuple[Other, ...]], terms: Mapping[str, tuple[Stretch, ...]]) -> Thing:
    """The thing with its links, and without a date of its own at the terms of those it is told under.

    An administration that is named says more than a period, which may pair two.
    """
    others = {role: links[role] for role in ROLES if role in links}
    told: tuple[Stretch, ...] = ()
    under: tuple[str, ...] = ()
    for role in _TOLD_UNDER:
        if not thing.dated and not told and role in links:
            told = joined(stretch for other in links[role] for stretch in terms.get(other.iri, ()))
            under = tuple(other.label for other in links[role])
    return replace(thing, told=told, under=under, others=others)


def _stretch(row: Row) -> Stretch | None:
    if "beginEarliest" not in row:
        return None
    first, second, third, fourth = (row[name].value if name in row else None for name in _BOUNDS)
    return Stretch.of(first or "", second, third, fourth)


def _text(row: Row, column: str) -> str:
    return row[column].value if column in row else ""
