"""What OWL RL rules make of the ontology: no contradiction in it, each planted one found, each chain followed."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.prefixes import BASE, GRAPH, PREFIXES, expand, shorten
from kg.prefixes import ENT as ENT_IRI

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

# What the derive rules say of things and OWL RL does not, with the reason; there is nothing that only OWL RL says.
ONLY_RULES = {
    "ent:statedIn": "leads from a thing to the claim whose graph it stands in: OWL knows no graphs",
    "ent:certainty": "what only hedged claims bring in: OWL has no negation of what is not stated",
    "ent:overlap": "follows from comparing dates, and a coincidence from it",
    "ent:overlapInTime": "follows from comparing dates",
    "ent:coincidingBarrier": "of a node that a rule makes, for a barrier and a stage whose times overlap",
    "ent:coincidingStage": "of a node that a rule makes",
    "ent:coincidingInstrument": "of a node that a rule makes",
    "ent:inOfficeAt": "of a node that a rule makes, for a thing that falls into a term",
    "ent:administration": "of a node that a rule makes",
    "a ent:Coincidence": "a rule makes the node: OWL invents no individuals",
    "a ent:AdministrationInOffice": "a rule makes the node",
}
PLANTED = {
    "ent:Person": "a ent:State",
    "ent:Barrier": "a ent:Precipitant",
    "ent:Proposal": "a ent:Organization",
    "ent:RelationshipState": "a ent:HypotheticalState",
    "ent:FactualClaim": "a ent:Event",
}


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


@pytest.fixture(scope="module")
def facts(data: Graph, dataset: ox.Store) -> Graph:
    """What the dataset's files state of things, without what the rules derive; literals play no part in the rules."""
    derived = {
        (URIRef(quad.subject.value), URIRef(quad.predicate.value), URIRef(quad.object.value))
        for name in ("derived", "derived-with-background")
        for quad in dataset.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH + name))
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    assert derived
    graph = Graph()
    for triple in data:
        told = str(triple[0]).startswith((f"{BASE}id/", f"{BASE}claim/")) and "/annotation/" not in str(triple[0])
        if told and not isinstance(triple[2], Literal) and triple not in derived:
            graph.add(triple)
    return graph


@pytest.mark.slow
def test_owl_rl_finds_no_contradiction_in_the_whole_data_and_says_what_the_rules_say(
    ontology: Graph, facts: Graph, data: Graph, add_owl_rl_closure: Callable[[Graph], None]
) -> None:
    closure = axioms_and(ontology, facts)
    add_owl_rl_closure(closure)
    assert errors(closure) == []
    theirs, ours = said_of_things(closure), said_of_things(data)
    assert len(ours) > 5_000
    assert [triple for triple in theirs - ours if "time-expression" not in str(triple[0])] == []
    assert {kind_of_statement(triple) for triple in ours - theirs} == set(ONLY_RULES)


@pytest.mark.slow
def test_owl_rl_finds_what_is_planted_in_the_whole_data(
    ontology: Graph, facts: Graph, add_owl_rl_closure: Callable[[Graph], None]
) -> None:
    spoilt: dict[str, URIRef] = {}
    planted = Graph()
    for kind, wrong in PLANTED.items():
        thing = min(facts.subjects(RDF.type, URIRef(expand(kind))))
        assert isinstance(thing, URIRef)
        planted.add((thing, RDF.type, URIRef(expand(wrong.removeprefix("a ")))))
        spoilt[kind] = thing
    closure = axioms_and(ontology, facts, planted)
    add_owl_rl_closure(closure)
    found = errors(closure)
    assert [kind for kind, thing in spoilt.items() if not any(str(thing) in text for text in found)] == []


Triple = tuple[Node, Node, Node]


def said_of_things(graph: Graph) -> set[Triple]:
    """What is said of things in our terms, but for literals."""
    return {
        triple
        for triple in graph
        if str(triple[0]).startswith(f"{BASE}id/")
        and isinstance(triple[2], URIRef)
        and str(triple[2] if triple[1] == RDF.type else triple[1]).startswith(ENT_IRI)
        and "/annotation/" not in str(triple[0])
        and not str(triple[0]).endswith("/span")
    }


def kind_of_statement(triple: Triple) -> str:
    return f"a {shorten(str(triple[2]))}" if triple[1] == RDF.type else shorten(str(triple[1]))
