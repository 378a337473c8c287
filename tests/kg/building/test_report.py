"""The report names shape, node, file and line of each violation, in every form, and is the same each time."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
from pyoxigraph import Store
from rdflib import SH, BNode, Graph, Literal, URIRef

from kg.building.report import ClaimEvidence, Report, evidence_in, report_of
from kg.building.report_html import report_html
from kg.building.report_json import SCHEMA, report_json
from kg.building.report_junit import report_junit
from kg.building.report_page import beside_the_dataset, report_page
from kg.building.report_reading import read_report
from kg.building.report_text import plain, report_text
from kg.building.report_turtle import report_turtle
from kg.building.violation import Violation
from kg.errors import InputError
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


def claims_of(node: str) -> list[ClaimEvidence]:
    if node != RULE.focus:
        return []
    return [ClaimEvidence(expand("claim:signed"), (expand("passage:5-2-3-1"),))]


NAMES = {
    RULE.shape: "Signed and stalled exclude each other",
    RULE.focus: "Pact: <signed>",
    expand("claim:signed"): "The pact was signed.",
    expand("passage:5-2-3-1"): "Part 5, section 2, paragraph 3, sentence 1 (page 129)",
}
NOTE = expand("note:a-slip")


def report(violations: Iterable[Violation] = (), waived: Iterable[Violation] = ()) -> Report:
    return report_of(
        violations,
        locate,
        claims_of,
        focus_nodes={"b": {RULE.source_shape: 3, expand("shapes:Kept"): 2}},
        waived=[(one, NOTE) for one in waived],
        named=NAMES.get,
    )


def line_of(violation: Violation) -> str:
    (entry,) = report([violation]).entries
    return plain(entry)


def test_a_line_names_file_line_shape_node_and_the_other_place() -> None:
    assert line_of(RULE) == (
        "kg/data/claims.trig:10: shapes:StageRecord-signedOrStalled: stage:signed: Both <cannot> hold. Correct one. "
        "(stage:aborted stands at kg/data/claims.trig:20.)"
    )


def test_a_wrong_value_is_found_at_its_own_line() -> None:
    assert line_of(WRONG_VALUE).startswith("kg/data/claims.trig:13: shapes:StageRecord-stage: stage:signed: ")


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
    assert line_of(violation).startswith(f"kg/data/claims.trig:{line}: ")


def test_a_warning_without_a_place_says_so() -> None:
    line = line_of(MISSING)
    assert line == "warning: shapes:Event-circumstances: event:unknown: Nobody. Add somebody."


def test_turtle_is_a_shacl_report_without_blank_nodes() -> None:
    text = report_turtle(report(ALL))
    assert text == report_turtle(report(reversed(ALL)))
    graph = Graph().parse(data=text, format="turtle")
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    node = URIRef(expand("ent:inPass").split("ontology")[0] + "report")
    assert graph.value(node, SH.conforms) == Literal(False)
    assert len(list(graph.objects(node, SH.result))) == len(ALL)
    (rule,) = graph.subjects(SH.sourceConstraint, URIRef(RULE.shape))
    assert graph.value(rule, SH.sourceShape) == URIRef(RULE.source_shape)
    assert graph.value(rule, SH.value) == URIRef(expand("stage:aborted"))
    assert graph.value(rule, URIRef(PREFIXES["shapes"] + "atLine")) == Literal(10)
    (missing,) = graph.subjects(SH.focusNode, URIRef(MISSING.focus))
    assert graph.value(missing, SH.sourceConstraintComponent) == SH.MinCountConstraintComponent
    assert graph.value(missing, SH.resultPath) is None


def test_turtle_without_violations_conforms() -> None:
    graph = Graph().parse(data=report_turtle(report()), format="turtle")
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
    data = Graph().parse(data=report_turtle(report(ALL)), format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=Graph().parse(data=shape, format="turtle"))
    assert conforms, text


def test_json_tells_everything_about_a_violation() -> None:
    document = json.loads(report_json(report(ALL)))
    assert document["conforms"] is False
    assert document["counts"] == {"Violation": 2, "Warning": 1}
    assert document["focusNodes"] == {"b": {expand("shapes:Kept"): 2, RULE.source_shape: 3}}
    assert document["shapes"][1] == {"shape": RULE.shape, "name": NAMES[RULE.shape], "count": 1}
    assert document["violations"][1] | {"claims": []} == {
        "shape": RULE.shape,
        "component": "SPARQL",
        "severity": "Violation",
        "passes": ["b"],
        "node": RULE.focus,
        "label": "Pact: <signed>",
        "path": None,
        "value": expand("stage:aborted"),
        "valueType": "iri",
        "message": RULE.message,
        "file": "kg/data/claims.trig",
        "line": 10,
        "other": {"file": "kg/data/claims.trig", "line": 20},
        "claims": [],
    }
    (claim,) = document["violations"][1]["claims"]
    passage = {"passage": expand("passage:5-2-3-1"), "place": NAMES[expand("passage:5-2-3-1")]}
    assert claim == {"claim": expand("claim:signed"), "label": "The pact was signed.", "passages": [passage]}
    assert document["violations"][0]["file"] is None


def test_json_can_be_read_back() -> None:
    whole = report(ALL, [RULE])
    again = read_report(report_json(whole))
    assert report_json(again) == report_json(whole)
    assert report_html(again, str) == report_html(whole, str)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"violations": [{}], "waived": [], "focusNodes": {}}'])
def test_what_is_no_report_is_not_read(text: str) -> None:
    with pytest.raises(InputError, match="no validation report"):
        read_report(text)


def test_json_is_what_its_schema_says() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    document = json.loads(report_json(report(ALL, [RULE])))
    assert set(document) == set(schema["required"]) == set(schema["properties"])
    assert document["$schema"] == schema["$id"]
    entry = schema["$defs"]["entry"]
    assert len(document["violations"]) == len(ALL)
    for one in document["violations"]:
        assert set(one) == set(entry["required"])
    assert set(document["waived"][0]) == set(entry["required"]) | {"note"} == set(entry["properties"])


def test_what_several_passes_find_is_one_entry() -> None:
    found = [WRONG_VALUE, replace(WRONG_VALUE, pass_name="c")]  # noqa: S106 - a pass of validation
    (entry,) = report(found).entries
    assert entry.passes == ("a", "c")


def test_a_statement_without_a_line_says_so() -> None:
    (entry,) = report_of([RULE], lambda *_: (Path("x.jsonld"), 0), claims_of).entries
    assert plain(entry).startswith("x.jsonld (no line): ")
    (said,) = json.loads(report_json(Report((entry,))))["violations"]
    assert (said["file"], said["line"]) == ("x.jsonld", None)


def test_html_is_grouped_by_shape_and_escaped() -> None:
    fragment = report_html(report(ALL), beside_the_dataset)
    assert fragment == report_html(report(reversed(ALL)), beside_the_dataset)
    assert fragment.count('<section class="shape') == len({one.shape for one in ALL})
    assert fragment.index("shapes:Event-circumstances") < fragment.index("shapes:StageRecord-signedOrStalled")
    assert "Both &lt;cannot&gt; hold." in fragment
    assert "Pact: &lt;signed&gt;" in fragment
    assert "kg/data/claims.trig:10" in fragment
    assert "<html" not in fragment


def test_html_leads_to_shape_node_claim_and_passage() -> None:
    fragment = report_html(report(ALL), beside_the_dataset)
    for target in (RULE.shape, RULE.focus, "claims.html#signed", expand("passage:5-2-3-1")):
        assert f'href="{target}"' in fragment
    assert NAMES[expand("passage:5-2-3-1")] in fragment


def test_html_has_filters_that_only_the_script_shows() -> None:
    page = report_page(report(ALL), beside_the_dataset)
    assert '<form class="filters" hidden>' in page
    for box in ('name="severity" value="Warning"', 'name="pass" value="a"', 'name="words"'):
        assert box in page
    assert page.count('<li data-severity="') == len(ALL)
    assert page.count("<script>") == 1
    assert "http" not in page[page.index("<script>") :]


def test_html_without_violations_says_so() -> None:
    assert "no violations" in report_html(report(), beside_the_dataset)


def test_text_is_grouped_by_shape() -> None:
    text = report_text(report(ALL)).plain
    assert "shapes:StageRecord-signedOrStalled  Signed and stalled exclude each other  1 × violation" in text
    assert "claim:signed rests on passage:5-2-3-1, Part 5, section 2, paragraph 3, sentence 1 (page 129)" in text
    assert text.endswith("2 × violation, 1 × warning, by 3 shapes. 2 shapes looked at nodes (by pass: b 5).\n")


def test_junit_has_a_case_for_each_entry_and_each_shape_that_is_kept() -> None:
    root = ET.fromstring(report_junit(report([*ALL, replace(RULE, message="bell \x07")], [WRONG_VALUE])))  # noqa: S314 - our own
    assert {name: root.get(name) for name in ("tests", "failures", "skipped")} == {
        "tests": "6",
        "failures": "3",
        "skipped": "1",
    }
    (case,) = (one for one in root.iter("testcase") if one.get("line") == "13" and one.find("failure") is not None)
    assert case.get("classname") == "shapes:StageRecord-stage"
    assert "kg/data/claims.trig:13" in str(case.findtext("failure"))
    (kept,) = (suite for suite in root if suite.get("name") == "shapes:Kept")
    assert kept.get("failures") == "0"


def test_what_a_note_waives_is_listed_apart_in_every_format() -> None:
    excused = report([], [RULE])
    assert excused.conforms
    assert "note:a-slip waives" in report_text(excused).plain
    assert "note:a-slip" in report_html(excused, beside_the_dataset)
    assert json.loads(report_json(excused))["waived"][0]["note"] == NOTE
    assert "sh:result " not in report_turtle(excused)
    assert ET.fromstring(report_junit(excused)).get("skipped") == "1"  # noqa: S314 - our own


def test_evidence_of_a_node_is_its_claims_with_their_passages(small: Store) -> None:
    evidence = evidence_in(small)
    aborted = ClaimEvidence(expand("claim:pact-aborted"), (expand("passage:5-3-1-1"), expand("passage:fn-2-1")))
    assert evidence(expand("stage:pact-aborted")) == [aborted]
    assert evidence(expand("claim:pact-aborted")) == [aborted]
    assert [one.claim for one in evidence(expand("influence:cold-war"))] == [expand("claim:civic-groups-fear")]
    assert evidence(expand("state:east")) == []
