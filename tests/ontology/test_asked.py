"""Every term is asked about: by a question, or by a shape; nothing is modelled that nobody wants to know."""

import re

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg.prefixes import ENT, PREFIXES, expand, shorten
from kg.project import Project

TERM = re.compile(r"(?<![\w-])(?:ent|concept):[A-Za-z][\w-]*")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
ABOVE = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader, SKOS.inScheme)
"""Who asks about all influences asks about barriers, and who asks for a stage about each stage of the list."""


@pytest.fixture(scope="module")
def asked(project: Project) -> set[URIRef]:
    files = [*project.questions, *project.shapes]
    assert len(files) > 50
    texts = [path.read_text(encoding="utf-8") for path in files]
    comments = re.compile(r"^#.*$", flags=re.MULTILINE)
    return {URIRef(expand(name)) for text in texts for name in TERM.findall(comments.sub("", text))}


def test_a_question_or_a_shape_asks_about_every_term(ontology: Graph, asked: set[URIRef]) -> None:
    kinds = (OWL.Class, *PROPERTIES, SKOS.Concept)
    terms = {term for kind in kinds for term in ontology.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    ours = {term for term in terms if str(term).startswith((ENT, PREFIXES["concept"]))}
    assert len(ours) > 200
    unasked = {term for term in ours if not _above(ontology, term) & asked}
    assert sorted(map(shorten, unasked)) == []


def _above(ontology: Graph, term: URIRef) -> set[URIRef]:
    found, ahead = {term}, [term]
    while ahead:
        here = ahead.pop()
        for link in ABOVE:
            for above in ontology.objects(here, link):
                if isinstance(above, URIRef) and above not in found:
                    found.add(above)
                    ahead.append(above)
    return found
