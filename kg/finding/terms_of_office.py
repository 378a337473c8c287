"""Rows about terms of office in; who held an office, or headed an administration, at a date, out.

Terms are background: they come from other sources than the articles, and whoever shows them says from which.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass

from kg.finding.entries import Row
from kg.prefixes import ENT, GRAPH, PREFIXES

TERMS_QUERY = f"""PREFIX ent: <{ENT}>
PREFIX prov: <{PREFIXES["prov"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT ?term ?holder ?office ?when ?begin ?end ?source {{
  GRAPH <{GRAPH}background> {{
    {{ ?term ent:officeHolder ?holder ; ent:officeHeld ?office }}
    UNION
    {{ ?term ent:headedBy ?holder BIND(?term AS ?office) }}
    ?term ent:when ?when ; ent:hasTimeSpan ?span ; prov:hadPrimarySource/rdfs:label ?source .
    ?span ent:beginEarliest ?begin OPTIONAL {{ ?span ent:endLatest ?end }}
  }}
}}"""

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?")
_FOR_EVER = "9999-12-31"


@dataclass(frozen=True)
class Days:
    """The first and the last day that a date may mean, as ISO dates."""

    first: str
    last: str


@dataclass(frozen=True)
class Term:
    """One term: IRIs of holder and office (for an administration, its own), EDTF, its possible days, and the source."""

    holder: str
    office: str
    when: str
    days: Days
    source: str

    def may_be_at(self, date: Days) -> bool:
        """Whether the term can have a day in common with the date."""
        return self.days.first <= date.last and date.first <= self.days.last


@dataclass(frozen=True)
class Terms:
    """All terms that are known, in the order of their beginnings."""

    known: tuple[Term, ...]

    def of(self, thing: str) -> list[Term]:
        """The terms of a holder, of an office, or of an administration, by IRI."""
        return [term for term in self.known if thing in (term.holder, term.office)]


def terms_of(rows: Iterable[Row]) -> Terms:
    """The terms in the rows of the query."""
    terms = [
        Term(
            row["holder"]["value"],
            row["office"]["value"],
            row["when"]["value"],
            Days(row["begin"]["value"], row["end"]["value"] if "end" in row else _FOR_EVER),
            row["source"]["value"],
        )
        for row in rows
    ]
    return Terms(tuple(sorted(terms, key=lambda term: (term.days.first, term.office, term.holder))))


def days_of(text: str) -> Days | None:
    """The days that a year, a month or a day (ISO 8601, a time of day ignored) may mean; None for anything else."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not year or month > 12 or (match[2] and not month) or (match[3] and not day):
        return None
    first_month, last_month = (month, month) if month else (1, 12)
    longest = monthrange(year, last_month)[1]
    if day > longest:
        return None
    return Days(f"{year:04}-{first_month:02}-{day or 1:02}", f"{year:04}-{last_month:02}-{day or longest:02}")
