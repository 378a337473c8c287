"""Statements become sentences that say the same: who, what, when, and never more."""

import pyoxigraph as ox
import pytest

from kg.prefixes import ENT, KINDS, PREFIXES
from kg.project import Project
from server.portrait.grammar import sentences_of
from server.portrait.names import names_from
from server.portrait.patterns import NODES, PHRASES, PROPERTIES
from server.portrait.templates import template_of

PREFIXED = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())
NAMES = """
    agreement:pact rdfs:label "Pact on intelligence"@en . state:east rdfs:label "Eastland"@en .
    state:west rdfs:label "Westland"@en . concept:stage-signed rdfs:label "signed"@en .
    concept:verdict-failed rdfs:label "failed"@en . concept:sense-led-to rdfs:label "led to"@en .
    concept:role-visitor rdfs:label "visitor"@en . ent:Visit rdfs:label "visit"@en .
    event:visit rdfs:label "The visit"@en .
    event:talks rdfs:label "Talks that came to nothing"@en ; ent:eventStatus concept:event-did-not-happen .
    person:minister rdfs:label "The minister"@en . office:minister rdfs:label "Minister of Defence"@en .
    factor:fears rdfs:label "Fears of rearmament"@en . relation:two rdfs:label "Relations between the two"@en .
    concept:quality-strained rdfs:label "strained"@en . government:first rdfs:label "First administration"@en .
    place:capital rdfs:label "The Capital"@en . condition:peace rdfs:label "There is peace"@en .
    outcome:trade rdfs:label "Trade grows"@en .
    claim:said rdfs:label "It is so."@en . plan:rise rdfs:label "The rise"@en .
    plan:reaching rdfs:label "Reaching out to all sides"@en .
"""


def quads(turtle: str) -> list[ox.Quad]:
    return list(ox.parse(f"{PREFIXED}\n{turtle}".encode(), ox.RdfFormat.TURTLE))


def said(turtle: str) -> list[str]:
    names = names_from([*quads(NAMES), *quads(turtle)])
    return [one.words for one in sentences_of([quad.triple for quad in quads(turtle)], names)]


@pytest.mark.parametrize(
    ("turtle", "sentences"),
    [
        (
            "stage:s a ent:StageRecord ; ent:stageOf agreement:pact ; ent:stage concept:stage-signed ;"
            ' ent:when "1965-06-22" ; ent:duringAdministration government:first .',
            ["Pact on intelligence was signed on 22 June 1965, under the First administration."],
        ),
        (
            "influence:i a ent:Barrier ; ent:factor factor:fears ; ent:influences agreement:pact , relation:two .",
            ["Fears of rearmament acted as a barrier to Pact on intelligence and Relations between the two."],
        ),
        (
            "influence:i ent:factor factor:fears ; ent:influences agreement:pact .",
            ["Fears of rearmament bore on Pact on intelligence."],
        ),
        (
            "cause:c a ent:CausalRelation ; ent:cause factor:fears ; ent:effect relation:two ;"
            " ent:causalSense concept:sense-led-to .",
            ["Fears of rearmament led to Relations between the two."],
        ),
        (
            "judgement:j a ent:Judgement ; ent:judges plan:rise ; ent:verdict concept:verdict-failed ;"
            " ent:onRelationship relation:two .",
            ["Judged to have failed: The rise, with regard to Relations between the two."],
        ),
        (
            "relation-state:s ent:stateOf relation:two ; ent:quality concept:quality-strained ;"
            ' ent:when "2011-12/.." .',
            ["Relations between the two were strained since December 2011."],
        ),
        (
            'event:visit a ent:Visit ; ent:when "1998-10" ; ent:takesPlaceAt place:capital ;'
            " ent:hasParticipation participation:p ."
            " participation:p ent:participationAgent person:minister ; ent:role concept:role-visitor ;"
            " ent:actingAs office:minister .",
            [
                "The visit, a visit, took place in October 1998 in The Capital.",
                "The minister took part in The visit as visitor, acting as Minister of Defence.",
            ],
        ),
        (
            'event:talks ent:when "1998" ; ent:hasParticipation participation:p .'
            " participation:p ent:participationAgent state:east .",
            [
                "Talks that came to nothing was to take place in 1998.",
                "Eastland was to take part in Talks that came to nothing.",
            ],
        ),
        (
            "forecast:f ent:antecedent condition:peace ; ent:consequent outcome:trade ."
            " outcome:trade ent:concerns state:east .",
            ["If There is peace, then Trade grows.", "“Trade grows” concerns Eastland."],
        ),
        ("event:visit ent:conveys claim:said .", ["The visit conveyed this: “It is so”."]),
        (
            "plan:reaching ent:concerns state:east , state:west .",
            ["Reaching out to all sides concerns Eastland and Westland."],
        ),
        ("plan:rise ent:pursuedBy state:east .", ["Eastland pursued The rise."]),
        ("agreement:pact <http://example.org/weight> 7 .", ["Weight of Pact on intelligence: 7."]),
    ],
)
def test_statements_are_said(turtle: str, sentences: list[str]) -> None:
    assert sorted(said(turtle)) == sorted(sentences)


def test_bounds_and_labels_are_not_said_again() -> None:
    turtle = """event:visit rdfs:label "The visit"@en ; ent:when "1998" ; ent:hasTimeSpan <urn:span> .
        <urn:span> a ent:TimeSpan ; ent:beginEarliest "1998-01-01"^^xsd:date ."""
    assert said(turtle) == ["The visit took place in 1998."]


def test_a_long_list_is_cut_and_says_so() -> None:
    parties = " , ".join(f"state:s{number:02}" for number in range(20))
    (sentence,) = said(f"agreement:pact ent:party {parties} .")
    assert sentence.endswith("and 8 more.")


def test_the_patterns_are_of_the_ontology(project: Project) -> None:
    terms = {
        quad.subject.value
        for path in project.ontology
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    }
    others = {"self", "o", "type", "took", "took_place", "comment", "creator", "publisher", "translator"}
    cited = {"citesAsEvidence", "citesForInformation", "discusses", "obtainsSupportFrom"}
    slots = {slot for patterns in NODES.values() for one in patterns for slot in template_of(one).slots}
    named = {name.removeprefix("^") for name in slots | set(PROPERTIES)} - others - cited
    assert named <= {term.removeprefix(ENT) for term in terms}
    kinds = {kind.prefix for kind in KINDS}
    assert all(key in kinds or ENT + key in terms for key in NODES)
    assert all(PREFIXES["concept"] + concept in terms for concept in PHRASES)
    assert all("o" in template_of(pattern).slots for pattern in PROPERTIES.values())


def test_every_statement_of_every_claim_is_said(built: Project) -> None:
    store = ox.Store()
    store.bulk_load(path=built.dataset, format=ox.RdfFormat.N_QUADS)
    label, stance = ox.NamedNode(f"{PREFIXES['rdfs']}label"), ox.NamedNode(f"{ENT}stance")
    names = names_from(store.quads_for_pattern(None, label, None, None))
    silent = {"label", "hasTimeSpan", "conventionUsed", "type"}
    left, seen = [], 0
    for record in store.quads_for_pattern(None, stance, None, ox.DefaultGraph()):
        triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, record.subject)]
        told = {statement for one in sentences_of(triples, names) for statement in one.said}
        spans = {triple.object for triple in triples if triple.predicate.value == f"{ENT}hasTimeSpan"}
        for triple in triples:
            name = triple.predicate.value.rpartition("#")[2].rpartition("/")[2]
            if triple.subject not in spans and name not in silent:
                seen += 1
                if (triple.subject.value, name, triple.object.value) not in told:
                    left.append(str(triple))
    assert seen > 3000
    assert left == []
