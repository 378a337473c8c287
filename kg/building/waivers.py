"""Editorial notes and violations go in; what the notes excuse, and the notes that excuse nothing, come out.

A note waives the one shape it names (`ent:waives`), on the node it is on or on the nodes of the claim it is on, and
only as a conflict (`ent:noteKind`). A waiver that waives nothing is itself a violation: each must be a real conflict.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
import rdflib

from kg.building.assemble import Layers
from kg.building.passes import with_all_beside
from kg.building.validate import PARTS, TARGETS, passes_of, validate_pass
from kg.building.violation import UNUSED_WAIVER, Violation
from kg.prefixes import ENT, PREFIXES, shorten

_WAIVES = ox.NamedNode(ENT + "waives")
_CONFLICTS = {f"{PREFIXES['concept']}note-conflict-{kind}" for kind in ("external", "internal")}
_SHAPE_OF_WAIVERS = PREFIXES["shapes"] + "EditorialNote-waives"

Excused = tuple[Violation, str]
"""A violation, and the IRI of the note that waives it."""


@dataclass(frozen=True)
class Waiver:
    """A note's waiver of one shape, and the nodes that it holds for; all are IRIs."""

    note: str
    shape: str
    nodes: frozenset[str]

    def covers(self, violation: Violation) -> bool:
        """Whether it waives this violation."""
        return violation.shape == self.shape and violation.focus in self.nodes


def waivers_of(layers: Layers) -> list[Waiver]:
    """The waivers of all notes that are of a conflict, sorted."""
    said = layers.notes | layers.claims

    def values(note: str, name: str) -> set[str]:
        wanted = (triple for triple in said if _iri(triple.subject) == note and triple.predicate.value == ENT + name)
        return {_iri(triple.object) for triple in wanted}

    found = []
    for note in sorted({_iri(triple.subject) for triple in said if triple.predicate == _WAIVES}):
        if values(note, "noteKind") & _CONFLICTS:
            on = values(note, "noteOn")
            stated = {_iri(one.subject) for claim in on for one in layers.contents.get(claim, ())}
            found += [Waiver(note, shape, frozenset(on | stated)) for shape in sorted(values(note, "waives"))]
    return found


def excuse(waivers: Iterable[Waiver], violations: Iterable[Violation]) -> tuple[list[Violation], list[Excused]]:
    """The violations that stand, and those that a note waives."""
    waivers = list(waivers)
    standing: list[Violation] = []
    excused: list[Excused] = []
    for violation in violations:
        notes = [waiver.note for waiver in waivers if waiver.covers(violation)]
        excused += [(violation, note) for note in notes]
        standing += [] if notes else [violation]
    return standing, excused


def judge_waivers(
    layers: Layers, shapes: rdflib.Graph, violations: Iterable[Violation]
) -> tuple[list[Violation], list[Excused]]:
    """The violations that stand, those of waivers that waive nothing among them, and those that a note waives.

    Some shapes heed the notes by themselves; what these would find otherwise is looked up without the notes.
    """
    waivers = waivers_of(layers)
    standing, excused = excuse(waivers, [*violations, *_unheeded(layers, shapes, waivers)])
    used = {(note, violation.shape) for violation, note in excused}
    idle = [_idle(waiver) for waiver in waivers if (waiver.note, waiver.shape) not in used]
    return [*standing, *idle], list(dict.fromkeys(excused))


def _unheeded(layers: Layers, shapes: rdflib.Graph, waivers: list[Waiver]) -> list[Violation]:
    """What the waived shapes find on the waived nodes when no note waives anything."""
    if not waivers:
        return []
    store = with_all_beside(layers)
    for quad in list(store.quads_for_pattern(None, _WAIVES, None, None)):
        store.remove(quad)
    found: dict[Violation, None] = {}
    for waiver in waivers:
        constraint = rdflib.URIRef(waiver.shape)
        name = min(passes_of(constraint, shapes))
        for violation in validate_pass(store, _only(shapes, constraint), name, waiver.nodes):
            if waiver.covers(violation):
                found[violation] = None
    return list(found)


def _only(shapes: rdflib.Graph, constraint: rdflib.URIRef) -> rdflib.Graph:
    """The shapes without all that is not this constraint; those without a target are kept, as others refer to them."""
    chosen = rdflib.Graph()
    for triple in shapes:
        chosen.add(triple)
    for shape in {subject for target in TARGETS for subject in shapes.subjects(target)}:
        links = [(link, part) for link in PARTS for part in shapes.objects(shape, link)]
        for link, part in links:
            if part != constraint:
                chosen.remove((shape, link, part))
        if shape != constraint and constraint not in [part for _, part in links]:
            for target in TARGETS:
                chosen.remove((shape, target, None))
    return chosen


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _idle(waiver: Waiver) -> Violation:
    shape = shorten(waiver.shape)
    return Violation(
        shape=_SHAPE_OF_WAIVERS,
        focus=waiver.note,
        path=_WAIVES.value,
        value=f"<{waiver.shape}>",
        message=f"This note waives {shape}, but nothing it is on breaks that rule. Remove ent:waives, or correct it.",
        severity="Violation",
        pass_name="c",  # noqa: S106 - a pass of validation
        component=UNUSED_WAIVER,
        source_shape=_SHAPE_OF_WAIVERS,
    )
