"""A span stands beside the date it follows from, and a bad date is told with its line."""

from pathlib import Path

import pytest

from kg.building.spans import span_triples
from kg.claims.turtle import statements_of
from kg.errors import InputError
from kg.prefixes import ENT

HEAD = """@prefix concept: <https://w3id.org/entente/concept/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix event: <https://w3id.org/entente/id/event/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def spans(folder: Path, text: str) -> dict[str, str]:
    (folder / "x.ttl").write_text(HEAD + text)
    return {
        f"{triple.subject.value.rpartition('/id/')[2]} {triple.predicate.value.rpartition('#')[2]}": triple.object.value
        for triple in span_triples(statements_of(folder / "x.ttl"))
    }


def test_a_date_has_a_span_with_its_bounds(tmp_path: Path) -> None:
    assert spans(tmp_path, 'event:a ent:when "2012"^^edtf:EDTF ; ent:conventionUsed concept:convention-mid-year .') == {
        "event/a hasTimeSpan": "https://w3id.org/entente/id/event/a/span",
        "event/a/span type": ENT + "TimeSpan",
        "event/a/span beginEarliest": "2012-05-01",
        "event/a/span beginLatest": "2012-06-30",
        "event/a/span endEarliest": "2012-06-30",
        "event/a/span endLatest": "2012-08-31",
    }


def test_an_open_date_has_no_latest_end(tmp_path: Path) -> None:
    found = spans(tmp_path, 'event:a ent:when "1999/.."^^edtf:EDTF ; ent:attestedUntil "2014-07-04"^^xsd:date .')
    assert found["event/a/span endEarliest"] == "2014-07-04"
    assert "event/a/span endLatest" not in found


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('event:a a ent:Event ;\n ent:when "1995/"^^edtf:EDTF .', 7, "unknown end"),
        ('event:a ent:when "2012"^^edtf:EDTF ,\n "2013"^^edtf:EDTF .', 7, "two values of ent:when"),
        ("event:a\n ent:conventionUsed concept:convention-around .", 7, "without an ent:when"),
        ('event:a ent:attestedUntil "2014-07-04"^^xsd:date .', 6, "without an ent:when"),
        ('event:a ent:when "2012"^^edtf:EDTF ; ent:conventionUsed concept:hedged .', 6, "not a convention"),
    ],
)
def test_a_bad_date_is_told_with_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        spans(tmp_path, text)
    assert (caught.value.path, caught.value.line) == (tmp_path / "x.ttl", line)


@pytest.mark.parametrize("value", ['"2013"', "event:b"])
def test_an_attested_end_that_is_no_day_is_told_with_its_line(tmp_path: Path, value: str) -> None:
    with pytest.raises(InputError, match=r"x\.ttl:6: ent:attestedUntil is no day"):
        spans(tmp_path, f'event:a ent:when "2012/.."^^edtf:EDTF ; ent:attestedUntil {value} .')
