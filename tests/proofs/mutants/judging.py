"""A mutant goes in; what notices it comes out: the loader, the shapes, the checks, the recorded answers.

The stores are changed by what differs and changed back, and shapes look at what lies within two steps of the change;
`judged_in_full` does neither, to show that nothing is lost by it.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.asking.recorded import differences
from kg.building.assemble import Layers, Triples, as_store, assemble, triples_of
from kg.building.checks import run_checks
from kg.building.derive import derive
from kg.building.passes import derived_findings, typed_findings
from kg.building.spans import span_triples
from kg.building.validate import PassRunner
from kg.building.violation import PASSES, Violation
from kg.claims.files import Files
from kg.claims.sources import Sources, problems_of, sources_of
from kg.errors import EntenteError, Findings, InputError
from kg.prefixes import BASE, PREFIXES
from kg.querying.query_file import QueryFile

from .mutation import Mutant

STEPS = 2
CROSSROADS = 40
"""What more than so many things speak of (a state, an administration) brings none of them near another."""
_A = ox.NamedNode(PREFIXES["rdf"] + "type")
_THINGS = (f"{BASE}id/", f"{BASE}claim/")


@dataclass(frozen=True)
class Verdict:
    """What noticed a mutant: a line for the first thing that each found, `` for nothing, None where it did not run."""

    load: str
    shapes: str | None
    checks: str | None
    answers: str | None

    @property
    def first(self) -> str:
        """What stops the mutant where all run one after the other: load, shapes, checks, answers, or nothing."""
        return next((name for name in ("load", "shapes", "checks", "answers") if getattr(self, name)), "")


@dataclass(frozen=True)
class World:
    """The dataset as it is, and all that judges it."""

    files: Files
    bare: Layers
    layers: Layers
    shapes: rdflib.Graph
    runners: dict[str, PassRunner]
    rules: Sequence[QueryFile]
    checks: Sequence[QueryFile]
    questions: Sequence[Path]
    recordings: Sequence[Path]
    typed: "Judged"
    whole: "Judged"
    beside: "Judged"


class Judged:
    """A store that holds some graphs, and for a while those of a mutant."""

    def __init__(self, default: Triples, named: dict[str, Triples]) -> None:
        self.store = as_store(default, named)
        self._default, self._named = default, named

    @contextmanager
    def as_of(self, default: Triples, named: dict[str, Triples]) -> Iterator[ox.Store]:
        """The store as if it had been filled with these."""
        new, old = list(_quads(default - self._default)), list(_quads(self._default - default))
        for name in self._named.keys() | named.keys():
            here, there = self._named.get(name, frozenset()), named.get(name, frozenset())
            if here is not there:
                new += _quads(there - here, ox.NamedNode(name))
                old += _quads(here - there, ox.NamedNode(name))
        self._exchange(old, new)
        try:
            yield self.store
        finally:
            self._exchange(new, old)

    def _exchange(self, old: list[ox.Quad], new: list[ox.Quad]) -> None:
        for quad in old:
            self.store.remove(quad)
        self.store.extend(new)


def judge(world: World, mutant: Mutant) -> Verdict:
    """What notices a mutant; the recorded answers are asked only about what nothing else noticed."""
    files = mutant.applied_to(world.files)
    try:
        sources = sources_of(files)
    except Findings as error:
        return Verdict(error.findings[0], None, None, None)
    load = next((str(problem) for problem in problems_of(files, sources)), "")
    try:
        layers = derive(_layers(world.bare, sources, mutant), world.rules)
    except EntenteError as error:
        return Verdict(load or str(error), None, None, None)
    shapes = next((one.message for one in violations_near(world, layers, mutant)), "")
    with world.whole.as_of(layers.default, layers.named) as store:
        checks = next((str(finding) for finding in run_checks(store, world.checks)), "")
        answers = "" if load or shapes or checks else _first_difference(world, store)
    return Verdict(load, shapes, checks, None if load or shapes or checks else answers)


def violations_near(world: World, layers: Layers, mutant: Mutant) -> list[Violation]:
    """The violations (no warnings) at nodes within two steps of the change, by the four passes."""
    found: list[Violation] = []
    beside = layers.background | layers.derived_with_background | layers.notes | layers.mentions
    graphs = {
        "a": (world.typed, (layers.default - layers.derived) | layers.background | layers.notes | layers.mentions, {}),
        "b": (world.whole, layers.default, layers.named),
        "c": (world.beside, layers.default | beside, {}),
    }
    for name, (judged, default, named) in graphs.items():
        changed = _changed(mutant)
        near = _within(judged.store, changed, STEPS)
        with judged.as_of(default, named) as store:
            found += world.runners[name].run(store, near | _within(store, changed, STEPS))
    typing = _typing([layers.entities, layers.passages, *layers.contents.values()])
    for claim in sorted(layers.contents.keys() - layers.own_voice):
        found += _violations_of_claim(world, layers, claim, typing, mutant)
    return [violation for violation in found if violation.severity == "Violation"]


def violations_in_full(world: World, mutant: Mutant) -> list[Violation]:
    """The violations (no warnings) that the build would find: everything assembled anew, every node looked at."""
    sources = sources_of(mutant.applied_to(world.files))
    layers = assemble(sources)
    found = typed_findings(layers, world.shapes)
    found += derived_findings(derive(layers, world.rules), world.shapes, lambda _: None)
    return [violation for violation in found if violation.severity == "Violation"]


def layers_of(world: World, mutant: Mutant) -> Layers:
    """The layers that a mutant makes, with all that follows from them."""
    return derive(_layers(world.bare, sources_of(mutant.applied_to(world.files)), mutant), world.rules)


def make_world(
    files: Files,
    sources: Sources,
    shapes: rdflib.Graph,
    rules: Sequence[QueryFile],
    checks: Sequence[QueryFile],
    questions: Sequence[Path],
    recordings: Sequence[Path],
) -> World:
    """The dataset of the files, derived and in the stores that the passes judge."""
    bare = assemble(sources)
    layers = derive(bare, rules)
    beside = layers.background | layers.notes | layers.mentions
    return World(
        files=files,
        bare=bare,
        layers=layers,
        shapes=shapes,
        runners={name: PassRunner(shapes, name) for name in PASSES},
        rules=rules,
        checks=checks,
        questions=questions,
        recordings=recordings,
        typed=Judged((layers.default - layers.derived) | beside, {}),
        whole=Judged(layers.default, layers.named),
        beside=Judged(layers.default | beside | layers.derived_with_background, {}),
    )


def _layers(bare: Layers, sources: Sources, mutant: Mutant) -> Layers:
    """The layers without what is derived: only the records and the one claim are made anew."""
    content = sources.contents[mutant.claim]
    return replace(
        bare,
        claims=triples_of(sources.records),
        contents={**bare.contents, mutant.claim: triples_of(content).union(span_triples(content))},
        own_voice=frozenset(claim.iri for claim in sources.claims.values() if claim.is_own_voice),
    )


def _violations_of_claim(world: World, layers: Layers, claim: str, typing: Triples, mutant: Mutant) -> list[Violation]:
    """Pass d for a claim that is the changed one or speaks of what the change is about."""
    content = layers.contents[claim]
    changed = {ox.NamedNode(name) for name in _changed(mutant)}
    if claim != mutant.claim and not any(triple.subject in changed or triple.object in changed for triple in content):
        return []
    record = frozenset(triple for triple in layers.claims if triple.subject == ox.NamedNode(claim))
    nodes = {triple.subject.value for triple in content | record if isinstance(triple.subject, ox.NamedNode)}
    store = as_store(layers.terms.union(layers.entities, typing, record, content), {claim: content})
    return world.runners["d"].run(store, nodes)


def _first_difference(world: World, store: ox.Store) -> str:
    for recording in world.recordings:
        try:
            lines = differences(store, world.questions, recording)
        except InputError as error:  # the thing that a question is asked about is gone
            return f"{recording.name}: {error}"
        if lines:
            return lines[0]
    return ""


def _changed(mutant: Mutant) -> set[str]:
    said = [one for one in (mutant.before, mutant.after) if one is not None]
    terms = [ox.NamedNode(mutant.claim), *(term for one in said for term in (one.subject, one.object))]
    return {term.value for term in terms if isinstance(term, ox.NamedNode) and term.value.startswith(_THINGS)}


def _within(store: ox.Store, nodes: set[str], steps: int) -> set[str]:
    """The things and claims that are at most so many statements away, in either direction, by way of no crossroads."""
    found, edge = set(nodes), set(nodes)
    for _ in range(steps):
        ahead = set[str]()
        for node in map(ox.NamedNode, edge):
            around = {q.object.value for q in store.quads_for_pattern(node, None, None, ox.DefaultGraph())}
            around |= {q.subject.value for q in store.quads_for_pattern(None, None, node, ox.DefaultGraph())}
            ahead |= around if len(around) <= CROSSROADS else set()
        edge = {node for node in ahead - found if node.startswith(_THINGS)}
        found |= edge
    return found


def _quads(triples: Iterable[ox.Triple], graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
    for triple in triples:
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph or ox.DefaultGraph())


def _typing(graphs: Iterable[Triples]) -> Triples:
    return frozenset(triple for triples in graphs for triple in triples if triple.predicate == _A)
