"""Only literals that every store keeps as they are written pass."""

import pyoxigraph as ox
import pytest

from kg.claims.literals import literal_fault
from kg.prefixes import PREFIXES


def literal(value: str, datatype: str) -> ox.Literal:
    prefix, _, name = datatype.partition(":")
    return ox.Literal(value, datatype=ox.NamedNode(PREFIXES[prefix] + name))


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("8", "xsd:integer"),
        ("-8", "xsd:integer"),
        ("0", "xsd:nonNegativeInteger"),
        ("2012-02-29", "xsd:date"),
        ("any text\n", "xsd:string"),
        ("1994~/1996~", "edtf:EDTF"),
    ],
)
def test_canonical_forms_pass(value: str, datatype: str) -> None:
    assert literal_fault(literal(value, datatype)) == ""


@pytest.mark.parametrize(
    ("value", "datatype", "says"),
    [
        ("true", "xsd:boolean", "booleans"),
        ("1", "xsd:boolean", "booleans"),
        (" ", "xsd:string", "empty"),
        ("be\x07ll", "xsd:string", "U+0007"),
        ("\ufffe", "xsd:string", "U+FFFE"),
        ("08", "xsd:integer", "canonical"),
        ("+8", "xsd:integer", "canonical"),
        ("-0", "xsd:integer", "canonical"),
        ("2012-6-1", "xsd:date", "canonical"),
        ("2012-06-01Z", "xsd:date", "canonical"),
        ("2011-02-29", "xsd:date", "no day"),
        ("1.50", "xsd:decimal", "datatype decimal"),
        ("1.5E0", "xsd:double", "datatype double"),
        ("2012", "xsd:gYear", "datatype gYear"),
        ("June", "edtf:EDTF", "canonical"),
    ],
)
def test_other_forms_are_told(value: str, datatype: str, says: str) -> None:
    assert says in literal_fault(literal(value, datatype))


def test_a_text_with_a_language_passes() -> None:
    assert literal_fault(ox.Literal("東京", language="ja")) == ""
