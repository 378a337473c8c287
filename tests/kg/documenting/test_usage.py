"""The use of terms in a dataset: each thing and statement once, wherever else it stands, and a few of them."""

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from kg.documenting.usage import Usage, counting_queries, labels_query, seen_in, usage_of
from kg.prefixes import ENT, PREFIXES, expand

DATA = """
@prefix ent: <https://w3id.org/entente/ontology#> . @prefix concept: <https://w3id.org/entente/concept/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix x: <http://example.org/> .
@prefix graph: <https://w3id.org/entente/graph/> .
x:a a ent:Barrier ; rdfs:label "A"@en ; ent:arena concept:arena-bilateral ; ent:influences x:b .
concept:arena-bilateral ent:rank 1 .
x:claim { x:a a ent:Barrier . x:c a ent:Barrier . x:d a ent:Barrier }
graph:shapes { x:e a ent:Barrier . x:shape x:value concept:arena-bilateral }
"""


def used(data: str) -> dict[str, Usage]:
    store = Store()
    store.load(data.encode(), RdfFormat.TRIG)

    def select(query: str) -> bytes:
        solutions = store.query(query)
        assert isinstance(solutions, QuerySolutions)
        return solutions.serialize(format=QueryResultsFormat.JSON) or b""

    seen = seen_in(map(select, counting_queries()))
    return usage_of(seen, select(labels_query(seen)))


def test_what_is_in_the_default_graph_and_elsewhere_too_counts_once() -> None:
    barrier = used(DATA)[f"{ENT}Barrier"]
    assert (barrier.count, barrier.elsewhere) == (1, 2)


def test_examples_begin_with_the_default_graph_and_have_labels() -> None:
    first, *others = used(DATA)[f"{ENT}Barrier"].examples
    assert (first.thing, first.label) == ("http://example.org/a", "A")
    assert {other.thing for other in others} == {"http://example.org/c", "http://example.org/d"}
    (statement,) = used(DATA)[f"{ENT}influences"].examples
    assert (statement.label, statement.value) == ("A", "http://example.org/b")


def test_a_concept_is_not_used_by_the_rules_or_by_its_own_list() -> None:
    found = used(DATA)
    assert found[expand("concept:arena-bilateral")].count == 1
    assert found[expand("concept:arena-bilateral")].elsewhere == 0
    assert f"{ENT}rank" not in found


def test_what_nobody_uses_is_left_out() -> None:
    assert used("") == {}
    assert PREFIXES["rdfs"] + "label" not in used(DATA)
