"""Layers and shapes go in; what each of the four passes of validation finds comes out.

Each pass judges a scratch store of its own, whose default graph is what is judged; none of them is ever served.
"""

from collections.abc import Callable, Iterable

import pyoxigraph as ox
import rdflib

from kg.building.assemble import Layers, Triples, as_store
from kg.building.validate import Violation, count_focus_nodes, idle_shapes, validate_pass
from kg.prefixes import PREFIXES

_A = ox.NamedNode(PREFIXES["rdf"] + "type")


def typed_findings(layers: Layers, shapes: rdflib.Graph) -> list[Violation]:
    """Pass a: the files as typed, before anything is derived."""
    store = as_store(layers.default | layers.background | layers.notes | layers.mentions, layers.named)
    return validate_pass(store, shapes, "a")


def derived_findings(layers: Layers, shapes: rdflib.Graph, progress: Callable[[str], None]) -> list[Violation]:
    """Passes b, c and d: the default graph; it with background, notes and mentions; each claim not the author's own."""
    progress("validating the default graph")
    found = validate_pass(as_store(layers.default, layers.named), shapes, "b")
    progress("validating it against the background")
    beside = layers.background | layers.derived_with_background | layers.notes | layers.mentions
    found += validate_pass(as_store(layers.default | beside, layers.named), shapes, "c")
    others = sorted(layers.contents.keys() - layers.own_voice)
    progress(f"validating {len(others)} claims that are not the author's own")
    typing = _typing([layers.entities, layers.passages, *layers.contents.values()])
    for claim in others:
        found += _claim_findings(layers, claim, typing, shapes)
    return found


def focus_counts(layers: Layers, shapes: rdflib.Graph) -> dict[str, dict[str, int]]:
    """How many nodes each shape looks at, by pass; those of pass d are counted over all its claims together."""
    beside = layers.background | layers.notes | layers.mentions
    others = [layers.contents[claim] for claim in layers.contents.keys() - layers.own_voice]
    judged = {
        "a": (layers.default - layers.derived) | beside,
        "b": layers.default,
        "c": layers.default | beside | layers.derived_with_background | layers.mentions,
        "d": layers.terms.union(layers.entities, layers.claims, *others),
    }
    return {name: count_focus_nodes(as_store(triples, {}), shapes, name) for name, triples in judged.items()}


def dead_shapes(layers: Layers, shapes: rdflib.Graph, counts: dict[str, dict[str, int]]) -> list[str]:
    """The shapes that look at nothing in any pass although the dataset has what they are for, which their pass lacks.

    A shape for a kind of thing that no file mentions yet is not among them.
    """
    store = as_store(layers.default.union(*layers.named.values()), {})
    present = {shape for name in counts for shape, count in count_focus_nodes(store, shapes, name).items() if count}
    return [shape for shape in idle_shapes(counts.values()) if shape in present]


def _claim_findings(layers: Layers, claim: str, typing: Triples, shapes: rdflib.Graph) -> list[Violation]:
    """Pass d for one claim: its content and record with the code lists, and of other things only what they are.

    What others assert of these things stays out, because a view that contradicts it is no error.
    """
    content = layers.contents[claim]
    record = frozenset(triple for triple in layers.claims if triple.subject == ox.NamedNode(claim))
    store = as_store(layers.terms.union(layers.entities, typing, record, content), {claim: content})
    nodes = {node.value for node in (triple.subject for triple in content | record) if isinstance(node, ox.NamedNode)}
    return validate_pass(store, shapes, "d", sorted(nodes))


def _typing(graphs: Iterable[Triples]) -> Triples:
    return frozenset(triple for triples in graphs for triple in triples if triple.predicate == _A)
