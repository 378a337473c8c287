"""The documents behind the IRIs: complete, one ontology each, and the same whatever syntax they are read in."""

from collections.abc import Iterable

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, BNode, Graph, URIRef
from rdflib.compare import isomorphic

from kg.documenting.documents import read_documents
from kg.documenting.reference import Reference
from kg.documenting.syntaxes import SYNTAXES, Syntax, write_document
from kg.prefixes import BASE
from kg.project import Project

ONTOLOGY, SHAPES = URIRef(f"{BASE}ontology"), URIRef(f"{BASE}shapes")
OF_HEADERS = {OWL.imports, OWL.versionIRI, DCTERMS.hasPart}
PARSERS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml", "nt": "nt"}


def canonical(quads: Iterable[ox.Quad]) -> frozenset[str]:
    """The triples, blank nodes named by what is said of them: equal for isomorphic graphs (RDFC-1.0)."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(str(quad.triple) for quad in dataset)


@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: syntax.suffix)
def test_each_document_reads_back_as_it_was(reference: Reference, syntax: Syntax) -> None:
    form = ox.RdfFormat.from_media_type(syntax.media_type)
    assert len(reference.documents.all) > 35
    for document in reference.documents.all:
        quads = ox.parse(write_document(document, syntax), form, base_iri=document.iri)
        assert canonical(quads) == frozenset(map(str, document.triples)), document.path


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("syntax", SYNTAXES, ids=lambda syntax: syntax.suffix)
def test_another_parser_reads_the_same(reference: Reference, syntax: Syntax) -> None:
    for path in ("ontology/agents", "ontology/entente-dl", "shapes/plans"):
        document = reference.document(path)
        assert document is not None
        back = Graph().parse(
            data=write_document(document, syntax), format=PARSERS[syntax.suffix], publicID=document.iri
        )
        assert isomorphic(back, document.graph), path


def test_a_module_is_its_file(project: Project, reference: Reference) -> None:
    for document in (*reference.documents.modules, *reference.documents.apart):
        file = Graph().parse(project.root / f"{document.path}.ttl")
        assert isomorphic(file, document.graph), document.path


def test_the_whole_has_every_statement_of_the_files_and_is_one_ontology(project: Project, reference: Reference) -> None:
    for iri, paths, document in (
        (ONTOLOGY, project.ontology, reference.documents.ontology),
        (SHAPES, project.shapes, reference.documents.shapes),
    ):
        assert len(paths) > 15
        statements = [triple for path in paths for triple in Graph().parse(path)]
        nameless = [triple for triple in statements if any(isinstance(term, BNode) for term in triple)]
        kept = {t for t in statements if t not in nameless and t[1] not in OF_HEADERS and t[2] != OWL.Ontology}
        whole = document.graph
        assert len(kept) > 1000
        assert not kept - set(whole)
        assert len(nameless) == sum(any(isinstance(term, BNode) for term in triple) for triple in whole)
        assert list(whole.subjects(RDF.type, OWL.Ontology)) == [iri]
        assert (None, OWL.imports, None) not in whole
        parts = {str(part) for part in whole.objects(iri, DCTERMS.hasPart)}
        assert parts == {f"{iri}/{path.stem}" for path in paths if path.stem != "entente"}


def test_two_readings_give_the_same_bytes(project: Project, reference: Reference) -> None:
    again = read_documents(project)
    for syntax in SYNTAXES:
        assert write_document(again.ontology, syntax) == write_document(reference.documents.ontology, syntax)


def test_modules_are_read_after_what_they_stand_on(reference: Reference) -> None:
    order = [module.iri for module in reference.documents.modules]
    assert len(order) > 15
    for place, module in enumerate(reference.documents.modules):
        imported = {str(other) for other in module.graph.objects(URIRef(module.iri), OWL.imports)}
        assert imported <= set(order[:place]), module.name


def test_a_version_leads_to_the_document_it_names(reference: Reference) -> None:
    agents = reference.document("ontology/agents")
    assert agents is not None
    version = agents.said(OWL.versionInfo)
    assert reference.document(f"ontology/{version}/agents") == agents
    assert reference.document(f"ontology/{version}") == reference.documents.ontology
    assert reference.document("ontology/9.9.9") is None
    assert reference.document("") is None
