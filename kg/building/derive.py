"""The layers and the CONSTRUCT rules of `kg/queries/derive` go in; what follows from the layers comes out.

A rule's tag says what it reads: `closure` rules run until nothing new follows, first on the default graph and then on
it together with the background; `default` rules once on the default graph; `background` rules once on both. Whatever
needs the background stays apart from the rest. No reasoner takes part.
"""

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.building.assemble import Layers, Triples, as_store
from kg.errors import InputError
from kg.querying.query_file import QueryFile, load_query
from kg.querying.run import construct

TAGS = ("closure", "default", "background")
_ROUNDS = 20  # far more than any chain of rules is long; a rule that goes on making new triples is a mistake


def load_rules(paths: Sequence[Path]) -> list[QueryFile]:
    """The rules in the order of their paths; raises InputError for one that does not have exactly one of the tags."""
    rules = [load_query(path) for path in paths]
    for rule in rules:
        if len(rule.header.tags) != 1 or rule.header.tags[0] not in TAGS:
            raise InputError(
                "a rule needs one tag.", path=rule.path, advice=f"Write `#+ tags: [{TAGS[0]}]` or another."
            )
    return rules


def derive(layers: Layers, rules: Sequence[QueryFile]) -> Layers:
    """The layers with what the rules add: no triple twice, nothing from background in what the default graph takes."""
    tagged = {tag: [rule for rule in rules if rule.header.tags[0] == tag] for tag in TAGS}
    store = as_store(layers.default, layers.named)
    known = set(layers.default)

    derived = _closure(store, tagged["closure"], known)
    for rule in tagged["default"]:
        derived |= _run(store, rule, known)

    known |= layers.background
    _add(store, layers.background)
    with_background = _closure(store, tagged["closure"], known)
    for rule in tagged["background"]:
        with_background |= _run(store, rule, known)
    return layers.with_derived(frozenset(derived), frozenset(with_background))


def _closure(store: ox.Store, rules: Sequence[QueryFile], known: set[ox.Triple]) -> set[ox.Triple]:
    derived: set[ox.Triple] = set()
    for _ in range(_ROUNDS):
        new = {triple for rule in rules for triple in _run(store, rule, known)}
        if not new:
            return derived
        derived |= new
    names = ", ".join(rule.name for rule in rules)
    raise InputError(f"the rules {names} make new triples without end.", advice="Find the one that invents IRIs.")


def _run(store: ox.Store, rule: QueryFile, known: set[ox.Triple]) -> set[ox.Triple]:
    """The triples of one rule that are not known yet; they are added to the store and to what is known."""
    new = set(construct(store, rule.text, rule.path)) - known
    known |= new
    _add(store, new)
    return new


def _add(store: ox.Store, triples: set[ox.Triple] | Triples) -> None:
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
