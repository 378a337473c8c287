"""Each class, property and concept: named, defined, in one module, and fit for its use."""

import re
from collections import Counter

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

from kg.prefixes import BASE, ENT, KINDS, PREFIXES, shorten

PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
SCHEMES = {
    "arenas": "arena",
    "causal-senses": "sense",
    "certainties": "",
    "conventions": "convention",
    "event-statuses": "event",
    "levels": "level",
    "note-kinds": "note",
    "overlaps": "overlap",
    "proposal-forms": "form",
    "qualities": "quality",
    "recurrences": "recurrence",
    "roles": "role",
    "stages": "stage",
    "stances": "stance",
    "verdicts": "verdict",
}


def ours(graph: Graph, kind: URIRef) -> set[URIRef]:
    """The terms of ours that are declared to be of a kind."""
    return {s for s in graph.subjects(RDF.type, kind) if isinstance(s, URIRef) and s.startswith(BASE)}


def english(graph: Graph, term: URIRef, field: URIRef) -> str:
    """The one text that a term has in a field."""
    texts = list(graph.objects(term, field))
    assert len(texts) == 1, f"{shorten(term)} has {len(texts)} of {shorten(field)}"
    (text,) = texts
    assert isinstance(text, Literal), shorten(term)
    assert text.language == "en", shorten(term)
    assert re.fullmatch(r"\S(.*\S)?", text), shorten(term)
    return str(text)


@pytest.fixture(scope="module")
def classes(ontology: Graph) -> set[URIRef]:
    found = ours(ontology, OWL.Class)
    assert found
    return found


@pytest.fixture(scope="module")
def properties(ontology: Graph) -> set[URIRef]:
    found = set().union(*(ours(ontology, kind) for kind in PROPERTY_TYPES))
    assert found
    return found


@pytest.fixture(scope="module")
def concepts(ontology: Graph) -> set[URIRef]:
    found = ours(ontology, SKOS.Concept)
    assert found
    return found


@pytest.fixture(scope="module")
def terms(ontology: Graph, classes: set[URIRef], properties: set[URIRef], concepts: set[URIRef]) -> set[URIRef]:
    return classes | properties | concepts | ours(ontology, SKOS.ConceptScheme)


def test_every_iri_of_ours_is_a_declared_term(modules: dict[str, Graph], terms: set[URIRef]) -> None:
    spaces = (ENT, PREFIXES["concept"])
    for stem, graph in modules.items():
        used = {
            term for triple in graph for term in triple if isinstance(term, URIRef) and str(term).startswith(spaces)
        }
        assert used, f"{stem}.ttl uses no term of ours"
        assert used <= terms, f"{stem}.ttl: {sorted(used - terms)}"


def test_each_term_is_named_defined_and_in_one_module(
    ontology: Graph, modules: dict[str, Graph], terms: set[URIRef]
) -> None:
    for term in terms:
        english(ontology, term, RDFS.label)
        english(ontology, term, SKOS.definition)
        (home,) = ontology.objects(term, RDFS.isDefinedBy)
        (stem,) = (stem for stem, graph in modules.items() if (term, RDF.type, None) in graph)
        assert str(home) == f"{BASE}ontology/{stem}", shorten(term)


def test_names_follow_the_usual_forms(classes: set[URIRef], properties: set[URIRef]) -> None:
    for term in classes:
        assert re.fullmatch(r"[A-Z][A-Za-z]*", term.removeprefix(ENT)), term
    for term in properties:
        assert re.fullmatch(r"[a-z][A-Za-z0-9]*", term.removeprefix(ENT)), term
    plurals = {term for term in classes if re.search(r"[^s]s$", term)}
    assert plurals == {URIRef(ENT + name) for name in ("Crisis", "EventSeries", "Guidelines", "StaffTalks")}


def test_the_label_says_the_name_in_words(ontology: Graph, classes: set[URIRef]) -> None:
    for term in classes:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", term.removeprefix(ENT)).lower()
        label = english(ontology, term, RDFS.label).replace("-", " ")
        assert label == words.replace("organization", "organisation"), term


def test_no_two_terms_share_a_label(
    ontology: Graph, classes: set[URIRef], properties: set[URIRef], concepts: set[URIRef]
) -> None:
    labels = Counter(english(ontology, term, RDFS.label).lower() for term in classes | properties)
    assert [label for label, count in labels.items() if count > 1] == []
    in_scheme = Counter(
        (ontology.value(term, SKOS.inScheme), english(ontology, term, RDFS.label).lower()) for term in concepts
    )
    assert [label for label, count in in_scheme.items() if count > 1] == []


def test_no_two_terms_share_a_definition(ontology: Graph, terms: set[URIRef]) -> None:
    definitions = Counter(english(ontology, term, SKOS.definition).lower() for term in terms)
    assert [definition for definition, count in definitions.items() if count > 1] == []


def test_a_class_is_defined_by_its_genus(ontology: Graph, classes: set[URIRef]) -> None:
    for term in classes:
        for above in ontology.objects(term, RDFS.subClassOf):
            genus = english(ontology, URIRef(str(above)), RDFS.label)
            assert english(ontology, term, SKOS.definition).startswith(genus), shorten(term)


def test_no_definition_uses_what_it_defines(
    ontology: Graph, classes: set[URIRef], properties: set[URIRef], concepts: set[URIRef]
) -> None:
    circular = []
    for term in classes | properties | concepts:
        definition = english(ontology, term, SKOS.definition).lower()
        if term in properties:  # the thing it leads from may share a word with it: a stage record has a stage
            definition = re.sub(r"^leads from .*? to ", "", definition)
        label = english(ontology, term, RDFS.label).lower().removeprefix("has ")
        if re.search(rf"\b{re.escape(label)}\b", definition):
            circular.append(f"{shorten(term)}: {definition}")
    assert sorted(circular) == []


def test_the_definition_of_a_property_is_a_predicate(ontology: Graph, properties: set[URIRef]) -> None:
    starts = {OWL.ObjectProperty: "leads from ", OWL.DatatypeProperty: "gives ", OWL.AnnotationProperty: "names "}
    for term in properties:
        (kind,) = (kind for kind in PROPERTY_TYPES if (term, RDF.type, kind) in ontology)
        assert english(ontology, term, SKOS.definition).startswith(starts[kind]), shorten(term)


def test_every_kind_of_thing_is_a_class_and_apart_from_the_others(ontology: Graph, classes: set[URIRef]) -> None:
    apart = [
        {URIRef(str(member)) for member in Collection(ontology, head)} for head in ontology.objects(None, OWL.members)
    ]
    tops = max(apart, key=len)
    for kind in KINDS:
        iri = URIRef(kind.class_iri)
        assert iri in classes, kind
        above = set(ontology.transitive_objects(iri, RDFS.subClassOf))
        assert above & tops or kind.prefix == "source", f"nothing keeps {kind.class_name} from being something else"


def test_dates_have_no_range_that_reasoners_refuse(ontology: Graph) -> None:
    ranges = {span for span in ontology.objects(None, RDFS.range) if str(span).startswith(PREFIXES["xsd"])}
    assert ranges == {XSD.integer, XSD.string}
    for name in ("when", "attestedUntil", "beginEarliest", "beginLatest", "endEarliest", "endLatest"):
        assert (URIRef(ENT + name), RDFS.range, None) not in ontology


def test_each_concept_has_its_place_in_one_scheme(ontology: Graph, concepts: set[URIRef]) -> None:
    schemes = {scheme.removeprefix(PREFIXES["concept"]): scheme for scheme in ours(ontology, SKOS.ConceptScheme)}
    assert set(schemes) == set(SCHEMES)
    for concept in concepts:
        (scheme,) = ontology.objects(concept, SKOS.inScheme)
        start = SCHEMES[str(scheme).removeprefix(PREFIXES["concept"])]
        assert concept.removeprefix(PREFIXES["concept"]).startswith(start), f"{concept} is in {scheme}"
        assert english(ontology, concept, SKOS.prefLabel) == english(ontology, concept, RDFS.label)
        broader = list(ontology.objects(concept, SKOS.broader))
        tops = list(ontology.objects(concept, SKOS.topConceptOf))
        assert len(broader) + len(tops) == 1, f"{concept} stands neither at the top nor under one concept"
        assert tops in ([], [scheme])
        assert all((above, SKOS.inScheme, scheme) in ontology for above in broader)
    for scheme in schemes.values():
        assert (None, SKOS.inScheme, scheme) in ontology, f"{scheme} is empty"


def test_the_ladder_of_stages_has_the_stalled_ones_beside_it(ontology: Graph) -> None:
    rank, stages = URIRef(ENT + "rank"), PREFIXES["concept"] + "stage-"
    ranks = {
        str(stage).removeprefix(stages): int(str(value))
        for stage, value in ontology.subject_objects(rank)
        if str(stage).startswith(stages)
    }
    ladder = "considered proposed nearly-finalised negotiating finalised issued signed ratified in-force revised"
    assert " ".join(sorted(ranks, key=lambda name: (ranks[name], name))) == ladder
    stalled = URIRef(stages + "stalled")
    below = {str(stage).removeprefix(stages) for stage in ontology.subjects(SKOS.broader, stalled)}
    assert below == {"signing-aborted", "suspended", "shelved", "not-materialised"}
    assert not below & set(ranks)
