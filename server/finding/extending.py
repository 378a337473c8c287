"""A data extension query in; a table of the properties' values out. Source: Reconciliation Service API 0.2, section 7.

Values are what the author says himself. Offices at a date are background, and come with their source as text.
"""

from kg.finding.entries import Term
from kg.finding.terms_of_office import days_of
from kg.prefixes import PREFIXES
from server.finding.batch import Extension
from server.finding.holding import Holding, Index
from server.finding.identifiers import IDENTIFIER_SPACE, entity_id, entity_iri, term_iri
from server.finding.manifest import AT_DATE, OFFICE_AT_DATE
from server.finding.values import values_of
from server.problems import Problem

_DATE = PREFIXES["xsd"] + "date"
_WHOLE = tuple(PREFIXES["xsd"] + name for name in ("integer", "nonNegativeInteger"))


async def extend(holding: Holding, index: Index, asked: Extension) -> dict[str, object]:
    """The response; an entity or property that is not known has no values. Raises Problem."""
    names = [name for name, _ in asked.properties]
    known = await values_of(
        holding,
        [entity_iri(one) for one in asked.entities],
        [term_iri(name) for name in names if name != OFFICE_AT_DATE],
    )
    dates = {name: str(settings.get(AT_DATE) or "") for name, settings in asked.properties}
    rows: dict[str, dict[str, list[dict[str, object]]]] = {}
    for entity in asked.entities:
        iri = entity_iri(entity)
        rows[entity] = {
            name: _offices(index, iri, dates[name])
            if name == OFFICE_AT_DATE
            else [_cell(index, value) for value in known.get((iri, term_iri(name)), ())]
            for name in names
        }
    meta = [{"id": name, "name": _name(index, name)} for name in names]
    return {"meta": meta, "rows": rows}


def _name(index: Index, identifier: str) -> str:
    return "office at the date" if identifier == OFFICE_AT_DATE else index.label_of(term_iri(identifier))


def _offices(index: Index, holder: str, date: str) -> list[dict[str, object]]:
    days = days_of(date) if date else None
    if date and days is None:
        detail = f"The setting `{AT_DATE}` is a year, a month or a day, such as 1998-10; {date[:40]!r} is none."
        raise Problem(400, "bad-date", detail)
    return [
        {
            "id": entity_id(term.office),
            "name": index.label_of(term.office),
            "description": f"{term.when}, {term.source}",
        }
        for term in index.terms.of(holder)
        if term.holder == holder and (days is None or term.may_be_at(days))
    ]


def _cell(index: Index, value: Term) -> dict[str, object]:
    text = value["value"]
    if value["type"] == "uri":
        if text.startswith(IDENTIFIER_SPACE):
            return {"id": entity_id(text), "name": index.label_of(text)}
        return {"str": text if text not in index.entries else index.label_of(text)}
    datatype = value.get("datatype", "")
    if datatype in _WHOLE:
        return {"int": int(text)}
    return {"date": f"{text}T00:00:00"} if datatype == _DATE else {"str": text}
