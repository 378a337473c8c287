"""The files of ontology and shapes in; the RDF documents that their IRIs lead to, each as a graph, out.

`…/ontology` and `…/shapes` lead to one document with all terms, `…/ontology/<module>` and `…/shapes/<module>` to that
file. The whole is one ontology: it imports nothing, and says of its modules that they are its parts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL

from kg.prefixes import BASE, PREFIXES
from kg.project import Project

UMBRELLA = "entente"
"""The file, in each of the two folders, that speaks of the whole."""


@dataclass(frozen=True)
class Document:
    """One RDF document: its IRI, its triples in an order and with blank nodes of its own, and its source if a file."""

    iri: str
    triples: tuple[ox.Triple, ...]
    source: str | None = None

    @property
    def path(self) -> str:
        """Where it is served: its IRI without our base, as in `ontology/agents`."""
        return self.iri.removeprefix(BASE)

    @property
    def name(self) -> str:
        """The last part of its path: of a module, the stem of its file."""
        return self.path.rpartition("/")[2]

    @property
    def version_path(self) -> str:
        """The path of its version IRI, or nothing where it has none."""
        return self.said(OWL.versionIRI).removeprefix(BASE)

    @cached_property
    def graph(self) -> Graph:
        """The same triples for rdflib; not to be changed."""
        return as_graph(self.triples)

    def said(self, predicate: URIRef) -> str:
        """What the header says in one field, or nothing."""
        return text_of(self.graph, URIRef(self.iri), predicate)


@dataclass(frozen=True)
class Documents:
    """The wholes, and their parts in reading order; `apart` are modules of the ontology that it does not import."""

    ontology: Document
    modules: tuple[Document, ...]
    apart: tuple[Document, ...]
    shapes: Document
    shape_modules: tuple[Document, ...]

    @property
    def all(self) -> tuple[Document, ...]:
        """All of them."""
        return (self.ontology, *self.modules, *self.apart, self.shapes, *self.shape_modules)


def read_documents(project: Project) -> Documents:
    """The documents of a checkout; the files are taken to be sound, as a build has found them."""
    published = sorted((project.root / "ontology").glob("*.ttl"))
    files = {path: _of_file(path, f"{BASE}ontology") for path in published}
    loaded = [files[path] for path in project.ontology]
    parts = [document for document in loaded if document.path != "ontology"]
    order = _imports(next(document for document in loaded if document.path == "ontology"))
    modules = tuple(sorted(parts, key=lambda part: order.index(part.iri)))
    apart = tuple(files[path] for path in published if path not in project.ontology)
    shapes = [_of_file(path, f"{BASE}shapes") for path in project.shapes]
    places = [module.name for module in modules]
    of_shapes = [document for document in shapes if document.path != "shapes"]
    return Documents(
        ontology=_whole(f"{BASE}ontology", loaded),
        modules=modules,
        apart=apart,
        shapes=_whole(f"{BASE}shapes", shapes),
        shape_modules=tuple(sorted(of_shapes, key=lambda part: places.index(part.name))),
    )


def as_graph(triples: Iterable[ox.Triple]) -> Graph:
    """The triples as rdflib has them, the names of blank nodes kept."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def text_of(graph: Graph, subject: URIRef, predicate: URIRef) -> str:
    """A value as text, or nothing where there is none."""
    value = graph.value(subject, predicate)
    return "" if value is None else str(value)


def _term(term: object) -> URIRef | BNode | Literal:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    assert isinstance(term, ox.Literal)  # noqa: S101 (no file of ours has triples in triples)
    if term.language:
        return Literal(term.value, lang=term.language)
    plain = term.datatype.value == PREFIXES["xsd"] + "string"
    return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value))


def _of_file(path: Path, whole: str) -> Document:
    text = path.read_text(encoding="utf-8")
    iri = whole if path.stem == UMBRELLA else f"{whole}/{path.stem}"
    return Document(iri, _canonical(quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)), text)


def _canonical(triples: Iterable[ox.Triple]) -> tuple[ox.Triple, ...]:
    """The triples in one order, their blank nodes named by what is said of them, so that each run writes the same."""
    dataset = ox.Dataset(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return tuple(sorted((quad.triple for quad in dataset), key=str))


def _imports(document: Document) -> list[str]:
    """What a file imports, in the order of its text: the umbrella's is the order to read the modules in."""
    quads = ox.parse(document.source or "", ox.RdfFormat.TURTLE)
    return [quad.object.value for quad in quads if quad.predicate.value == str(OWL.imports)]


def _whole(iri: str, files: list[Document]) -> Document:
    """All files as one ontology: only its own header is that of an ontology, and nothing is left to fetch."""
    parts = {document.iri for document in files if document.iri != iri}
    taken: list[ox.Triple] = [_triple(iri, str(DCTERMS.hasPart), ox.NamedNode(part)) for part in parts]
    for number, document in enumerate(files):
        for triple in document.triples:
            if triple.predicate.value == str(OWL.imports):
                continue
            about_a_part = isinstance(triple.subject, ox.NamedNode) and triple.subject.value in parts
            of_an_ontology = triple.predicate.value == str(OWL.versionIRI) or triple.object == _ONTOLOGY
            if not (about_a_part and of_an_ontology):
                taken.append(_apart(triple, number))
    return Document(iri, _canonical(taken))


_ONTOLOGY = ox.NamedNode(str(OWL.Ontology))


def _triple(subject: str, predicate: str, value: ox.NamedNode) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)


def _apart(triple: ox.Triple, number: int) -> ox.Triple:
    """The triple with blank nodes that no other file has."""

    def named(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        return ox.BlankNode(f"f{number}x{term.value}") if isinstance(term, ox.BlankNode) else term

    return ox.Triple(named(triple.subject), triple.predicate, named(triple.object))  # type: ignore[arg-type]


def header_fields(document: Document) -> Mapping[str, str]:
    """What a page shows of a header, in its order."""
    fields = {
        "Version": document.said(OWL.versionInfo),
        "Version IRI": document.said(OWL.versionIRI),
        "Modified": document.said(DCTERMS.modified),
        "Creator": document.said(DCTERMS.creator),
        "Licence": document.said(DCTERMS.license),
        "Cite as": document.said(DCTERMS.bibliographicCitation),
    }
    return {name: value for name, value in fields.items() if value}
