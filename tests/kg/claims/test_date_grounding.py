"""A claim's dates are those of its passages, or the claim says why they are others."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.claims.date_grounding import date_grounding_problems, locked_date_problems
from kg.claims.records import Claim
from kg.claims.sources import load
from kg.claims.statement import Statement
from kg.claims.vocabulary import Vocabulary
from kg.errors import Findings
from kg.prefixes import ENT, expand
from kg.project import Project
from kg.reading.dates import DateExpression
from kg.reading.dates_file import LockedDate

FILE = Path("claims.trig")
HERE = "1-1-1-1"


def said(subject: str, name: str, value: str, line: int) -> Statement:
    is_term = value.startswith("convention-")
    term = ox.NamedNode(expand(f"concept:{value}")) if is_term else ox.Literal(value)
    return Statement(ox.NamedNode(subject), ox.NamedNode(ENT + name), term, ox.DefaultGraph(), FILE, line)


def problems(
    when: str, *given: tuple[str, str], used: str = "", attested: str = "", marked: bool = False, dated: bool = True
) -> list[str]:
    claim = Claim(expand("claim:a"), "a", "FactualClaim", "a", "asserted", (HERE,), None, FILE, 1)
    content = (
        [said(expand("event:rain"), "when", when, 5)] if dated else [said(expand("event:rain"), "concerns", "", 5)]
    )
    content += [said(expand("event:rain"), "conventionUsed", f"convention-{used}", 6)] if used else []
    content += [said(expand("event:rain"), "attestedUntil", attested, 7)] if attested else []
    records = [said(claim.iri, "inferredDate", "told so elsewhere", 2)] if marked else []
    dates = [LockedDate(DateExpression(HERE, 0, 4, edtf, name), FILE, 2) for edtf, name in given]
    dates.append(LockedDate(DateExpression("9-9-9-9", 0, 4, "1900", ""), FILE, 2))
    return [str(problem) for problem in date_grounding_problems([claim], {claim.iri: content}, records, dates)]


@pytest.mark.parametrize(
    ("when", "used", "given"),
    [
        ("1999", "", [("1999", "")]),
        ("1999-04", "mid-month", [("1999-04", "mid-month")]),
        ("1999/..", "", [("1999", "")]),
        ("1999", "", [("1999/..", "")]),
        ("1999/..", "", [("1999", "mid-year")]),
        ("1999/2001", "", [("1999", ""), ("2001", "")]),
        ("1999", "", [("1999/2001", "")]),
        ("1994~/1996~", "around", [("1994~/1996~", "around")]),
        ("1970~", "around", [("1970~/1973", "around")]),
        ("../1998-02-25", "just-before", [("1998-02-25", "")]),
    ],
)
def test_dates_that_the_passages_give(when: str, used: str, given: list[tuple[str, str]]) -> None:
    assert problems(when, *given, used=used) == []
    assert problems(when, *given, used=used, marked=True) == [
        "claims.trig:2: the passages of claim:a give all its dates, so that none is inferred. Drop ent:inferredDate."
    ]


@pytest.mark.parametrize(
    ("when", "used", "given"),
    [
        ("1999", "", []),
        ("1900", "", []),  # another passage's
        ("1999", "", [("1999-04", "")]),
        ("1999-04", "", [("1999", "")]),
        ("1999-04", "", [("1999-04", "mid-month")]),
        ("1999-04", "mid-month", [("1999-04", "")]),
        ("1999/2001", "", [("1999", "")]),
        ("1999", "", [("1999~", "around")]),
        ("1973", "", [("1970/1973~", "around")]),
    ],
)
def test_dates_that_they_do_not_give(when: str, used: str, given: list[tuple[str, str]]) -> None:
    (line,) = problems(when, *given, used=used)
    assert line.startswith(f"claims.trig:5: no passage of claim:a gives ent:when {when} of event:rain.")
    assert problems(when, *given, used=used, marked=True) == []


def test_a_day_until_which_a_thing_is_attested_lies_in_a_given_date() -> None:
    assert problems("1999/..", ("1999", ""), ("2012-08", ""), attested="2012-08-01") == []
    (line,) = problems("1999/..", ("1999", ""), ("2012-08", ""), attested="2012-09-01")
    assert line.startswith("claims.trig:7: no passage of claim:a gives ent:attestedUntil 2012-09-01")


def test_a_claim_without_dates_infers_none() -> None:
    assert problems("", dated=False) == []
    assert len(problems("", dated=False, marked=True)) == 1


def test_a_locked_date_names_passages_and_conventions_that_are_there() -> None:
    row = LockedDate(DateExpression("1-1-1-1", 0, 4, "1999", "half-year", "1-1-1-2"), Path("dates.csv"), 7)
    vocabulary = Vocabulary(frozenset(), {})
    assert [str(problem).split(". ")[0] for problem in locked_date_problems([row], {}, vocabulary)] == [
        "dates.csv:7: there is no passage:1-1-1-1",
        "dates.csv:7: there is no passage:1-1-1-2",
        "dates.csv:7: there is no concept:convention-half-year",
    ]


def test_loading_names_file_and_line(tiny_project: Project) -> None:
    (path,) = tiny_project.claims
    path.write_text(path.read_text().replace('ent:when "2012-04"', 'ent:when "2012-03"'))
    with pytest.raises(Findings) as raised:
        load(tiny_project)
    (line,) = raised.value.findings
    assert line.startswith("kg/data/articles/park-young-june/claims/1-1-grain-pact.trig:")
    assert "no passage of claim:pact-was-finished gives ent:when 2012-03" in line
