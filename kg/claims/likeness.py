"""The entity files go in; comes out for each entity which others are as good as mentioned where it is mentioned.

What the entity files link it to is (an office's state, a cited work's author, an agreement's parties), what its names
name in passing (the peninsula in the name of a process on it), and what is called by the same name: a state and its
land, a government and the person it is named for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import pyoxigraph as ox

from kg.claims.entity_names import entity_names
from kg.claims.statement import Statement
from kg.prefixes import PREFIXES, kind_of, shorten
from kg.reading.names import Names, compile_names, fold
from kg.reading.persons import know_persons

_IN_PASSING = ("state", "place", "person", "organisation")
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
        places_and_agents = compile_names(_of_kinds(names, _IN_PASSING))
        for entity, own in names.items():
            self._linked[entity] |= _named_in_passing(entity, own, places_and_agents)
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


def _of_kinds(names: Mapping[str, tuple[str, ...]], kinds: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {entity: own for entity, own in names.items() if entity.partition(":")[0] in kinds}


def _named_in_passing(entity: str, own: Iterable[str], names: Names) -> set[str]:
    """What the names of an entity hold the names of; a name that is all of them is a namesake's."""
    found = (one for name in own for one in names.all_in(fold(name)) if one.end - one.start < len(name))
    return {other for one in found for other in one.entities if other != entity}


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
