"""Rows as records: JSON's own types where a datatype says so, texts where JSON has none, null where nothing is."""

import json

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from kg.asking.records import answer_in_records, records_of, value_of
from kg.errors import InputError
from kg.project import Project


def results(values: str) -> bytes:
    solutions = Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {values} }} }}")
    assert isinstance(solutions, QuerySolutions)
    return solutions.serialize(format=QueryResultsFormat.JSON) or b""


XSD = "<http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("5", 5),
        (f'"007"^^{XSD}nonNegativeInteger>', 7),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("true", True),
        (f'"0"^^{XSD}boolean>', False),
        (f'"INF"^^{XSD}double>', "INF"),
        (f'"NaN"^^{XSD}double>', "NaN"),
        (f'"five"^^{XSD}integer>', "five"),
        (f'"2012-06-01"^^{XSD}date>', "2012-06-01"),
        ('"5"', "5"),
        ('"日本"@ja', "日本"),
        ("<urn:x>", "urn:x"),
        ("UNDEF", None),
    ],
)
def test_a_value(term: str, expected: object) -> None:
    (record,) = records_of(results(f"({term} 1)"))
    assert record == {"a": expected, "b": 1}
    assert type(record["a"]) is type(expected)
    assert json.loads(json.dumps(record, allow_nan=False)) == record


@pytest.mark.parametrize("name", ["long", "int", "nonNegativeInteger", "unsignedByte"])
def test_a_whole_number_of_any_size_is_one(name: str) -> None:
    """Our engine makes one type of them all; another may not."""
    assert value_of({"type": "literal", "value": "7", "datatype": f"{XSD[1:]}{name}"}) == 7


def test_no_rows_are_no_records() -> None:
    assert records_of(results("")) == []


def test_a_question_is_answered_in_records(small: Store, project: Project) -> None:
    rows = answer_in_records(small, project.questions, "stalled-agreements", instrument="Pact on intelligence")
    assert [(row["instrumentLabel"], row["when"]) for row in rows] == [("Pact on intelligence", "2012-06")]
    with pytest.raises(InputError, match="no question"):
        answer_in_records(small, project.questions, "stalled-agreement")
