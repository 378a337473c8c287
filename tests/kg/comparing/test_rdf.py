"""The comparison as RDF: every change, complete enough to be applied, and nothing said that is only told of."""

from dataclasses import replace

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from kg.comparing.comparison import Comparison, Group
from kg.comparing.rdf import as_turtle
from kg.comparing.statements import Statement, content_of
from kg.comparing.versions import Version
from kg.prefixes import BASE, GRAPH, PREFIXES, expand

CS = Namespace(PREFIXES["cs"])
SCHEMA = Namespace(PREFIXES["schema"])
TOLD_WITH = ("rdf", "rdfs", "cs", "schema", "dcterms", "prov")


@pytest.fixture(scope="module")
def graph(comparison: Comparison) -> Graph:
    return Graph().parse(data=as_turtle(comparison), format="turtle")


def reified(graph: Graph, change: object, link: URIRef) -> set[tuple[str, str, str]]:
    statements = graph.objects(change, link)
    return {tuple(graph.value(s, part).n3() for part in (RDF.subject, RDF.predicate, RDF.object)) for s in statements}


def plain(statements: frozenset[Statement]) -> set[tuple[str, str, str]]:
    return {(f"<{s.subject}>", f"<{s.predicate}>", str(s.value)) for s in statements}


def test_each_change_is_a_change_set_of_its_subject(graph: Graph, comparison: Comparison) -> None:
    changes = [change for group in comparison.groups for change in group.changes]
    assert len(set(graph.subjects(RDF.type, CS.ChangeSet))) == len(changes)
    subjects = {str(subject) for subject in graph.objects(None, CS.subjectOfChange)}
    assert subjects == {change.subject for change in changes if change.subject}


def test_added_and_withdrawn_are_actions_of_their_own(graph: Graph) -> None:
    (came,) = graph.subjects(CS.subjectOfChange, URIRef(expand("claim:came")))
    (left,) = graph.subjects(CS.subjectOfChange, URIRef(expand("claim:left")))
    assert (came, RDF.type, SCHEMA.AddAction) in graph
    assert (left, RDF.type, SCHEMA.DeleteAction) in graph
    assert str(graph.value(came, CS.changeReason)) == "Claims: added: claim:came “Ada came.”"


def test_applied_to_the_things_before_they_give_those_after(graph: Graph, before: Version, after: Version) -> None:
    things = plain(content_of(before.store, f"{GRAPH}entities").statements)
    wanted = plain(content_of(after.store, f"{GRAPH}entities").statements)
    assert things != wanted
    things_told = [
        s for s in graph.subjects(RDF.type, CS.ChangeSet) if "Things" in str(graph.value(s, CS.changeReason))
    ]
    for change in things_told:
        things = (things - reified(graph, change, CS.removal)) | reified(graph, change, CS.addition)
    assert things == wanted


def test_a_structure_is_there_whole(graph: Graph) -> None:
    (change,) = graph.subjects(CS.subjectOfChange, URIRef(expand("shapes:StageRecord-stageOf")))
    (removed,) = graph.objects(change, CS.removal)
    choices = list(graph.items(graph.value(removed, RDF.object)))
    classes = [graph.value(choice, URIRef(expand("sh:class"))) for choice in choices]
    assert classes == [URIRef(expand("ent:Instrument")), URIRef(expand("ent:Proposal"))]


def test_it_says_nothing_about_the_things_themselves(graph: Graph) -> None:
    namespaces = tuple(PREFIXES[prefix] for prefix in TOLD_WITH)
    named = [(s, p) for s, p, _ in graph if isinstance(s, URIRef)]
    assert named
    for subject, predicate in named:
        assert str(subject).startswith((f"{BASE}comparison/", f"{BASE}dataset/")), subject
        assert str(predicate).startswith(namespaces), predicate


def test_added_mentions_are_named_and_not_written_out(comparison: Comparison) -> None:
    added = comparison.group("claims").changes[-1]
    mentions = Group("mentions", "Mentions", (replace(added, action="added", aspects=()),))
    graph = Graph().parse(data=as_turtle(replace(comparison, groups=(mentions,))), format="turtle")
    assert set(graph.objects(None, CS.subjectOfChange)) == {URIRef(added.subject)}
    assert not set(graph.subjects(RDF.type, RDF.Statement))


def test_both_datasets_are_named_by_their_hash(graph: Graph, comparison: Comparison) -> None:
    identifiers = {str(value) for value in graph.objects(None, SCHEMA.identifier)}
    assert identifiers == {f"sha256:{comparison.old_digest}", f"sha256:{comparison.new_digest}"}


def test_rows_of_answers_are_told(graph: Graph) -> None:
    life = [s for s, label in graph.subject_objects() if str(label).startswith("Answer to life-cycle-of-instrument:")]
    (rows,) = [list(graph.objects(answer, URIRef(expand("dcterms:description")))) for answer in life]
    assert sorted(str(row).split(":")[0] for row in rows if isinstance(row, Literal)) == ["lost", "new"]


def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison) -> None:
    assert as_turtle(comparison) == as_turtle(comparison)
