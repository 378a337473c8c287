"""Shapes: what each asks in words, and which terms it bears on."""

from rdflib import Graph

from kg.documenting.constraints import constraining, in_words, terms_in
from kg.documenting.reference import Reference
from kg.prefixes import ENT, expand

PATHS = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ent: <https://w3id.org/entente/ontology#> . @prefix x: <urn:x:> .
x:inverse sh:path [ sh:inversePath ent:officeOf ] .
x:either sh:path [ sh:alternativePath ( ent:party ent:measureParty ) ] .
x:or sh:or ( [ sh:class ent:Goal ] [ sh:class ent:Plan ] ) .
"""


def test_paths_and_lists_are_told_in_short() -> None:
    graph = Graph().parse(data=PATHS)
    told = {str(subject): in_words(graph, value) for subject, value in graph.subject_objects() if "urn:x" in subject}
    assert told["urn:x:inverse"] == "^ent:officeOf"
    assert told["urn:x:either"] == "ent:party | ent:measureParty"
    assert told["urn:x:or"] == "(class ent:Goal class ent:Plan)"


def test_a_part_of_a_shape_bears_on_what_the_shape_looks_at(reference: Reference) -> None:
    part = reference.constraints[expand("shapes:Proposal-officeOf")]
    assert part.terms == {f"{ENT}officeOf", f"{ENT}Proposal"}
    assert part.owner == expand("shapes:Proposal")
    assert part.passes == ("a", "d")
    assert ("path", "^ent:officeOf") in part.conditions


def test_what_a_shape_without_a_message_asks_belongs_to_the_one_that_names_it(reference: Reference) -> None:
    form = reference.constraints[expand("shapes:Proposal-proposedForm")]
    assert expand("concept:proposal-forms") in form.terms


def test_a_query_bears_on_the_terms_it_names() -> None:
    assert terms_in("?a ent:when ?b ; skos:broader concept:stage-stalled .") == {
        f"{ENT}when",
        expand("concept:stage-stalled"),
    }


def test_only_what_can_be_reported_constrains_a_term(reference: Reference) -> None:
    by_term = constraining(reference.constraints.values())
    assert len(by_term) > 150
    assert all(one.message and one.severity for listed in by_term.values() for one in listed)
    assert expand("shapes:Agreement-party") in {one.iri for one in by_term[f"{ENT}party"]}
