"""Stages, barriers and dated things of an article in; coincidences and administrations in office out."""

from kg.prefixes import BASE
from tests.benchmarks.generated.cast import Cast
from tests.benchmarks.generated.claims import Dated
from tests.benchmarks.generated.quads import Quads, term, text


def say_coincidences(quads: Quads, stalls: list[Dated], barriers: list[Dated]) -> None:
    """Join each stalled stage with the barriers that bore on its instrument, or whose time meets its own."""
    graph = term("graph:derived")
    for stall in stalls:
        for barrier in barriers:
            stated = bool(set(stall.on) & set(barrier.on))
            in_time = _overlap(stall, barrier)
            if not (stall.asserted and barrier.asserted and (stated or in_time == "certain")):
                continue
            slug = f"{_slug(barrier.thing)}--{_slug(stall.thing)}"
            coincidence = f"<{BASE}id/coincidence/{slug}>"
            for property_, value in (
                ("rdf:type", term("ent:Coincidence")),
                ("rdfs:label", text(f"{barrier.label} / {stall.label}")),
                ("ent:coincidingBarrier", barrier.thing),
                ("ent:coincidingStage", stall.thing),
                ("ent:coincidingInstrument", stall.on[0]),
                ("ent:overlap", term(f"concept:overlap-{'stated' if stated else in_time}")),
                ("prov:wasDerivedFrom", barrier.claim),
                ("prov:wasDerivedFrom", stall.claim),
                *((("ent:overlapInTime", term(f"concept:overlap-{in_time}")),) if in_time else ()),
            ):
                quads.say(graph, coincidence, property_, value)


def say_administrations(quads: Quads, cast: Cast, dated: list[Dated]) -> None:
    """Say under which administrations, by their terms of office, each dated thing falls or may fall: two at most."""
    graph = term("graph:derived-with-background")
    for one in dated:
        if not one.asserted or one.time is None:
            continue
        fitting = [(name, term_) for name, term_ in cast.terms.items() if term_.may_meet(one.time)][:2]
        for government, office in fitting:
            node = f"<{BASE}id/in-office/{_slug(one.thing)}--{_slug(government)}>"
            known = "certain" if office.certainly_meets(one.time) else "possible"
            for property_, value in (
                ("rdf:type", term("ent:AdministrationInOffice")),
                ("rdfs:label", text(f"{one.label} / administration {_slug(government)}")),
                ("ent:administration", government),
                ("ent:inOfficeAt", one.thing),
                ("ent:overlapInTime", term(f"concept:overlap-{known}")),
                ("prov:wasDerivedFrom", one.claim),
                ("prov:wasDerivedFrom", government),
            ):
                quads.say(graph, node, property_, value, aside=True)


def _overlap(stall: Dated, barrier: Dated) -> str:
    if stall.time is None or barrier.time is None or not stall.time.may_meet(barrier.time):
        return ""
    if barrier.time.end_latest is None:
        return "possible-open"
    return "certain" if stall.time.certainly_meets(barrier.time) else "possible"


def _slug(thing: str) -> str:
    return "-".join(thing[1:-1].split("/")[-2:])
