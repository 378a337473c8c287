"""Each pass judges its own graph: what one cannot see, another must."""

import pytest
import rdflib

from kg.building.assemble import Layers, assemble
from kg.building.build import read_shapes
from kg.building.derive import derive, load_rules
from kg.building.passes import dead_shapes, derived_findings, focus_counts, typed_findings
from kg.claims.sources import load
from kg.prefixes import expand
from kg.project import Project

LOST = """
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/entente/shapes#> .
shapes:Lost a sh:NodeShape ; sh:targetClass ent:{target} ; sh:property shapes:Lost-label .
shapes:Lost-label sh:path ent:ordinal ; sh:maxCount 9 ; ent:inPass "{in_pass}" .
"""


@pytest.fixture(scope="module")
def shapes(project: Project) -> rdflib.Graph:
    return read_shapes(project)


def test_the_tiny_project_keeps_every_shape(tiny_layers: Layers, shapes: rdflib.Graph) -> None:
    told: list[str] = []
    found = [*typed_findings(tiny_layers, shapes), *derived_findings(tiny_layers, shapes, told.append)]
    assert [violation for violation in found if violation.severity == "Violation"] == []
    assert told[-1] == "validating 1 claims that are not the author's own"


def test_only_pass_d_sees_a_reported_node(tiny_project: Project, shapes: rdflib.Graph) -> None:
    path = next(tiny_project.root.glob("kg/data/articles/*/claims/*.trig"))
    path.write_text(path.read_text().replace("        ent:stage concept:stage-finalised ;\n", ""))
    layers = derive(assemble(load(tiny_project)), load_rules(tiny_project.derivations))
    found = [*typed_findings(layers, shapes), *derived_findings(layers, shapes, lambda _: None)]
    wrong = [violation for violation in found if violation.severity == "Violation"]
    assert {(violation.pass_name, violation.focus) for violation in wrong} == {
        ("d", expand("stage:grain-pact-finalised"))
    }


@pytest.mark.parametrize(("in_pass", "target"), [("b", "Tenure"), ("d", "Barrier")])
def test_a_shape_whose_pass_lacks_what_it_is_for_is_dead(tiny_layers: Layers, in_pass: str, target: str) -> None:
    lost = rdflib.Graph().parse(data=LOST.format(in_pass=in_pass, target=target), format="turtle")
    assert dead_shapes(tiny_layers, lost, focus_counts(tiny_layers, lost)) == [expand("shapes:Lost")]


@pytest.mark.parametrize(
    ("in_pass", "target"), [("c", "Tenure"), ("a", "Tenure"), ("d", "StageRecord"), ("b", "NuclearTest")]
)
def test_a_shape_that_sees_its_things_or_has_none_is_not_dead(tiny_layers: Layers, in_pass: str, target: str) -> None:
    found = rdflib.Graph().parse(data=LOST.format(in_pass=in_pass, target=target), format="turtle")
    assert dead_shapes(tiny_layers, found, focus_counts(tiny_layers, found)) == []
