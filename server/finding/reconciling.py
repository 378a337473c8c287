"""Queries of a batch in; for each its candidates, scored, out.

The score is the likeness of the names, 0 to 100; conditions make up three tenths of it where a query has any. A date
is compared with terms of office, which are background: who held office then is put above who did not, and of whom no
term is known is left as they are. Source: Reconciliation Service API 0.2, section 4.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from kg.finding.candidates import Candidate
from kg.finding.entries import Entry, Term
from kg.finding.folding import pieces_of
from kg.finding.terms_of_office import Days, days_of
from kg.finding.terms_of_office import Term as Office
from kg.prefixes import ENT
from server.finding.batch import Condition, Query
from server.finding.holding import Holding, Index
from server.finding.identifiers import entity_id, entity_iri, term_id, term_iri
from server.finding.manifest import AT_DATE
from server.finding.values import Values, bearers_of, values_of

_COMPARED = 50
"""Candidates by name whose other properties are looked at."""
_BY_CONDITION = 0.3
_CERTAIN, _AHEAD = 95.0, 4.0
"""A score from which a candidate is said to be the one, and by how much the next must be behind it."""
_OFFICES = tuple(ENT + name for name in ("holdsOffice", "officeHeld"))
_OFFICE_MEANT = 90.0
_SAME = 90.0


@dataclass(frozen=True)
class _Scored:
    candidate: Candidate
    score: float
    features: tuple[tuple[str, float | bool], ...]
    terms: tuple[Office, ...]


async def reconcile(holding: Holding, index: Index, batch: dict[str, Query]) -> dict[str, dict[str, object]]:
    """The result of each query by its key; raises Problem where the dataset cannot be asked."""
    by_name = await asyncio.to_thread(
        lambda: {key: _by_name(index, query) for key, query in batch.items() if query.name}
    )
    known = await values_of(
        holding,
        {one.entry.iri for found in by_name.values() for one in found},
        {term_iri(one.property) for query in batch.values() for one in _plain(query)},
    )
    results: dict[str, dict[str, object]] = {}
    for key, query in batch.items():
        if query.name:
            found, values = by_name[key], known
        else:
            values = await bearers_of(holding, {term_iri(one.property) for one in _plain(query)})
            found = _by_condition(index, query, values)
        results[key] = {"result": _told(index, query, _scored(index, query, found, values))}
    return results


def _by_name(index: Index, query: Query) -> list[Candidate]:
    found = index.candidates.like(query.name, lambda entry: _is_allowed(entry, query))[:_COMPARED]
    date = _date_of(query)
    if date is None:
        return found
    there = {one.entry.iri for one in found}
    # Who is named by an office is whoever held it then.
    for office in index.candidates.like(query.name, lambda entry: ENT + "Office" in entry.types)[:_COMPARED]:
        if office.likeness < _OFFICE_MEANT:
            break
        for term in index.terms.of(office.entry.iri):
            holder = index.candidates.entries.get(term.holder)
            if holder is not None and holder.iri not in there and term.may_be_at(date) and _is_allowed(holder, query):
                there.add(holder.iri)
                found.append(Candidate(holder, office.likeness))
    return found


def _by_condition(index: Index, query: Query, values: Values) -> list[Candidate]:
    """Without a name: whatever has one of the properties, and who held office at the date."""
    date = _date_of(query)
    things = {thing for thing, _ in values}
    things |= {term.holder for term in index.terms.known if date is not None and term.may_be_at(date)}
    entries = [index.candidates.entries[one] for one in sorted(things) if one in index.candidates.entries]
    return [Candidate(entry, 0.0) for entry in entries if _is_allowed(entry, query)]


def _is_allowed(entry: Entry, query: Query) -> bool:
    wanted = {term_iri(one) for one in query.types}
    if not wanted or query.type_strict == "should":
        return True
    return wanted.issubset(entry.types) if query.type_strict == "all" else not wanted.isdisjoint(entry.types)


def _scored(index: Index, query: Query, found: Sequence[Candidate], values: Values) -> list[_Scored]:
    scored = [_score(index, query, one, values) for one in found]
    kept = [one for one in scored if query.name or one.score > 0]
    return sorted(kept, key=lambda one: (-one.score, one.candidate.entry.iri))


def _score(index: Index, query: Query, candidate: Candidate, values: Values) -> _Scored:
    entry, date = candidate.entry, _date_of(query)
    features: list[tuple[str, float | bool]] = [("name_similarity", candidate.likeness)] if query.name else []
    known = index.terms.of(entry.iri)
    then = [term for term in known if date is not None and term.may_be_at(date)]
    shares = []
    if date is not None and known:
        features.append(("in_office_at_date", bool(then)))
        shares.append(100.0 if then else 0.0)
    for condition in _plain(query):
        property_ = term_iri(condition.property)
        own = [_texts(index, term) for term in values.get((entry.iri, property_), ())]
        if property_ in _OFFICES:  # background knows of more terms than the article tells of
            own += [[term.office, index.label_of(term.office)] for term in (known if date is None else then)]
        likeness = max((_likeness(value, texts) for value in condition.values for texts in own), default=0.0)
        features.append((f"property_{term_id(property_)}", round(likeness, 1)))
        shares.append(likeness)
    if query.type_strict == "should" and query.types:
        fits = not {term_iri(one) for one in query.types}.isdisjoint(entry.types)
        features.append(("type_match", fits))
        shares.append(100.0 if fits else 0.0)
    rest = sum(shares) / len(shares) if shares else 0.0
    if not query.name:
        score = rest
    elif shares:
        score = (1 - _BY_CONDITION) * candidate.likeness + _BY_CONDITION * rest
    else:
        score = candidate.likeness
    return _Scored(candidate, round(score, 1), tuple(features), tuple(then))


def _texts(index: Index, term: Term) -> list[str]:
    """What a value may be called: an IRI and its names, or the literal's text."""
    if term["type"] != "uri":
        return [term["value"]]
    entry = index.entries.get(term["value"])
    return [term["value"], *(name.text for name in (entry.names if entry is not None else ()))]


def _likeness(value: str, texts: Sequence[str]) -> float:
    if texts and entity_iri(value) == texts[0]:
        return 100.0
    written = " ".join(pieces_of(value))
    best = max((fuzz.token_sort_ratio(written, " ".join(pieces_of(text))) for text in texts), default=0.0)
    return best if best >= _SAME else 0.0


def _told(index: Index, query: Query, scored: Sequence[_Scored]) -> list[dict[str, object]]:
    return [
        {
            "id": entity_id(one.candidate.entry.iri),
            "name": one.candidate.entry.label,
            "description": _description(index, one),
            "type": types_of(index, one.candidate.entry),
            "score": one.score,
            "features": [{"id": name, "value": value} for name, value in one.features],
            "match": place == 0
            and one.score >= _CERTAIN
            and (len(scored) == 1 or scored[1].score <= one.score - _AHEAD),
        }
        for place, one in enumerate(scored[: query.limit])
    ]


def _description(index: Index, scored: _Scored) -> str:
    """What else the thing is called, or what it was at the date and who says so."""
    if scored.terms:
        entry = scored.candidate.entry.iri
        told = [
            f"{index.label_of(term.office if term.office != entry else term.holder)}, {term.when} ({term.source})"
            for term in scored.terms
        ]
        return "; ".join(told)
    names = (name.text for name in scored.candidate.entry.names[1:] if not name.hidden)
    return ", ".join(names)


def types_of(index: Index, entry: Entry) -> list[dict[str, str]]:
    """The types of an entry with their names, the one that says most first."""
    return [{"id": term_id(one), "name": index.label_of(one)} for one in entry.types]


def _plain(query: Query) -> list[Condition]:
    return [one for one in query.conditions if one.property != AT_DATE]


def _date_of(query: Query) -> Days | None:
    """The days of the query's date; a cell that holds none, as tables have them, says nothing."""
    dates = (days_of(value) for one in query.conditions if one.property == AT_DATE for value in one.values)
    return next((one for one in dates if one is not None), None)
