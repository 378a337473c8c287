"""Files are judged with their context and nothing but what they say: three planted errors, three lines, any format."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import SH, Graph, URIRef

from kg.building.build import read_shapes
from kg.building.context import Context, read_context
from kg.building.derive import load_rules
from kg.building.report import Report
from kg.building.report_formats import FORMATS
from kg.building.validate import Shapes
from kg.building.validation import validate_files
from kg.claims.foreign import SYNTAXES, read_foreign
from kg.errors import InputError
from kg.prefixes import PREFIXES, shorten
from kg.project import Project

HEAD = "".join(
    f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n"
    for prefix in ("agreement", "claim", "concept", "edtf", "ent", "event", "passage", "rdfs", "stage", "state")
)
LINES = HEAD.count("\n")
THREE = """stage:one a ent:StageRecord ;
    rdfs:label "One"@en ;
    ent:stageOf state:south-korea ;
    ent:stage concept:stage-proposed .
stage:two a ent:StageRecord ;
    rdfs:label "Two"@en ;
    ent:stageOf agreement:gsomia-korea-japan ;
    ent:stage concept:level-low ;
    ent:when "2012-06"^^edtf:EDTF .
event:three a ent:Event ;
    rdfs:label "Drei"@de ;
    ent:takesPlaceAt <https://w3id.org/entente/id/place/seoul> ;
    ent:when "2012"^^edtf:EDTF .
"""
ERRORS = {
    ("shapes:StageRecord-stageOf", "stage:one", LINES + 3),
    ("shapes:StageRecord-stage", "stage:two", LINES + 8),
    ("shapes:NamedThing-label", "event:three", LINES + 11),
}


@pytest.fixture(scope="module")
def context(project: Project) -> Context:
    return read_context(project, load_rules(project.derivations))


@pytest.fixture(scope="module")
def shapes(project: Project) -> Shapes:
    return Shapes(read_shapes(project))


def validated(text: str, context: Context, shapes: Shapes, name: str = "theirs.trig") -> Report:
    path = Path(name)
    return validate_files([read_foreign(text.encode(), SYNTAXES[path.suffix], path)], context, shapes)


@pytest.fixture(scope="module")
def three(context: Context, shapes: Shapes) -> Report:
    return validated(HEAD + THREE, context, shapes)


def test_three_planted_errors_are_all_that_is_found(three: Report) -> None:
    found = {
        (shorten(one.violation.shape), shorten(one.violation.focus), one.place[1] if one.place else 0)
        for one in three.entries
    }
    assert found == ERRORS


def test_text_has_all_three_with_their_lines(three: Report) -> None:
    text = FORMATS["text"].write(three)
    for shape, node, line in ERRORS:
        assert shape in text
        assert f"theirs.trig:{line}  {node}" in text


def test_html_has_all_three_with_their_lines(three: Report) -> None:
    page = FORMATS["html"].write(three)
    for shape, node, line in ERRORS:
        assert f'id="{shape}"' in page
        assert f"<code>{node}</code>" in page
        assert f'<span class="place">theirs.trig:{line}</span>' in page


def test_json_has_all_three_with_their_lines(three: Report) -> None:
    document = json.loads(FORMATS["json"].write(three))
    found = {(shorten(one["shape"]), shorten(one["node"]), one["line"]) for one in document["violations"]}
    assert found == ERRORS


def test_turtle_has_all_three_with_their_lines(three: Report) -> None:
    graph = Graph().parse(data=FORMATS["turtle"].write(three), format="turtle")
    found = set()
    for result in graph.objects(None, SH.result):
        shape, node, line = (
            graph.value(result, term) for term in (SH.sourceShape, SH.focusNode, URIRef(PREFIXES["shapes"] + "atLine"))
        )
        found.add((shorten(str(shape)), shorten(str(node)), int(str(line))))
    assert found == ERRORS


def test_junit_has_all_three_with_their_lines(three: Report) -> None:
    root = ET.fromstring(FORMATS["junit"].write(three))  # noqa: S314 - our own
    found = {
        (case.get("classname"), str(case.get("name")).split(" ")[0], int(str(case.get("line"))))
        for case in root.iter("testcase")
        if case.find("failure") is not None
    }
    assert found == ERRORS


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".rdf", ".jsonld"])
def test_the_same_errors_are_found_in_every_syntax(suffix: str, context: Context, shapes: Shapes) -> None:
    quads = list(ox.parse((HEAD + THREE).encode(), ox.RdfFormat.TURTLE))
    content = ox.serialize(quads if suffix == ".nq" else [one.triple for one in quads], format=SYNTAXES[suffix])
    assert content is not None
    report = validated(content.decode(), context, shapes, f"theirs{suffix}")
    found = {(shorten(one.violation.shape), shorten(one.violation.focus)) for one in report.entries}
    assert found == {error[:2] for error in ERRORS}
    lines = [one.place[1] for one in report.entries if one.place]
    if suffix in (".nt", ".nq"):
        texts = content.decode().splitlines()
        assert all(one.violation.focus in texts[one.place[1] - 1] for one in report.entries if one.place)
    else:
        assert lines == [0, 0, 0]
        assert f"theirs{suffix} (no line)" in FORMATS["text"].write(report)


CLAIM = """claim:ours a ent:FactualClaim ; rdfs:label "It was signed."@en ;
    ent:evidence passage:5-2-3-1 ; ent:stance concept:stance-{stance} .
claim:ours {{ stage:bad a ent:StageRecord ; rdfs:label "Bad"@en ; ent:stage concept:stage-signed . }}
"""


@pytest.mark.parametrize(("stance", "passes"), [("asserted", ("a",)), ("denied", ("d",))])
def test_a_named_graph_is_judged_as_its_record_says(
    stance: str, passes: tuple[str, ...], context: Context, shapes: Shapes
) -> None:
    report = validated(HEAD + CLAIM.format(stance=stance), context, shapes)
    (entry,) = report.by_shape[PREFIXES["shapes"] + "StageRecord-stageOf"]
    assert entry.passes == passes
    (claim,) = entry.claims
    assert (shorten(claim.claim), [shorten(iri) for iri in claim.passages]) == ("claim:ours", ["passage:5-2-3-1"])
    assert report.labels[claim.passages[0]].startswith("Part 5, section 2, paragraph 3, sentence 1")


def test_a_node_of_our_own_leads_to_our_claim(context: Context, shapes: Shapes) -> None:
    subject = next(one.subject for one in context.typing if one.object.value == PREFIXES["ent"] + "StageRecord")
    report = validated(f"{HEAD}<{subject.value}> ent:stage concept:level-low .", context, shapes)
    assert {one.violation.focus for one in report.entries} == {subject.value}
    assert all(one.claims and one.claims[0].passages for one in report.entries)


def test_a_blank_node_is_judged_and_named_by_its_number(context: Context, shapes: Shapes) -> None:
    report = validated(
        HEAD + '\n[ a ent:StageRecord ; rdfs:label "x"@en ; ent:stage concept:level-low ] .', context, shapes
    )
    assert "_:1" in FORMATS["text"].write(report)
    assert {one.violation.focus for one in report.entries} == {"https://w3id.org/entente/.well-known/genid/1-1"}


def test_the_context_is_not_judged(context: Context, shapes: Shapes) -> None:
    report = validated(HEAD + 'event:x a ent:Event ; rdfs:label "X"@en .', context, shapes)
    assert {shorten(one.violation.focus) for one in report.entries} == {"event:x"}


@pytest.mark.parametrize("text", ["", "<urn:a> <urn:p> <urn:b> ."])
def test_a_file_that_no_shape_looks_at_is_an_error_and_not_conforming(
    text: str, context: Context, shapes: Shapes
) -> None:
    with pytest.raises(InputError, match="no shape looks at anything"):
        validated(text, context, shapes)
