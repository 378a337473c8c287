"""What the rules add: what the ontology entails over our terms and what the build knows of claims, and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection

from kg.building.assemble import Layers, assemble
from kg.building.derive import derive, load_rules
from kg.claims.sources import load
from kg.errors import InputError
from kg.prefixes import ENT, expand
from kg.project import Project
from kg.querying.query_file import QueryFile


@pytest.fixture(scope="module")
def rules(project: Project) -> list[QueryFile]:
    return load_rules(project.derivations)


def triple(subject: str, predicate: str, value: str) -> ox.Triple:
    predicate = expand("rdf:type") if predicate == "a" else expand(predicate)
    return ox.Triple(ox.NamedNode(expand(subject)), ox.NamedNode(predicate), ox.NamedNode(expand(value)))


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("agreement:grain-pact", "a", "ent:Agreement"),
        ("agreement:grain-pact", "a", "ent:Instrument"),
        ("event:speech-on-pact", "a", "ent:Event"),
        ("event:speech-on-pact", "ent:participant", "person:ada"),
        ("event:speech-on-pact", "ent:involvesState", "state:north"),
        ("event:speech-on-pact", "ent:atPeriod", "period:new-age"),
        ("office:president-of-north", "ent:officeOf", "state:north"),
        ("event:speech-on-pact", "ent:statedIn", "claim:ada-spoke"),
        ("stage:grain-pact-finalised", "ent:statedIn", "claim:pact-was-finished"),
        ("claim:ada-spoke", "ent:inArticle", "article:park-young-june"),
        ("influence:drought-on-relations", "ent:certainty", "concept:hedged"),
        ("factor:drought", "ent:certainty", "concept:hedged"),
    ],
)
def test_what_follows_is_derived(tiny_layers: Layers, subject: str, predicate: str, value: str) -> None:
    assert triple(subject, predicate, value) in tiny_layers.derived


def test_nothing_is_derived_that_stands_already(tiny_layers: Layers) -> None:
    assert tiny_layers.derived
    assert not tiny_layers.derived & (tiny_layers.default - tiny_layers.derived)
    assert tiny_layers.derived_with_background
    assert not tiny_layers.derived_with_background & (tiny_layers.default | tiny_layers.background)


def test_nothing_that_needs_the_background_is_in_the_default_graph(tiny_layers: Layers) -> None:
    office = triple("person:ada", "ent:holdsOffice", "office:president-of-north")
    tenure = triple("person:ada", "ent:hasTenure", "tenure:ada-president")
    assert {office, tenure} <= tiny_layers.derived_with_background
    assert not {office, tenure} & tiny_layers.default


def test_the_default_graph_does_not_depend_on_the_background(tiny_project: Project, rules: list[QueryFile]) -> None:
    with_it = derive(assemble(load(tiny_project)), rules)
    (tiny_project.root / "kg/data/background/almanac.ttl").unlink()
    without = derive(assemble(load(tiny_project)), rules)
    assert with_it.default == without.default
    assert without.derived_with_background == frozenset()


def test_a_reported_view_makes_nothing_follow(tiny_layers: Layers) -> None:
    about = {t for t in tiny_layers.derived if t.subject.value == expand("stage:grain-pact-finalised")}
    assert {t.predicate.value for t in about} == {ENT + "statedIn"}


def test_what_an_asserted_claim_also_states_is_not_marked_as_hedged(tiny_layers: Layers) -> None:
    marked = {t.subject.value for t in tiny_layers.derived if t.predicate.value == ENT + "certainty"}
    assert expand("influence:anger-on-pact") not in marked
    assert expand("relation:north-south") not in marked


def test_an_administration_is_in_office_at_what_is_dated(tiny_layers: Layers) -> None:
    about = {
        (t.subject.value.rpartition("/")[2], t.object.value.rpartition("/")[2])
        for t in tiny_layers.derived_with_background
        if t.predicate.value in (ENT + "overlapInTime", expand("prov:wasDerivedFrom"))
    }
    assert about == {
        ("event-speech-on-pact--ada", "overlap-certain"),
        ("event-speech-on-pact--ada", "ada-spoke"),
        ("event-speech-on-pact--ada", "ada"),
        ("stage-grain-pact-signing-aborted--ada", "overlap-certain"),
        ("stage-grain-pact-signing-aborted--ada", "pact-signing-aborted"),
        ("stage-grain-pact-signing-aborted--ada", "ada"),
        ("influence-anger-on-pact--ada", "overlap-certain"),
        ("influence-anger-on-pact--ada", "farmers-opposed-pact"),
        ("influence-anger-on-pact--ada", "ada"),
        ("influence-drought-on-relations--ada", "overlap-certain"),
        ("influence-drought-on-relations--ada", "drought-strained-relations"),
        ("influence-drought-on-relations--ada", "ada"),
    }


def test_every_chain_of_the_ontology_has_its_rule(project: Project, rules: list[QueryFile]) -> None:
    ontology = Graph()
    for path in project.ontology:
        ontology.parse(path, format="turtle")
    axioms = {
        (str(whole).removeprefix(ENT), tuple(str(link).removeprefix(ENT) for link in Collection(ontology, links)))
        for whole, links in ontology.subject_objects(OWL.propertyChainAxiom)
    }
    written = set()
    for rule in rules:
        if rule.name.startswith("1-chain-"):
            found = re.search(r"CONSTRUCT \{ \?\w+ ent:(\w+) \?\w+ \}\s+WHERE \{ \?\w+ (\S+) \?\w+ \}", rule.text)
            assert found, rule.name
            written.add((found[1], tuple(link.removeprefix("ent:") for link in found[2].split("/"))))
    assert axioms
    assert written == axioms


def test_the_rules_derive_what_owl_rl_derives_over_our_terms(
    project: Project,
    rules: list[QueryFile],
    tiny_project: Project,
    add_owl_rl_closure: Callable[[Graph], None],
) -> None:
    bare = assemble(load(tiny_project))
    derived = derive(bare, rules)
    ours = {t for t in derived.default | derived.background | derived.derived_with_background if is_entailment(t)}

    graph = Graph()
    for path in project.ontology:
        graph.parse(path, format="turtle")
    # Domains and ranges are left to the shapes: what they would type wrongly must be an error and not a new fact.
    for predicate in (RDFS.domain, RDFS.range):
        graph.remove((None, predicate, None))
    facts = (bare.default | bare.background) - bare.terms
    graph.parse(data="".join(f"{t} .\n" for t in facts), format="nt")
    add_owl_rl_closure(graph)
    theirs = {
        ox.Triple(ox.NamedNode(s), ox.NamedNode(p), ox.NamedNode(o))
        for s, p, o in graph
        if isinstance(s, URIRef) and isinstance(p, URIRef) and isinstance(o, URIRef)
    }
    theirs = {t for t in theirs if is_entailment(t)}

    assert theirs - ours == set()
    only_ours = {t.predicate.value.removeprefix(ENT) for t in ours - theirs}
    # What no axiom says: what the build knows of claims, and what it reckons.
    assert only_ours <= BUILD_ONLY
    made = {t.object.value.removeprefix(ENT) for t in ours - theirs if t.predicate.value == str(RDF.type)}
    assert made <= {"Coincidence", "AdministrationInOffice"}


BUILD_ONLY = {
    str(RDF.type),
    *("statedIn", "inArticle", "certainty", "overlap", "overlapInTime", "coincidingBarrier", "coincidingStage"),
    *("coincidingInstrument", "inOfficeAt", "administration"),
}


def is_entailment(t: ox.Triple) -> bool:
    """Whether a triple says in our terms something of one of our things."""
    in_terms = t.predicate.value.startswith(ENT) or (
        t.predicate.value == str(RDF.type) and t.object.value.startswith(ENT)
    )
    return in_terms and "/entente/id/" in t.subject.value and isinstance(t.object, ox.NamedNode)


@pytest.mark.parametrize(
    ("tags", "says"),
    [("[]", "needs one tag"), ("[closure, default]", "needs one tag"), ("[other]", "needs one tag")],
)
def test_a_rule_has_one_tag(tmp_path: Path, tags: str, says: str) -> None:
    path = tmp_path / "x.rq"
    path.write_text(f"#+ summary: X.\n#+ tags: {tags}\n\nCONSTRUCT {{ ?a ?b ?c }} WHERE {{ ?a ?b ?c }}\n")
    with pytest.raises(InputError, match=says):
        load_rules([path])


def test_a_rule_without_end_is_refused(tiny_project: Project, tmp_path: Path) -> None:
    path = tmp_path / "x.rq"
    path.write_text(
        "#+ summary: X.\n#+ tags: [closure]\n\nPREFIX ent: <https://w3id.org/entente/ontology#>\n"
        "CONSTRUCT { ?next ent:subEventOf ?event }\n"
        "WHERE {\n  { ?event a ent:Address } UNION { ?event ent:subEventOf ?any }\n"
        '  BIND(IRI(CONCAT(STR(?event), "x")) AS ?next)\n}\n'
    )
    with pytest.raises(InputError, match="without end"):
        derive(assemble(load(tiny_project)), load_rules([path]))
