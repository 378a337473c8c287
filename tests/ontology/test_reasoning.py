"""What OWL RL rules make of the ontology: no contradiction in it, each planted one found, each chain followed."""

from collections.abc import Callable

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kg.prefixes import ENT as ENT_IRI
from kg.prefixes import PREFIXES

ENT = Namespace(ENT_IRI)
X = Namespace("https://example.org/")
ERROR = Namespace("http://www.daml.org/2002/03/agents/agent-ont#")
ANNOTATIONS = (
    *(RDFS.label, RDFS.isDefinedBy, SKOS.prefLabel, SKOS.definition),
    *(SKOS.scopeNote, SKOS.editorialNote, SKOS.example),
)

# Each contradiction is about things of its own, so that all can be planted in one graph: the name of the thing that the
# reasoner must report, and the statements.
CLASHES = {
    "minister-as-state": "x:minister-as-state a ent:Person , ent:State .",
    "proposal-as-organisation": "x:proposal-as-organisation a ent:Proposal , ent:InternationalOrganization .",
    "proposal-with-posts": "x:proposal-with-posts a ent:Proposal . x:post ent:officeOf x:proposal-with-posts .",
    "proposal-as-party": "x:proposal-as-party a ent:Proposal . x:pact a ent:Treaty ; ent:party x:proposal-as-party .",
    "pact-as-intent": "x:pact-as-intent a ent:Treaty , ent:StatementOfIntent .",
    "barrier-as-precipitant": "x:barrier-as-precipitant a ent:Barrier , ent:Precipitant .",
    "forecast-as-fact": "x:forecast-as-fact a ent:RelationshipState . x:if ent:consequent x:forecast-as-fact .",
    "claim-as-event": "x:claim-as-event a ent:FactualClaim , ent:Event .",
    "claim-of-two-kinds": "x:claim-of-two-kinds a ent:FactualClaim , ent:CausalClaim .",
    "claim-as-background": "x:claim-as-background a ent:Claim , ent:BackgroundSource .",
    "state-in-office": "x:state-in-office a ent:State . x:term ent:officeHolder x:state-in-office .",
    "office-as-agent": "x:office-as-agent a ent:Office . x:part ent:participationAgent x:office-as-agent .",
    "self-succession": "x:self-succession ent:succeeds x:self-succession .",
    "mutual-succession": "x:mutual-succession ent:succeeds x:other . x:other ent:succeeds x:mutual-succession .",
    "rival": "x:t ent:officeHolder x:rival-1 , x:rival-2 . x:rival-1 owl:differentFrom x:rival-2 .",
    "agent-as-concept": "x:agent-as-concept a ent:Agent . x:state-of-things ent:quality x:agent-as-concept .",
    "note-as-evidence": "x:note-as-evidence a ent:EditorialNote . x:claim ent:evidence x:note-as-evidence .",
    "series-as-event": "x:series-as-event a ent:EventSeries ; ent:takesPlaceAt x:somewhere .",
    "coincidence-as-cause": "x:coincidence-as-cause a ent:Coincidence , ent:CausalRelation .",
}

FACTS = """
x:signing a ent:Signing ; ent:hasParticipation x:p1 , x:p2 ; ent:subEventOf x:visit ;
    ent:duringAdministration x:government .
x:visit ent:subEventOf x:tour .
x:p1 ent:participationAgent x:minister ; ent:actingAs x:post-1 .
x:p2 ent:participationAgent x:guest ; ent:actingAs x:post-2 .
x:post-1 ent:officeOfState x:state-1 . x:post-2 ent:officeOfState x:state-2 .
x:government ent:inPeriod x:period .
x:term ent:officeHolder x:minister ; ent:officeHeld x:post-1 .
x:dispute ent:disputant x:state-1 .
"""
ENTAILED = """
x:signing ent:participant x:minister , x:guest ; ent:involvesState x:state-1 , x:state-2 ; ent:atPeriod x:period ;
    ent:subEventOf x:tour .
x:minister ent:hasTenure x:term ; ent:holdsOffice x:post-1 .
x:post-1 ent:officeOf x:state-1 .
x:dispute ent:party x:state-1 .
"""


def parse(turtle: str) -> Graph:
    prefixes = {"ent": ENT_IRI, "owl": PREFIXES["owl"], "x": str(X)}
    return Graph().parse(data="".join(f"@prefix {p}: <{iri}> . " for p, iri in prefixes.items()) + turtle)


def axioms_and(ontology: Graph, *additions: Graph) -> Graph:
    """The ontology's axioms, without its annotations, and what is added to them."""
    graph = Graph()
    for triple in ontology:
        if triple[1] not in ANNOTATIONS and triple[2] != OWL.AnnotationProperty:
            graph.add(triple)
    for addition in additions:
        for triple in addition:
            graph.add(triple)
    return graph


def errors(graph: Graph) -> list[str]:
    """The contradictions that owlrl reports."""
    return [
        str(text) for node in graph.subjects(RDF.type, ERROR.ErrorMessage) for text in graph.objects(node, ERROR.error)
    ]


@pytest.fixture(scope="module")
def without_clashes(ontology: Graph, add_owl_rl_closure: Callable[[Graph], None]) -> Graph:
    graph = axioms_and(ontology, parse(FACTS))
    add_owl_rl_closure(graph)
    return graph


@pytest.fixture(scope="module")
def messages(ontology: Graph, add_owl_rl_closure: Callable[[Graph], None]) -> list[str]:
    graph = axioms_and(ontology, *(parse(turtle) for turtle in CLASHES.values()))
    add_owl_rl_closure(graph)
    return errors(graph)


def test_the_ontology_contradicts_neither_itself_nor_plain_facts(without_clashes: Graph) -> None:
    assert errors(without_clashes) == []


@pytest.mark.parametrize("name", CLASHES)
def test_a_planted_contradiction_is_found(messages: list[str], name: str) -> None:
    assert [text for text in messages if X[name] in text], CLASHES[name]


def test_nothing_but_the_planted_contradictions_is_found(messages: list[str]) -> None:
    assert messages
    assert [text for text in messages if not any(X[name] in text for name in CLASHES)] == []


def test_chains_inverses_and_transitivity_are_followed(without_clashes: Graph) -> None:
    assert [triple for triple in parse(ENTAILED) if triple not in without_clashes] == []


def test_no_agent_becomes_a_concept_and_no_two_things_become_one(without_clashes: Graph) -> None:
    things = {subject for subject in parse(FACTS).subjects() if isinstance(subject, URIRef)}
    for thing in things:
        assert (thing, RDF.type, SKOS.Concept) not in without_clashes
        assert set(without_clashes.objects(thing, OWL.sameAs)) <= {thing}
