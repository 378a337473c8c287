"""The report names shape, node, file and line of each violation, in every form, and is the same each time."""

import json
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Store
from rdflib import SH, BNode, Graph, Literal, URIRef

from kg.building.report import ClaimEvidence, evidence_in, plain, report_json, report_turtle
from kg.building.report_html import report_html
from kg.building.validate import Violation
from kg.prefixes import PREFIXES, expand

CLAIMS = Path("kg/data/claims.trig")
PLACES = {
    (expand("stage:signed"),): (CLAIMS, 10),
    (expand("stage:signed"), expand("ent:stage")): (CLAIMS, 12),
    (expand("stage:signed"), expand("ent:stage"), expand("concept:level-low")): (CLAIMS, 13),
    (expand("stage:signed"), expand("ent:when"), "2012-13"): (CLAIMS, 14),
    (expand("stage:aborted"),): (CLAIMS, 20),
}

RULE = Violation(
    shape=expand("shapes:StageRecord-signedOrStalled"),
    focus=expand("stage:signed"),
    path=None,
    value=f"<{expand('stage:aborted')}>",
    message="Both <cannot> hold. Correct one.",
    severity="Violation",
    pass_name="b",  # noqa: S106 - a pass of validation
    component="SPARQL",
    source_shape=expand("shapes:StageRecord"),
)
WRONG_VALUE = Violation(
    shape=expand("shapes:StageRecord-stage"),
    focus=expand("stage:signed"),
    path=expand("ent:stage"),
    value=f"<{expand('concept:level-low')}>",
    message="No stage. Correct it.",
    severity="Violation",
    pass_name="a",  # noqa: S106 - a pass of validation
    component="Node",
    source_shape=expand("shapes:StageRecord-stage"),
)
MISSING = Violation(
    shape=expand("shapes:Event-circumstances"),
    focus=expand("event:unknown"),
    path="ent:organisedBy | ent:takesPlaceAt",
    value=None,
    message="Nobody. Add somebody.",
    severity="Warning",
    pass_name="b",  # noqa: S106 - a pass of validation
    component="MinCount",
    source_shape=expand("shapes:Event-circumstances"),
)
ALL = [RULE, WRONG_VALUE, MISSING]


def locate(subject: str, predicate: str | None, value: str | None) -> tuple[Path, int] | None:
    return PLACES.get(tuple(part for part in (subject, predicate, value) if part is not None))


def no_evidence(_node: str) -> list[ClaimEvidence]:
    return []


def test_a_line_names_file_line_shape_node_and_the_other_place() -> None:
    assert plain(RULE, locate) == (
        "kg/data/claims.trig:10: shapes:StageRecord-signedOrStalled: stage:signed: Both <cannot> hold. Correct one. "
        "(stage:aborted stands at kg/data/claims.trig:20.)"
    )


def test_a_wrong_value_is_found_at_its_own_line() -> None:
    assert plain(WRONG_VALUE, locate).startswith("kg/data/claims.trig:13: shapes:StageRecord-stage: stage:signed: ")


@pytest.mark.parametrize(
    ("value", "path", "line"),
    [
        ('"2012-13"^^<http://id.loc.gov/datatypes/edtf/EDTF>', "ent:when", 14),
        (None, "ent:stage", 12),
        ('"other"', "ent:stage", 12),
        (None, "ent:stageOf", 10),
    ],
)
def test_the_nearest_place_that_is_known_is_named(value: str | None, path: str, line: int) -> None:
    violation = Violation(RULE.shape, RULE.focus, expand(path), value, "Wrong. Correct it.", "Violation", "a")
    assert plain(violation, locate).startswith(f"kg/data/claims.trig:{line}: ")


def test_a_warning_without_a_place_says_so() -> None:
    line = plain(MISSING, locate)
    assert line == "warning: shapes:Event-circumstances: event:unknown: Nobody. Add somebody."


def test_turtle_is_a_shacl_report_without_blank_nodes() -> None:
    text = report_turtle(ALL, locate)
    assert text == report_turtle(reversed(ALL), locate)
    graph = Graph().parse(data=text, format="turtle")
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    report = URIRef(expand("ent:inPass").split("ontology")[0] + "report")
    assert graph.value(report, SH.conforms) == Literal(False)
    assert len(list(graph.objects(report, SH.result))) == len(ALL)
    (rule,) = graph.subjects(SH.sourceConstraint, URIRef(RULE.shape))
    assert graph.value(rule, SH.sourceShape) == URIRef(RULE.source_shape)
    assert graph.value(rule, SH.value) == URIRef(expand("stage:aborted"))
    assert graph.value(rule, URIRef(PREFIXES["shapes"] + "atLine")) == Literal(10)
    (missing,) = graph.subjects(SH.focusNode, URIRef(MISSING.focus))
    assert graph.value(missing, SH.sourceConstraintComponent) == SH.MinCountConstraintComponent
    assert graph.value(missing, SH.resultPath) is None


def test_turtle_without_violations_conforms() -> None:
    graph = Graph().parse(data=report_turtle([], locate), format="turtle")
    assert [bool(value) for value in graph.objects(None, SH.conforms)] == [True]


def test_turtle_keeps_to_the_shape_of_reports() -> None:
    """A report has one node, component, shape and severity per result, as the recommendation demands."""
    shape = """
    @prefix sh: <http://www.w3.org/ns/shacl#> .
    <s> a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
        sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ,
            [ sh:path sh:sourceConstraintComponent ; sh:minCount 1 ; sh:maxCount 1 ] ,
            [ sh:path sh:sourceShape ; sh:minCount 1 ; sh:maxCount 1 ] ,
            [ sh:path sh:resultSeverity ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( sh:Violation sh:Warning ) ] ."""
    data = Graph().parse(data=report_turtle(ALL, locate), format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=Graph().parse(data=shape, format="turtle"))
    assert conforms, text


def test_json_tells_everything_about_a_violation() -> None:
    def evidence(node: str) -> list[ClaimEvidence]:
        return [ClaimEvidence("claim-of-" + node[-6:], ("passage",))]

    document = json.loads(report_json(ALL, locate, evidence, {"b": {RULE.source_shape: 3}}))
    assert document["conforms"] is False
    assert document["counts"] == {"Violation": 2, "Warning": 1}
    assert document["focusNodes"] == {"b": {RULE.source_shape: 3}}
    assert document["violations"][0] == {
        "shape": RULE.shape,
        "component": "SPARQL",
        "severity": "Violation",
        "pass": "b",
        "node": RULE.focus,
        "path": None,
        "value": expand("stage:aborted"),
        "message": RULE.message,
        "file": "kg/data/claims.trig",
        "line": 10,
        "claims": [{"claim": "claim-of-signed", "passages": ["passage"]}],
    }
    assert document["violations"][2]["file"] is None


def test_html_is_grouped_by_shape_and_escaped() -> None:
    page = report_html(ALL, locate, no_evidence)
    assert page == report_html(reversed(ALL), locate, no_evidence)
    assert page.count("<section") == len({one.shape for one in ALL})
    assert page.index("shapes:Event-circumstances") < page.index("shapes:StageRecord-signedOrStalled")
    assert "Both &lt;cannot&gt; hold." in page
    assert "kg/data/claims.trig:10" in page
    assert "<html" not in page


def test_html_without_violations_says_so() -> None:
    assert "no violations" in report_html([], locate, no_evidence)


def test_evidence_of_a_node_is_its_claims_with_their_passages(small: Store) -> None:
    evidence = evidence_in(small)
    aborted = ClaimEvidence(expand("claim:pact-aborted"), (expand("passage:5-3-1-1"), expand("passage:fn-2-1")))
    assert evidence(expand("stage:pact-aborted")) == [aborted]
    assert evidence(expand("claim:pact-aborted")) == [aborted]
    assert [one.claim for one in evidence(expand("influence:cold-war"))] == [expand("claim:civic-groups-fear")]
    assert evidence(expand("state:east")) == []
