"""Validation judges the default graph of a store, pass by pass, and says what it looked at."""

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph

from kg.building.validate import count_focus_nodes, idle_shapes, shapes_of_pass, validate_pass
from kg.errors import EntenteError, InputError
from kg.prefixes import expand, shorten
from kg.project import Project

PREFIXES = """
@prefix agreement: <https://w3id.org/entente/id/agreement/> .
@prefix claim: <https://w3id.org/entente/claim/park-young-june/> .
@prefix concept: <https://w3id.org/entente/concept/> .
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix government: <https://w3id.org/entente/id/government/> .
@prefix graph: <https://w3id.org/entente/graph/> .
@prefix issue: <https://w3id.org/entente/id/issue/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix person: <https://w3id.org/entente/id/person/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/entente/shapes#> .
@prefix stage: <https://w3id.org/entente/id/stage/> .
@prefix state: <https://w3id.org/entente/id/state/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SMALL_SHAPES = (
    PREFIXES
    + """
<https://w3id.org/entente/shapes> a owl:Ontology ; sh:declare shapes:prefix .
shapes:prefix sh:prefix "ent" ; sh:namespace "https://w3id.org/entente/ontology#"^^xsd:anyURI .

shapes:Agent a sh:NodeShape ; sh:targetClass ent:Agent ; sh:severity sh:Warning ;
    sh:property shapes:Agent-label , shapes:Agent-office ; sh:sparql shapes:Agent-alone .
shapes:Agent-label a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ; sh:nodeKind sh:Literal ;
    sh:message "An agent has a label. Add one."@en .
shapes:Agent-office a sh:PropertyShape ; sh:path ( ent:holdsOffice [ sh:inversePath ent:officeHeld ] ) ; sh:maxCount 0 ;
    sh:message "No."@en ; ent:inPass "a" , "c" .
shapes:Agent-alone a sh:SPARQLConstraint ; sh:prefixes <https://w3id.org/entente/shapes> ;
    sh:message "It succeeds {?value}. It should not."@en ;
    sh:select "SELECT $this ?value WHERE { $this ent:succeeds ?value }" .

shapes:IssueTyped a sh:NodeShape ; sh:targetObjectsOf ent:overIssue ; sh:class ent:Issue ; sh:message "Type it."@en ;
    ent:inPass "a" .
"""
)

SMALL_DATA = (
    PREFIXES
    + """
ent:State rdfs:subClassOf ent:Agent .
state:east a ent:State ; rdfs:label "Eastland"@en ; ent:succeeds state:west .
state:west a ent:State .
state:south a ent:State ; rdfs:label state:east .
state:east ent:overIssue issue:past .
claim:reported { state:nowhere a ent:State . }
"""
)


@pytest.fixture
def small_shapes() -> Graph:
    return Graph().parse(data=SMALL_SHAPES, format="turtle")


@pytest.fixture(scope="module")
def our_shapes(project: Project) -> Graph:
    graph = Graph()
    for path in project.shapes:
        graph.parse(path)
    return graph


def store_of(data: str) -> Store:
    store = Store()
    store.load(data.encode(), format=RdfFormat.TRIG)
    return store


def test_violations_are_complete_and_sorted(small_shapes: Graph) -> None:
    found = validate_pass(store_of(SMALL_DATA), small_shapes, "b")
    assert [(shorten(one.shape), shorten(one.focus), one.component, one.severity) for one in found] == [
        ("shapes:Agent-alone", "state:east", "SPARQL", "Warning"),
        ("shapes:Agent-label", "state:south", "NodeKind", "Violation"),
        ("shapes:Agent-label", "state:west", "MinCount", "Violation"),
    ]
    alone, kind, missing = found
    assert alone.message == "It succeeds state:west. It should not."
    assert (alone.path, alone.value) == (None, f"<{expand('state:west')}>")
    assert shorten(alone.source_shape) == "shapes:Agent"
    assert (kind.path, kind.value) == (expand("rdfs:label"), f"<{expand('state:east')}>")
    assert missing.value is None
    assert {one.pass_name for one in found} == {"b"}


def test_nodes_of_named_graphs_are_not_judged(small_shapes: Graph) -> None:
    nodes = {one.focus for one in validate_pass(store_of(SMALL_DATA), small_shapes, "b")}
    assert expand("state:nowhere") not in nodes


def test_a_query_may_look_into_named_graphs() -> None:
    text = SMALL_SHAPES.replace("$this ent:succeeds ?value", "$this a ?kind . GRAPH ?value { ?somebody a ?kind }")
    found = validate_pass(store_of(SMALL_DATA), Graph().parse(data=text, format="turtle"), "b")
    assert {one.value for one in found if one.component == "SPARQL"} == {f"<{expand('claim:reported')}>"}


def test_the_store_is_left_as_it_was(small_shapes: Graph) -> None:
    store = store_of(SMALL_DATA)
    before = sorted(str(quad) for quad in store)
    for name in "abcd":
        validate_pass(store, small_shapes, name)
    assert sorted(str(quad) for quad in store) == before


def test_focus_nodes_limit_what_is_judged(small_shapes: Graph) -> None:
    store = store_of(SMALL_DATA)
    found = validate_pass(store, small_shapes, "b", [expand("state:west"), expand("state:west")])
    assert [shorten(one.focus) for one in found] == ["state:west"]
    assert validate_pass(store, small_shapes, "b", []) == []


def test_a_constraint_is_checked_in_its_passes_only(small_shapes: Graph) -> None:
    store = store_of(SMALL_DATA + "state:west ent:holdsOffice state:south . state:east ent:officeHeld state:south .")
    names = {name: {shorten(one.shape) for one in validate_pass(store, small_shapes, name)} for name in "abcd"}
    assert names == {
        "a": {"shapes:Agent-office", "shapes:IssueTyped"},
        "b": {"shapes:Agent-alone", "shapes:Agent-label"},
        "c": {"shapes:Agent-office"},
        "d": set(),
    }
    (office,) = validate_pass(store, small_shapes, "c")
    assert office.path == "ent:holdsOffice / ^ent:officeHeld"


def test_an_unknown_pass_is_refused(small_shapes: Graph) -> None:
    with pytest.raises(InputError, match="no pass 'e'"):
        shapes_of_pass(small_shapes, "e")


def test_shapes_that_cannot_run_are_an_error_and_no_violation() -> None:
    text = SMALL_SHAPES.replace("WHERE { $this", "WHERE { MINUS { $this ent:x 1 } $this")
    with pytest.raises(EntenteError, match="The shapes cannot be run"):
        validate_pass(store_of(SMALL_DATA), Graph().parse(data=text, format="turtle"), "b")


def test_a_query_that_does_not_parse_is_an_error_and_no_violation() -> None:
    text = SMALL_SHAPES.replace("WHERE { $this", "WHERE { { $this")
    with pytest.raises(EntenteError, match="The shapes cannot be run"):
        validate_pass(store_of(SMALL_DATA), Graph().parse(data=text, format="turtle"), "b")


def test_focus_nodes_are_counted_and_idle_shapes_named(small_shapes: Graph) -> None:
    store = store_of(SMALL_DATA)
    counts = {name: count_focus_nodes(store, small_shapes, name) for name in "abcd"}
    agent, issue = expand("shapes:Agent"), expand("shapes:IssueTyped")
    assert counts == {"a": {agent: 3, issue: 1}, "b": {agent: 3}, "c": {agent: 3}, "d": {}}
    assert idle_shapes(counts.values()) == []
    empty = Store()
    assert idle_shapes([count_focus_nodes(empty, small_shapes, name) for name in "ab"]) == [agent, issue]


def test_a_bad_node_of_a_reported_view_is_seen_in_its_own_pass_alone(our_shapes: Graph, project: Project) -> None:
    view = "claim:view { stage:bad a ent:StageRecord ; ent:stage concept:stage-signed . }"
    assert validate_pass(with_ontology(PREFIXES + view, project), our_shapes, "b") == []
    content = view.removeprefix("claim:view {").removesuffix("}")
    found = validate_pass(with_ontology(PREFIXES + content, project), our_shapes, "d")
    assert {shorten(one.shape) for one in found} == {"shapes:StageRecord-stageOf", "shapes:NamedThing-label"}


def test_administrations_without_background_fail(our_shapes: Graph, project: Project) -> None:
    data = """
        government:first a ent:Administration ; rdfs:label "First"@en ; ent:administrationOf state:east .
        state:east a ent:State ; rdfs:label "Eastland"@en ."""
    found = validate_pass(with_ontology(PREFIXES + data, project), our_shapes, "c")
    assert [shorten(one.shape) for one in found] == [
        "shapes:Administration-hasTimeSpan",
        "shapes:Administration-headedBy",
    ]


def with_ontology(data: str, project: Project) -> Store:
    store = store_of(data)
    assert project.ontology
    for path in project.ontology:
        store.load(path=path, format=RdfFormat.TURTLE)
    return store


def test_a_pattern_that_is_no_regular_expression_is_told(small: Store) -> None:
    shapes = Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <urn:shape> a sh:NodeShape ; sh:targetSubjectsOf rdfs:label ;
            sh:property [ a sh:PropertyShape ; sh:path rdfs:label ; sh:pattern "(" ] .""",
        format="turtle",
    )
    with pytest.raises(EntenteError, match="The shapes cannot be run: missing"):
        validate_pass(small, shapes, "b")
