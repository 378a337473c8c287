"""A note waives one shape on what it is on, as a conflict; a waiver that waives nothing is a violation itself."""

from pathlib import Path

import pytest

from kg.building.assemble import assemble
from kg.building.build import build, read_shapes
from kg.building.derive import derive, load_rules
from kg.building.passes import derived_findings
from kg.building.validation import validate_whole
from kg.building.violation import UNUSED_WAIVER
from kg.building.waivers import judge_waivers
from kg.claims.sources import load
from kg.errors import Findings
from kg.prefixes import expand, shorten
from kg.project import Project

NOTES = "kg/data/articles/park-young-june/notes.ttl"
NOTE = """@prefix claim: <https://w3id.org/entente/claim/park-young-june/> .
@prefix concept: <https://w3id.org/entente/concept/> .
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix note: <https://w3id.org/entente/id/note/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix shapes: <https://w3id.org/entente/shapes#> .

note:slip a ent:EditorialNote ;
    rdfs:label "A slip"@en ;
    ent:noteOn claim:pact-signing-aborted ;
    ent:noteKind concept:note-conflict-external ;
    ent:waives shapes:{shape} ;
    rdfs:comment "They differ."@en .
"""
RULE = """
shapes:NoAborting a <http://www.w3.org/ns/shacl#NodeShape> ; <http://www.w3.org/ns/shacl#targetClass> ent:StageRecord ;
    <http://www.w3.org/ns/shacl#property> shapes:NoAborting-stage .
shapes:NoAborting-stage a <http://www.w3.org/ns/shacl#PropertyShape> ; <http://www.w3.org/ns/shacl#path> ent:stage ;
    <http://www.w3.org/ns/shacl#maxCount> 0 ; <http://www.w3.org/ns/shacl#message> "No."@en ; ent:inPass "b" .
"""


def add(path: Path, text: str) -> None:
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")


def test_a_waiver_that_waives_nothing_stops_the_build_with_its_place(tiny_project: Project) -> None:
    add(tiny_project.root / NOTES, NOTE.format(shape="StageRecord-noFallingBack"))
    with pytest.raises(Findings) as caught:
        build(tiny_project)
    (finding,) = caught.value.findings
    assert finding.startswith(f"{NOTES}:12: shapes:EditorialNote-waives: note:slip: ")
    assert "waives shapes:StageRecord-noFallingBack, but nothing it is on breaks that rule" in finding


def test_a_note_waives_any_shape_by_its_name_and_the_report_says_so(tiny_project: Project) -> None:
    add(tiny_project.root / "shapes/stages.ttl", RULE)
    with pytest.raises(Findings):
        build(tiny_project)
    add(tiny_project.root / NOTES, NOTE.format(shape="NoAborting-stage"))
    build(tiny_project)
    report = validate_whole(tiny_project, None, lambda _: None)
    (waived,) = report.waived
    assert (shorten(waived.violation.shape), waived.note) == ("shapes:NoAborting-stage", expand("note:slip"))
    assert "waived" in (tiny_project.build / "report.html").read_text(encoding="utf-8")


def test_a_note_that_is_no_conflict_waives_nothing(tiny_project: Project) -> None:
    add(tiny_project.root / "shapes/stages.ttl", RULE)
    text = NOTE.format(shape="NoAborting-stage").replace("note-conflict-external", "note-ambiguity")
    add(tiny_project.root / NOTES, text)
    with pytest.raises(Findings) as caught:
        build(tiny_project)
    assert {finding.split(": ")[1] for finding in caught.value.findings} == {
        "shapes:NoAborting-stage",
        "shapes:EditorialNote-waiverIsConflict",
    }


@pytest.mark.slow
def test_the_real_waivers_each_waive_something_and_not_without_their_conflict(project: Project) -> None:
    """The shape heeds the notes by itself: without them it finds exactly what they waive."""
    layers = derive(assemble(load(project)), load_rules(project.derivations))
    shapes = read_shapes(project)
    standing, waived = judge_waivers(layers, shapes, [])
    assert standing == []
    assert len(waived) >= 2
    notes = {note for _, note in waived}
    assert notes == {one.subject.value for one in layers.notes if one.predicate.value == expand("ent:waives")}
    assert not [one for one in derived_findings(layers, shapes, lambda _: None) if one.component == UNUSED_WAIVER]
