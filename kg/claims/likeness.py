"""The entity files go in; comes out for each entity which others are as good as mentioned where it is mentioned.

What the entity files link it to is (an office's state, a cited work's author, an agreement's parties), and what is
called by the same name: a state and its land, a government and the person it is named for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

from kg.claims.entity_names import entity_names
from kg.claims.statement import Statement
from kg.prefixes import PREFIXES, kind_of, shorten
from kg.reading.persons import know_persons

_PARTIES = tuple(PREFIXES["ent"] + name for name in ("party", "disputant"))


class Likeness:
    """Which entities (prefixed names) are as good as mentioned where others are."""

    def __init__(self, entities: Iterable[Statement]) -> None:
        entities = list(entities)
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        self._namesakes: defaultdict[str, set[str]] = defaultdict(set)
        self._parties: defaultdict[str, set[str]] = defaultdict(set)
        for said in entities:
            if isinstance(said.object, ox.NamedNode) and kind_of(said.object.value):
                subject, thing = shorten(said.subject.value), shorten(said.object.value)
                self._linked[subject].add(thing)
                if said.predicate.value in _PARTIES and subject.startswith(("relation:", "dispute:")):
                    self._parties[subject].add(thing)
        names = entity_names(entities)
        self._pair(know_persons(names).governments)
        self._pair(_lands_of_states(names))

    def extend(self, mentioned: Collection[str]) -> set[str]:
        """What is mentioned, and what is as good as mentioned: also each relation whose parties all are."""
        named = set(mentioned).union(*(self._namesakes.get(entity, ()) for entity in mentioned))
        found = named.union(*(self._linked.get(entity, ()) for entity in named))
        return found | {relation for relation, parties in self._parties.items() if parties <= found}

    def _pair(self, pairs: Mapping[str, str]) -> None:
        for one, other in pairs.items():
            self._namesakes[one].add(other)
            self._namesakes[other].add(one)


def _lands_of_states(names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The state of each place that bears its name."""
    states = {name: entity for entity, own in names.items() if entity.startswith("state:") for name in own}
    return {
        entity: states[name]
        for entity, own in names.items()
        if entity.startswith("place:")
        for name in own
        if name in states
    }
