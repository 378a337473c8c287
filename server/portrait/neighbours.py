"""Rows of what a thing has to do with in; its nearest neighbours, each with how and by how many claims, out."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.prefixes import PREFIXES, kind_of
from server.portrait.asking import Row
from server.portrait.grammar import name_of
from server.portrait.names import Names
from server.portrait.parts import Part, tail_of

_STANDING = {
    *("person", "state", "organisation", "government", "group", "office", "place", "plan", "goal", "agreement"),
    *("proposal", "relation", "issue", "dispute", "factor", "measure", "event", "series", "document", "work", "period"),
}
"""Kinds that stand for themselves; the others tie these to each other."""
_WORDS = {
    "Participation": ("took part in the same event", "took part in the same event"),
    "party": ("has it as a side", "is a side of it"),
    "Barrier": ("acted as a barrier to it", "it acted as a barrier to this"),
    "Precipitant": ("acted as a precipitant of it", "it acted as a precipitant of this"),
    "UnspecifiedInfluence": ("bore on it", "it bore on this"),
    "actingAs": ("acts in it", "is the office that it acts in"),
    "addresses": ("is meant to remedy it", "it is meant to remedy this"),
    "administrationOf": ("is its administration", "it is an administration of this"),
    "aimsAt": ("aims at it", "it aims at this"),
    "attributedTo": ("is attributed to it", "it is attributed to this"),
    "broughtBy": ("was brought by it", "brought it"),
    "cause": ("has it as what acts", "is what acts in it"),
    "citedWork": ("cites it", "is cited by it"),
    "comparedWith": ("is compared with it", "it is compared with this"),
    "concerns": ("is about it", "it is about this"),
    "disputant": ("has it as a side", "is a side in it"),
    "duringAdministration": ("falls under it", "it falls under this"),
    "effect": ("has it as what is acted on", "is acted on in it"),
    "factor": ("has it as the factor", "is the factor in it"),
    "follows": ("came after it", "it came after this"),
    "hasGoal": ("has it as a goal", "is a goal of it"),
    "hasPrinciple": ("has it as a principle", "is a principle of it"),
    "headedBy": ("was headed by it", "headed it"),
    "holdsOffice": ("held it", "it held this office"),
    "influences": ("bore on it", "it bore on this"),
    "inPeriod": ("belongs to it", "it belongs to this"),
    "inResponseTo": ("came in response to it", "it came in response to this"),
    "inSeries": ("is one of it", "it is one of this series"),
    "intendedPartner": ("was meant to be with it", "was meant as a partner in it"),
    "judges": ("judges it", "is judged in it"),
    "likenedTo": ("is likened to it", "it is likened to this"),
    "meansTo": ("was a means to it", "it was a means to this"),
    "measureParty": ("is done by it, with others", "has a part in it"),
    "officeHeld": ("is a holding of it", "is the office held in it"),
    "officeHolder": ("is a holding by it", "is the holder in it"),
    "officeOf": ("is an office of it", "it is an office of this"),
    "officeOfState": ("is an office of it", "it is an office of this"),
    "onRelationship": ("is a judgement with regard to it", "it is a judgement with regard to this"),
    "organisedBy": ("was organised by it", "organised it"),
    "overIssue": ("is a dispute over it", "is what it is over"),
    "overTerritory": ("is a dispute over it", "is what it is over"),
    "partOfPlan": ("is part of it", "it is part of this"),
    "participationAgent": ("is a part taken by it", "is who takes this part"),
    "participant": ("had it taking part", "took part in it"),
    "proposedBy": ("was put forward or considered by it", "put it forward or considered it"),
    "proposedParty": ("was to have it as a side", "was to be a side of it"),
    "provides": ("provides for it", "it provides for this"),
    "pursuedBy": ("was pursued by it", "pursued it"),
    "scopedToPeriod": ("belongs to it", "it belongs to this"),
    "stageOf": ("is a stage of it", "it is a stage of this"),
    "stateOf": ("is a state of it", "it is a state of this"),
    "subEventOf": ("was part of it", "it was part of this"),
    "succeeds": ("took over from it", "it took over from this"),
    "takesPlaceAt": ("took place or was to take place there", "is its place"),
}
"""How a relation is said of the neighbour: where the relation leads from it to the thing, and where to it."""
_IT = {"person": "this person", "group": "this group", "government": "this government", "state": "this state"}
"""What the thing is called in these words, where “it” would not do."""
_THING = re.compile(r"\bit\b")
_BOTH = {"party": "is on a side of the same thing"}


@dataclass(frozen=True)
class Neighbour:
    """Another thing: how the two are connected, each way with the number of claims that say so, and all together."""

    thing: Part
    ways: tuple[tuple[str, int], ...]
    claims: int


def neighbours_from(thing: NamedNode, rows: Iterable[Row], names: Names) -> list[Neighbour]:
    """The neighbours, those that more claims tie to the thing first."""
    kind_of_thing = kind_of(thing.value)
    it = _IT.get(kind_of_thing.prefix if kind_of_thing else "", "it")
    ways: dict[NamedNode, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        other, relation, way, claims = row["other"], row["relation"], row["way"], row["claims"]
        if not isinstance(other, NamedNode) or not isinstance(relation, NamedNode) or not isinstance(claims, Literal):
            continue
        kind = None if name_of(relation.value) == "hasTimeSpan" else kind_of(other.value)
        if kind is not None and kind.prefix in _STANDING and isinstance(way, Literal):
            ways[other][_THING.sub(it, _words(relation, way.value, names))] += int(claims.value)
    found = [
        Neighbour(names.of(other), tuple(sorted(how.items(), key=lambda one: (-one[1], one[0]))), sum(how.values()))
        for other, how in ways.items()
    ]
    return sorted(found, key=lambda one: (-one.claims, one.thing.words))


def _words(relation: NamedNode, way: str, names: Names) -> str:
    name = name_of(relation.value)
    if way == "both" and name in _BOTH:
        return _BOTH[name]
    if name in _WORDS:
        return _WORDS[name][way == "out"]
    label = names.of(relation).words
    if relation.value.startswith(PREFIXES["concept"]) and tail_of(relation).startswith("sense-"):
        return f"{label} it" if way == "in" else f"it {label} this"
    return f"has it as “{label}”" if way == "in" else f"is its “{label}”"
