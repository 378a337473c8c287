"""Layers and shapes go in; what each of the four passes of validation finds comes out.

Each pass judges a scratch store of its own, whose default graph is what is judged; none of them is ever served.
"""

from collections.abc import Callable, Collection, Iterable

import pyoxigraph as ox
import rdflib

from kg.building.assemble import Layers, Triples, as_store
from kg.building.validate import Shapes, count_focus_nodes, idle_shapes, of_pass, validate_pass
from kg.building.violation import Violation
from kg.prefixes import PREFIXES

_A = ox.NamedNode(PREFIXES["rdf"] + "type")


def typed_findings(
    layers: Layers, shapes: rdflib.Graph | Shapes, only: Collection[str] | None = None
) -> list[Violation]:
    """Pass a: the files as typed, before anything is derived. `only` (IRIs) are the nodes to judge; None: all."""
    store = as_store(layers.default | layers.background | layers.notes | layers.mentions, layers.named)
    return validate_pass(store, shapes, "a", only)


def derived_findings(
    layers: Layers, shapes: rdflib.Graph | Shapes, progress: Callable[[str], None], only: Collection[str] | None = None
) -> list[Violation]:
    """Passes b, c and d: the default graph; it with background, notes and mentions; each claim not the author's own.

    `only` (IRIs) are the nodes to judge; None: all.
    """
    progress("validating the default graph")
    found = validate_pass(as_store(layers.default, layers.named), shapes, "b", only)
    progress("validating it against the background")
    found += validate_pass(with_all_beside(layers), shapes, "c", only)
    others = sorted(layers.contents.keys() - layers.own_voice)
    progress(f"validating {len(others)} claims that are not the author's own")
    return found + _claims_findings(layers, others, shapes)


def with_all_beside(layers: Layers) -> ox.Store:
    """What pass c judges: the default graph with background, what is derived with its help, notes and mentions."""
    beside = layers.background | layers.derived_with_background | layers.notes | layers.mentions
    return as_store(layers.default | beside, layers.named)


def focus_counts(
    layers: Layers, shapes: rdflib.Graph | Shapes, only: Collection[str] | None = None
) -> dict[str, dict[str, int]]:
    """How many nodes each shape looks at, by pass; those of pass d are counted over all its claims together."""
    beside = layers.background | layers.notes | layers.mentions
    others = [layers.contents[claim] for claim in layers.contents.keys() - layers.own_voice]
    judged = {
        "a": (layers.default - layers.derived) | beside,
        "b": layers.default,
        "c": layers.default | beside | layers.derived_with_background | layers.mentions,
        "d": layers.terms.union(layers.entities, layers.claims, *others),
    }
    return {name: count_focus_nodes(as_store(triples, {}), shapes, name, only) for name, triples in judged.items()}


def dead_shapes(layers: Layers, shapes: rdflib.Graph | Shapes, counts: dict[str, dict[str, int]]) -> list[str]:
    """The shapes that look at nothing in any pass although the dataset has what they are for, which their pass lacks.

    A shape for a kind of thing that no file mentions yet is not among them.
    """
    store = as_store(layers.default.union(*layers.named.values()), {})
    present = {shape for name in counts for shape, count in count_focus_nodes(store, shapes, name).items() if count}
    return [shape for shape in idle_shapes(counts.values()) if shape in present]


def _claims_findings(layers: Layers, claims: Iterable[str], shapes: rdflib.Graph | Shapes) -> list[Violation]:
    """Pass d: each claim by itself, its content and record with the code lists, and of other things what they are.

    What others assert of these things stays out, because a view that contradicts it is no error.
    """
    typing = _typing([layers.entities, layers.passages, *layers.contents.values()])
    common = layers.terms.union(layers.entities, typing)
    store, runner = as_store(common, {}), of_pass(shapes, "d")
    found: list[Violation] = []
    for claim in claims:
        content = layers.contents[claim]
        record = frozenset(triple for triple in layers.claims if triple.subject == ox.NamedNode(claim))
        own = (content | record) - common
        quads = [ox.Quad(triple.subject, triple.predicate, triple.object) for triple in own]
        quads += [ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode(claim)) for one in content]
        nodes = {one.subject.value for one in content | record if isinstance(one.subject, ox.NamedNode)}
        store.extend(quads)
        found += runner.run(store, nodes)
        for quad in quads:
            store.remove(quad)
    return found


def _typing(graphs: Iterable[Triples]) -> Triples:
    return frozenset(triple for triples in graphs for triple in triples if triple.predicate == _A)
