"""Values as people type them: what is understood, and what is refused with words that help."""

import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import InputError
from kg.prefixes import PREFIXES
from kg.querying.parameters import Parameter

XSD = PREFIXES["xsd"]
INSTRUMENT = Parameter("instrument", "Agreement or proposal", "iri", ("agreement", "proposal"))
THING = Parameter("thing", "Thing", "iri")
PACT = NamedNode(PREFIXES["agreement"] + "pact")


@pytest.mark.parametrize(
    ("parameter", "text", "terms"),
    [
        (INSTRUMENT, "agreement:pact", [PACT]),
        (INSTRUMENT, PACT.value, [PACT]),
        (INSTRUMENT, f" <{PACT.value}> ", [PACT]),
        (INSTRUMENT, "pact", [PACT, NamedNode(PREFIXES["proposal"] + "pact")]),
        (THING, "ent:Barrier", [NamedNode(PREFIXES["ent"] + "Barrier")]),
        (THING, "urn:isbn:1", [NamedNode("urn:isbn:1")]),
        (Parameter("w", "Word", "string"), ' "a" ', [Literal(' "a" ')]),
        (Parameter("n", "Number", "integer"), "+007", [Literal("7", datatype=NamedNode(XSD + "integer"))]),
        (Parameter("d", "Day", "date"), "2012-06-29", [Literal("2012-06-29", datatype=NamedNode(XSD + "date"))]),
    ],
)
def test_understood(parameter: Parameter, text: str, terms: list[NamedNode | Literal]) -> None:
    assert parameter.parse(text) == terms


@pytest.mark.parametrize(
    ("parameter", "text", "complaint"),
    [
        (INSTRUMENT, "", "is empty"),
        (INSTRUMENT, "event:signing", "cannot be .* agreement:… or proposal:…"),
        (INSTRUMENT, PREFIXES["agreement"], "cannot be"),
        (INSTRUMENT, "pact> } DELETE", "is not an IRI"),
        (INSTRUMENT, "treaty:pact", "treaty: is no known prefix"),
        (THING, "pact", "is not an IRI"),
        (THING, "http://a b", "is not an IRI"),
        (Parameter("n", "Number", "integer"), "seven", "a whole number"),
        (Parameter("n", "Number", "integer"), "9" * 40, "a whole number"),
        (Parameter("n", "Number", "integer"), "٣", "a whole number"),
        (Parameter("d", "Day", "date"), "2012-06", "a date like"),
        (Parameter("d", "Day", "date"), "2012-02-30", "a date like"),
    ],
)
def test_refused(parameter: Parameter, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        parameter.parse(text)
