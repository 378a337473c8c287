"""Which triples stand in which graph, and above all which may stand in the default graph."""

import pyoxigraph as ox
import pytest

from kg.building.assemble import Layers, as_store, assemble
from kg.building.skolem import GENID
from kg.claims.sources import load
from kg.errors import Findings
from kg.prefixes import GRAPH, PREFIXES, expand
from kg.project import Project

REPORTED = expand("claim:pact-was-finished")


def change(project: Project, old: str, new: str) -> None:
    path = next(project.root.glob("kg/data/articles/*/claims/*.trig"))
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_no_triple_of_a_reported_view_is_in_the_default_graph(tiny_layers: Layers) -> None:
    assert len(tiny_layers.contents[REPORTED]) > 6
    assert not tiny_layers.contents[REPORTED] & tiny_layers.default


def test_a_triple_that_is_asserted_too_is_in_the_default_graph(tiny_project: Project) -> None:
    change(
        tiny_project, "ent:duringAdministration government:ada .\n}", "ent:duringAdministration government:ada .\n"
        "    stage:grain-pact-finalised ent:stageOf agreement:grain-pact .\n}",
    )  # fmt: skip
    layers = assemble(load(tiny_project))
    shared = layers.contents[REPORTED] & layers.default
    assert [t.predicate.value for t in shared] == [expand("ent:stageOf")]


@pytest.mark.parametrize("stance", ["assumed", "hypothesised", "reported", "denied"])
def test_only_the_authors_own_voice_is_in_the_default_graph(tiny_project: Project, stance: str) -> None:
    change(tiny_project, "concept:stance-hedged", f"concept:stance-{stance}")
    layers = assemble(load(tiny_project))
    assert expand("influence:drought-on-relations") not in {t.subject.value for t in layers.default}


def test_hedged_content_is_in_the_default_graph(tiny_layers: Layers) -> None:
    assert tiny_layers.contents[expand("claim:drought-strained-relations")] <= tiny_layers.default


def test_background_and_notes_and_shapes_are_not_in_the_default_graph(tiny_layers: Layers) -> None:
    for apart in (tiny_layers.background, tiny_layers.notes, tiny_layers.shapes):
        assert not apart & tiny_layers.default
    assert len(tiny_layers.background) > 10
    assert len(tiny_layers.shapes) > 100


def test_the_rest_is_in_the_default_graph(tiny_layers: Layers) -> None:
    for layer in (tiny_layers.entities, tiny_layers.passages, tiny_layers.claims):
        assert layer
        assert layer <= tiny_layers.default


def test_the_ontology_is_there_without_its_nameless_axioms(tiny_layers: Layers) -> None:
    nameless = {t for t in tiny_layers.ontology if GENID in str(t)}
    assert nameless
    assert not nameless & tiny_layers.default
    assert tiny_layers.ontology - nameless <= tiny_layers.default


def test_a_span_stands_in_the_graph_of_its_date(tiny_layers: Layers) -> None:
    spans = {name for name, triples in tiny_layers.named.items() if any("/span>" in str(t) for t in triples)}
    assert REPORTED in spans
    assert GRAPH + "background" in spans
    assert GRAPH + "entities" not in spans
    for name in spans - {GRAPH + "derived"}:
        dated = {t.subject.value for t in tiny_layers.named[name] if t.predicate.value == expand("ent:when")}
        with_span = {t.subject.value for t in tiny_layers.named[name] if t.predicate.value == expand("ent:hasTimeSpan")}
        assert dated == with_span


def test_all_bad_dates_are_told_together(tiny_project: Project) -> None:
    change(tiny_project, '"2012-07-01"', '"2012-07-45"')
    change(tiny_project, '"2012-05/.."', '"2012-05/"')
    with pytest.raises(Findings) as caught:
        assemble(load(tiny_project))
    assert len(caught.value.findings) == 2
    assert all("1-1-grain-pact.trig:" in finding for finding in caught.value.findings)


def test_the_store_has_each_triple_once_by_default(tiny_layers: Layers) -> None:
    store = as_store(tiny_layers.default, tiny_layers.named)
    assert len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == len(tiny_layers.default)
    graph = ox.NamedNode(PREFIXES["claim"] + "pact-was-finished")
    assert len(list(store.quads_for_pattern(None, None, None, graph))) == len(tiny_layers.contents[REPORTED])
