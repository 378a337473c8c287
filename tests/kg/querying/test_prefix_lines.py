"""PREFIX lines: those used, no others, and the IRIs of our one table."""

import pytest

from kg.prefixes import ENT
from kg.querying.prefix_lines import prefix_faults

LINE = f"PREFIX ent: <{ENT}>\n"


@pytest.mark.parametrize(
    ("query", "faults"),
    [
        (LINE + "SELECT * { ?s a ent:Barrier }", []),
        (LINE + "SELECT * { ?s ent:stage/ent:rank ?o }", []),
        (LINE + "SELECT * { ?s (^ent:cause|ent:effect)+ ?o }", []),
        (LINE + "SELECT * { ?s ?p ?o }", ["prefix ent: is declared and never used"]),
        (LINE + "SELECT * { ?s ?p 'ent:a' } # ent:b", ["prefix ent: is declared and never used"]),
        (LINE + 'SELECT * { ?s ?p """ent:a "\n""" , <urn:ent:c> }', ["prefix ent: is declared and never used"]),
        (LINE * 2 + "SELECT * { ?s a ent:Barrier }", ["prefix ent: is declared twice"]),
        ("SELECT * { ?s a ent:Barrier }", ["prefix ent: is used and not declared"]),
        ("PREFIX e: <http://e/>\nSELECT * { ?s a e:Barrier }", ["prefix e: is not in kg/prefixes.py"]),
        (
            LINE.replace("ontology", "ontologie") + "SELECT * { ?s a ent:Barrier FILTER(?s < ?o && ?o > ?p) }",
            [f"prefix ent: stands for <{ENT}>, not <{ENT.replace('ontology', 'ontologie')}>"],
        ),
    ],
)
def test_faults(query: str, faults: list[str]) -> None:
    assert prefix_faults(query) == faults
