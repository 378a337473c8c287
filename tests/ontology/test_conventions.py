"""The conventions for dates are one table, in the ontology and in the code: its examples are computed here."""

import re

from rdflib import SKOS, Graph, URIRef

from kg.building.times import CONVENTIONS, bounds
from kg.prefixes import PREFIXES

SCHEME = URIRef(PREFIXES["concept"] + "conventions")
DAY = r"\d{4}-\d\d-\d\d"
EXAMPLE = re.compile(rf"([^\s:]+): ({DAY}), ({DAY}), ({DAY}), ({DAY}|none)")
TOLD_BY_FORM = {"moment", "span", "since"}


def test_the_code_and_the_ontology_know_the_same_conventions(ontology: Graph) -> None:
    start = PREFIXES["concept"] + "convention-"
    assert {str(concept).removeprefix(start) for concept in ontology.subjects(SKOS.inScheme, SCHEME)} == set(
        CONVENTIONS
    )


def test_the_examples_are_what_the_code_computes(ontology: Graph) -> None:
    for name in CONVENTIONS:
        concept = URIRef(f"{PREFIXES['concept']}convention-{name}")
        (example,) = ontology.objects(concept, SKOS.example)
        cases = EXAMPLE.findall(str(example))
        assert cases, f"{name} has no example that can be computed"
        for when, *expected in cases:
            found = bounds(when, None if name in TOLD_BY_FORM else name)
            days = (found.begin_earliest, found.begin_latest, found.end_earliest, found.end_latest)
            assert [str(day) if day else "none" for day in days] == expected, f"{name}: {when}"
