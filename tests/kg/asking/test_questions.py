"""Asking by name: what a typed name or value is taken for, and what is said where it is not known."""

import pytest
from pyoxigraph import NamedNode, Store

from kg.asking.questions import ask, find_question, known_terms
from kg.errors import InputError
from kg.prefixes import PREFIXES
from kg.project import Project
from kg.querying.parameters import Parameter
from kg.querying.run import select

INSTRUMENT = Parameter("instrument", "Agreement or proposal", "iri", ("agreement", "proposal"))
THING = Parameter("thing", "Thing", "iri")
PACT = NamedNode(PREFIXES["agreement"] + "pact")


@pytest.mark.parametrize(
    "text", ["agreement:pact", PACT.value, f"<{PACT.value}>", "pact", "PACT", "pact on INTELLIGENCE"]
)
def test_a_thing_goes_by_all_its_names(small: Store, text: str) -> None:
    assert known_terms(small, INSTRUMENT, text) == [PACT]


@pytest.mark.parametrize(
    ("parameter", "text", "complaint"),
    [
        (INSTRUMENT, "agreement:pakt", "the dataset has no agreement:pakt. Did you mean agreement:pact"),
        (INSTRUMENT, "intelligence", "Did you mean agreement:pact"),
        (INSTRUMENT, "Eastland", "the dataset has no Eastland"),
        (INSTRUMENT, "state:east", "cannot be .* Give a name like agreement:… or proposal:…"),
        (THING, "Westland", "is not an IRI. Did you mean state:east"),
        (THING, "", "is empty"),
    ],
)
def test_a_name_that_is_not_known_is_never_an_empty_answer(
    small: Store, parameter: Parameter, text: str, complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint):
        known_terms(small, parameter, text)


def test_a_value_given_twice_gives_alternatives(small: Store) -> None:
    query = find_question(Project.here().questions, "life-cycle-of-instrument")
    text = ask(small, query, [("instrument", "PACT"), ("instrument", "League")])
    assert len(select(small, text).rows) == 2


def test_a_question_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean life-cycle-of-instrument"):
        find_question(Project.here().questions, "life-cycle-of-instruments")
