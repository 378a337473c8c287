"""What somebody has begun to type in; the entities, types or properties that it may become, out.

Source: Reconciliation Service API 0.2, section 6 (suggest) and 7.2 (property proposals).
"""

from kg.finding.entries import Entry
from kg.finding.folding import pieces_of
from kg.prefixes import ENT, PREFIXES
from server.finding.holding import Holding, Index
from server.finding.identifiers import entity_id, entity_iri, term_id, term_iri
from server.finding.manifest import AT_DATE, OFFICE_AT_DATE
from server.finding.reconciling import types_of
from server.finding.values import Values, bearers_of

_CLASSES = (PREFIXES["owl"] + "Class",)
_PROPERTIES = tuple(PREFIXES["owl"] + name for name in ("ObjectProperty", "DatatypeProperty"))
_OWN = {
    AT_DATE: "When the thing was mentioned: who held office then is put first.",
    OFFICE_AT_DATE: "Offices held, and administrations headed, at a date, by other sources than the articles.",
}
_NAMES = {PREFIXES["rdfs"] + "label": "label", PREFIXES["skos"] + "altLabel": "other name"}
"""Properties of others that things have; the dataset does not describe them."""

Suggestions = list[dict[str, object]]


def entities(index: Index, prefix: str, seconds: float, limit: int, offset: int) -> Suggestions:
    """Entities whose names have every word or its beginning, or the one of this identifier; raises TooLong."""
    named = index.candidates.entries.get(entity_iri(prefix))
    if named is not None:
        found: tuple[Entry, ...] = (named,) if offset == 0 else ()
    else:
        found = index.words.search(prefix, limit=limit, offset=offset, seconds=seconds, things=True).entries
    return [
        {
            "id": entity_id(one.iri),
            "name": one.label,
            "description": ", ".join(name.text for name in one.names[1:] if not name.hidden),
            "notable": types_of(index, one)[:1],
        }
        for one in found
    ]


def types(index: Index, prefix: str) -> Suggestions:
    """Classes that things of the dataset have."""
    used = {one for entry in index.candidates.entries.values() for one in entry.types}
    return _beginning(prefix, {term_id(one): index.label_of(one) for one in used if _is(index, one, _CLASSES)})


def properties(index: Index, prefix: str) -> Suggestions:
    """Properties of the ontology, those of names, and the two that are about a date."""
    terms = [one for one in index.entries if _is(index, one, _PROPERTIES)]
    names = {term_id(one): name for one, name in _NAMES.items()}
    own = {AT_DATE: "at the date", OFFICE_AT_DATE: "office at the date"}
    found = _beginning(prefix, {**{term_id(one): index.label_of(one) for one in terms}, **names, **own})
    return [one | ({"description": _OWN[str(one["id"])]} if one["id"] in _OWN else {}) for one in found]


async def proposals(holding: Holding, index: Index, type_: str, limit: int) -> Suggestions:
    """The properties that most things of a type have, the most usual first."""
    class_ = term_iri(type_)
    own = [entry.iri for entry in index.candidates.entries.values() if class_ in entry.types]
    known = [one for one in index.entries if _is(index, one, _PROPERTIES)]
    used: Values = await bearers_of(holding, [*known, *_NAMES]) if own else {}
    things = set(own)
    counts: dict[str, int] = {}
    for thing, property_ in used:
        if thing in things:
            counts[property_] = counts.get(property_, 0) + 1
    usual = sorted(counts, key=lambda one: (-counts[one], one))
    listed: Suggestions = [{"id": term_id(one), "name": _NAMES.get(one) or index.label_of(one)} for one in usual]
    if class_ in (ENT + "Person", ENT + "Agent"):
        listed.insert(0, {"id": OFFICE_AT_DATE, "name": "office at the date", "description": _OWN[OFFICE_AT_DATE]})
    return listed[:limit]


def _is(index: Index, iri: str, classes: tuple[str, ...]) -> bool:
    entry = index.entries.get(iri)
    return entry is not None and not set(classes).isdisjoint(entry.types)


def _beginning(prefix: str, names: dict[str, str]) -> Suggestions:
    """Those of which a word of the name, or the identifier, begins so: identifiers by their names."""
    pieces = pieces_of(prefix)
    fitting = [
        (identifier, name)
        for identifier, name in names.items()
        if identifier.casefold().startswith(prefix.strip().casefold())
        or (pieces and all(any(word.startswith(piece) for word in pieces_of(name)) for piece in pieces))
    ]
    fitting.sort(key=lambda one: (not one[1].casefold().startswith(prefix.strip().casefold()), one[1], one[0]))
    return [{"id": identifier, "name": name} for identifier, name in fitting]
