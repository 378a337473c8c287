"""Every constraint is seen to fail once, for each of its conditions, and every shape is seen to be kept.

A case is a Turtle file whose first line names its pass. Its lines `# fails NODE CONSTRAINT COMPONENT` are all that may
be found in it; a line `# conforms SHAPE ...` names node shapes that must have looked at something. `common.ttl` lies
under every case. Time spans are derived from the dates, as the build does, unless the first line says `spans as typed`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from kg.building.spans import span_triples
from kg.building.validate import IN_PASS, PARTS, TARGETS, count_focus_nodes, shapes_of_pass, validate_pass
from kg.building.violation import PASSES, Violation
from kg.claims.statement import Statement
from kg.prefixes import PREFIXES, expand, shorten
from kg.project import Project

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.ttl"))
FIRST_LINE = re.compile(r"# pass (?P<name>[abcd])(?P<typed>, spans as typed)?: ")
COMPONENTS = {
    "class": "Class",
    "datatype": "Datatype",
    "in": "In",
    "languageIn": "LanguageIn",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "maxCount": "MaxCount",
    "maxLength": "MaxLength",
    "minCount": "MinCount",
    "minInclusive": "MinInclusive",
    "minLength": "MinLength",
    "node": "Node",
    "nodeKind": "NodeKind",
    "or": "Or",
    "pattern": "Pattern",
    "qualifiedMaxCount": "QualifiedMaxCount",
    "qualifiedMinCount": "QualifiedMinCount",
    "select": "SPARQL",
}
NO_CONDITIONS = {
    *("message", "name", "path", "property", "qualifiedValueShape", "severity", "sparql", "prefixes"),
    *(str(target).removeprefix(str(SH)) for target in TARGETS),
}

Failure = tuple[str, str, str]


@dataclass(frozen=True)
class Case:
    """A case file, read: what may fail in which pass, and which shapes must have something to look at."""

    path: Path
    pass_name: str
    derive_spans: bool
    fails: frozenset[Failure]
    conforms: frozenset[str]


def read_case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    first = FIRST_LINE.match(text)
    assert first, f"{path}: the first line names no pass"
    fails = [tuple(line.split()) for line in re.findall(r"^# fails (.+)$", text, flags=re.MULTILINE)]
    assert all(len(fail) == 3 for fail in fails), f"{path}: a `fails` line is node, constraint, component"
    conforms = " ".join(re.findall(r"^# conforms (.+)$", text, flags=re.MULTILINE)).split()
    return Case(
        path=path,
        pass_name=first["name"],
        derive_spans=not first["typed"],
        fails=frozenset((fail[0], fail[1], fail[2]) for fail in fails),
        conforms=frozenset(conforms),
    )


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    assert CASES, "no cases found"
    return [read_case(path) for path in CASES]


@pytest.fixture(scope="module")
def shapes(project: Project) -> Graph:
    assert project.shapes, "no shapes found"
    graph = Graph()
    for path in project.shapes:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def world(project: Project) -> list[ox.Quad]:
    """Return the ontology and the common things, which every case stands on."""
    assert project.ontology, "no ontology found"
    ontology = [quad for path in project.ontology for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
    return [*ontology, *with_spans(HERE / "common.ttl")]


def with_spans(path: Path) -> list[ox.Quad]:
    quads = list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    statements = [
        Statement(quad.subject, quad.predicate, quad.object, ox.DefaultGraph(), path, 1)
        for quad in quads
        if not isinstance(quad.object, ox.Triple)
    ]
    return [*quads, *(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in span_triples(statements))]


def store_of(case: Case, world: list[ox.Quad]) -> ox.Store:
    store = ox.Store()
    store.extend(world)
    derive = case.derive_spans and case.pass_name in ("b", "c")
    store.extend(with_spans(case.path) if derive else ox.parse(path=case.path, format=ox.RdfFormat.TURTLE))
    return store


def named(violation: Violation) -> Failure:
    return shorten(violation.focus), shorten(violation.shape), violation.component


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_exactly_what_a_case_says_fails(path: Path, shapes: Graph, world: list[ox.Quad]) -> None:
    case = read_case(path)
    assert bool(case.fails) != bool(case.conforms), "a case either fails or conforms"
    assert path.stem.endswith("-violates" if case.fails else "-conforms")
    store = store_of(case, world)
    assert {named(violation) for violation in validate_pass(store, shapes, case.pass_name)} == case.fails
    counts = {shorten(shape): count for shape, count in count_focus_nodes(store, shapes, case.pass_name).items()}
    assert [shape for shape in sorted(case.conforms) if not counts.get(shape)] == []


@pytest.mark.parametrize("pass_name", sorted(PASSES))
def test_the_common_things_keep_every_shape(pass_name: str, shapes: Graph, world: list[ox.Quad]) -> None:
    store = ox.Store()
    store.extend(world)
    assert validate_pass(store, shapes, pass_name) == []


def test_cases_lie_beside_the_shapes_they_test(cases: list[Case], project: Project) -> None:
    module_of = {}
    for path in project.shapes:
        for name in re.findall(r"^shapes:([\w-]+) a sh:", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            module_of[f"shapes:{name}"] = path.stem
    for case in cases:
        tested = {fail[1] for fail in case.fails} | set(case.conforms)
        assert case.path.parent.name in {module_of[shape] for shape in tested}, case.path


def test_shapes_lie_beside_the_ontology_module_they_are_for(project: Project) -> None:
    assert project.shapes
    assert {path.stem for path in project.shapes} <= {path.stem for path in project.ontology}


def test_every_condition_of_every_constraint_fails_in_a_case(cases: list[Case], shapes: Graph) -> None:
    conditions = {
        (shorten(str(constraint)), COMPONENTS[name])
        for constraint in constraints(shapes)
        for name in conditions_of(constraint, shapes)
    }
    assert conditions, "no constraints found"
    seen = {(constraint, component) for case in cases for _, constraint, component in case.fails}
    assert sorted(conditions - seen) == []
    assert sorted(seen - conditions) == []


def test_every_node_shape_is_kept_in_a_case(cases: list[Case], shapes: Graph) -> None:
    kept = {shape for case in cases for shape in case.conforms}
    assert sorted({shorten(str(shape)) for shape in targeted(shapes)} - kept) == []


def test_every_constraint_says_what_to_do(shapes: Graph) -> None:
    for constraint in constraints(shapes):
        messages = list(shapes.objects(constraint, SH.message))
        assert len(messages) == 1, constraint
        assert messages[0].language == "en", constraint
        assert messages[0].endswith("."), constraint
        assert messages[0].count(". ") >= 1, f"{constraint}: one sentence for what is wrong, one for what to do"
        assert len(list(shapes.objects(constraint, SH.name))) == 1, constraint
        assert len(list(shapes.objects(constraint, SH.severity))) == 1, constraint


def test_a_message_names_only_variables_that_its_query_selects(shapes: Graph) -> None:
    checked = 0
    for constraint, select in shapes.subject_objects(SH.select):
        head = str(select).split("WHERE", 1)[0]
        for name in re.findall(r"\{\?(\w+)\}", str(shapes.value(constraint, SH.message))):
            checked += 1
            assert re.search(rf"\?{name}\b", head), f"{constraint}: ?{name}"
    assert checked


def test_a_query_has_the_severity_of_its_node_shape(shapes: Graph) -> None:
    pairs = list(shapes.subject_objects(SH.sparql))
    assert pairs
    for shape, constraint in pairs:
        assert shapes.value(shape, SH.severity) == shapes.value(constraint, SH.severity), constraint


def test_every_constraint_names_its_passes(shapes: Graph) -> None:
    for constraint in constraints(shapes):
        passes = {str(name) for name in shapes.objects(constraint, IN_PASS)}
        assert passes, constraint
        assert passes <= set(PASSES), constraint


def test_shapes_are_named_and_belong_to_something(shapes: Graph) -> None:
    kinds = (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
    declared = {subject for kind in kinds for subject in shapes.subjects(RDF.type, kind)}
    referred = {thing for link in (*PARTS, SH.node, SH.qualifiedValueShape) for thing in shapes.objects(None, link)}
    assert declared
    assert all(isinstance(shape, URIRef) and shape.startswith(PREFIXES["shapes"]) for shape in declared)
    assert sorted(referred - declared) == []
    assert sorted(declared - referred - targeted(shapes)) == []


def test_the_shapes_are_good_shacl(shapes: Graph) -> None:
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True, inplace=True)
    assert conforms, text


@pytest.mark.parametrize("pass_name", sorted(PASSES))
def test_a_pass_has_constraints_of_its_own_only(pass_name: str, shapes: Graph) -> None:
    chosen = shapes_of_pass(shapes, pass_name)
    kept = {part for shape in targeted(chosen) for link in PARTS for part in chosen.objects(shape, link)}
    assert kept
    assert all(pass_name in {str(name) for name in shapes.objects(part, IN_PASS)} for part in kept)


def targeted(shapes: Graph) -> set[Node]:
    return {subject for target in TARGETS for subject in shapes.subjects(target)}


def constraints(shapes: Graph) -> list[Node]:
    """Return the parts of the targeted node shapes, and those with conditions of their own."""
    parts = {part for shape in targeted(shapes) for link in PARTS for part in shapes.objects(shape, link)}
    own = {shape for shape in targeted(shapes) if conditions_of(shape, shapes)}
    return sorted(parts | own)


def conditions_of(constraint: Node, shapes: Graph) -> list[str]:
    """Return the local names of a constraint's conditions; a parameter that is not known here is an error."""
    parameters = {str(p).removeprefix(str(SH)) for p in shapes.predicates(constraint) if p.startswith(str(SH))}
    return sorted(parameters - NO_CONDITIONS)


def test_case_names_are_ours(cases: list[Case]) -> None:
    for case in cases:
        for node, constraint, _ in case.fails:
            assert expand(node)
            assert expand(constraint)
