"""A reviewer's session: the ontology fetched from a running server, opened in two tools, and the term looked up."""

import io
import re

import owlready2
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kg.prefixes import BASE, ENT

STALLED = URIRef(f"{BASE}concept/stage-stalled")
STAGE_RECORD = URIRef(f"{ENT}StageRecord")


def found_in(graph: Graph, words: str) -> set[URIRef]:
    """What a person finds who looks for words in labels, definitions and notes."""
    wanted = re.compile(words, re.IGNORECASE)
    fields = (RDFS.label, SKOS.definition, SKOS.scopeNote)
    return {
        subject
        for field in fields
        for subject, text in graph.subject_objects(field)
        if isinstance(subject, URIRef) and wanted.search(str(text))
    }


def test_with_rdflib(server) -> None:
    reply = server.client.get("/ontology", headers={"Accept": "text/turtle, application/rdf+xml;q=0.8"})
    graph = Graph().parse(data=reply.text, format="turtle")
    assert (URIRef(f"{BASE}ontology"), RDF.type, OWL.Ontology) in graph
    assert STALLED in found_in(graph, r"\bstalled\b")
    assert graph.value(STALLED, RDFS.label) == Literal("stalled", lang="en")
    # The class that has such a point of its life: the domain of the property whose values its code list names.
    scheme = graph.value(STALLED, SKOS.inScheme)
    stage = URIRef(f"{ENT}stage")
    assert scheme == URIRef(f"{BASE}concept/stages")
    assert graph.value(stage, RDFS.domain) == STAGE_RECORD
    narrower = set(graph.subjects(SKOS.broader, STALLED))
    assert URIRef(f"{BASE}concept/stage-signing-aborted") in narrower


def test_with_owlready2_and_without_a_network(server, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = server.client.get("/ontology", headers={"Accept": "application/rdf+xml"})

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the ontology was looked for in the network")

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    world = owlready2.World()
    ontology = world.get_ontology(ENT).load(fileobj=io.BytesIO(reply.content))
    assert len(list(ontology.classes())) > 100
    assert ontology.imported_ontologies == []
    (stalled,) = (one for one in ontology.search(label="stalled") if "stage" in one.iri)
    assert stalled.iri == str(STALLED)
    (record,) = ontology.search(iri=str(STAGE_RECORD))
    assert isinstance(record, owlready2.ThingClass)
    assert [str(label) for label in record.label] == ["stage record"]
    assert world[f"{ENT}stage"].domain == [record]


def test_from_an_iri_to_its_entry(server) -> None:
    path = str(STALLED).removeprefix(BASE.removesuffix("/"))
    entry = server.client.get(path, headers={"Accept": "text/html"})
    page = server.client.get(entry.headers["location"].partition("#")[0], headers={"Accept": "text/html"}).text
    found = re.search(rf'id="{entry.headers["location"].partition("#")[2]}".*?</article>', page, re.DOTALL)
    assert found is not None
    assert "held up before conclusion" in found[0]
