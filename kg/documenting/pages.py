"""A reference in; its pages, as fragments of HTML that a page of the site or a file wraps, out."""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from rdflib import RDFS, URIRef
from rdflib.namespace import DCTERMS

from kg.documenting.class_tree import class_tree
from kg.documenting.constraints import SHAPES
from kg.documenting.documents import Document, header_fields, text_of
from kg.documenting.links import Links
from kg.documenting.module_map import module_map
from kg.documenting.module_picture import module_picture, picture_of_kinds
from kg.documenting.reference import Reference
from kg.documenting.syntaxes import SYNTAXES
from kg.documenting.terms import Term
from kg.documenting.usage import Usage
from kg.prefixes import shorten

STYLE = Path(__file__).with_name("reference.css")
"""What the fragments need beside the style of the page around them."""


@dataclass(frozen=True)
class Fragment:
    """The title of a page, as text, and all of it that stands below the title, as HTML."""

    title: str
    html: str


def page_of(reference: Reference, document: Document, links: Links) -> Fragment:
    """The page of a document: of the whole ontology or the shapes, or of one module of either."""
    parts = reference.documents
    if document == parts.ontology:
        return ontology_page(reference, links)
    if document == parts.shapes or document in parts.shape_modules:
        return _shapes_page(reference, document, links)
    terms = reference.terms_of(document)
    picture = _picture(reference, document, terms, links)
    content = {"terms": terms, "picture": picture, "source": document.source if not terms else None}
    return _fragment(reference, document, links, "module.html", **content)


def ontology_page(reference: Reference, links: Links) -> Fragment:
    """All modules in reading order: how they stand on each other, the tree of classes, and each term."""
    parts = reference.documents
    modules = [(module, reference.terms_of(module)) for module in parts.modules]
    return _fragment(
        reference,
        parts.ontology,
        links,
        "ontology.html",
        modules=modules,
        map=Markup(module_map(parts.modules, links)),  # noqa: S704 (drawn here, words escaped)
        kinds=Markup(picture_of_kinds(reference.terms, links)),  # noqa: S704 (drawn here, words escaped)
        pictures={module.name: _picture(reference, module, terms, links) for module, terms in modules},
        tree=class_tree(reference.terms),
        apart=parts.apart,
    )


def _shapes_page(reference: Reference, document: Document, links: Links) -> Fragment:
    parts = reference.documents
    listed = parts.shape_modules if document == parts.shapes else (document,)
    modules = [(module, reference.shapes_of(module)) for module in listed]
    told = sum(one.is_told for _, shapes in modules for one in shapes)
    words = _words_of_shapes(document) if document == parts.shapes else []
    return _fragment(reference, document, links, "shapes.html", modules=modules, told=told, words=words)


def _words_of_shapes(document: Document) -> list[tuple[str, str, str, str]]:
    """The names in our space of shapes that are no shapes: IRI, anchor, label and comment or the prefix declared."""
    graph = document.graph
    shapes = {*graph.subjects(URIRef("http://www.w3.org/ns/shacl#severity")), *graph.subjects(_NAME)}
    found = {s for s in graph.subjects() if isinstance(s, URIRef) and str(s).startswith(SHAPES)} - shapes
    rows = []
    for iri in sorted(found):
        if (iri, _PREFIX, None) in graph:
            label, comment = f"prefix {graph.value(iri, _PREFIX)}", str(graph.value(iri, _NAMESPACE))
        else:
            label, comment = (text_of(graph, iri, field) for field in (RDFS.label, RDFS.comment))
        if label:
            rows.append((str(iri), str(iri).removeprefix(SHAPES), label, comment))
    return rows


_NAME, _PREFIX, _NAMESPACE = (URIRef(f"http://www.w3.org/ns/shacl#{name}") for name in ("name", "prefix", "namespace"))


def _picture(reference: Reference, module: Document, terms: list[Term], links: Links) -> Markup:
    return Markup(module_picture(module.name, terms, reference.terms, links))  # noqa: S704 (drawn here, words escaped)


def _fragment(reference: Reference, document: Document, links: Links, template: str, **content: object) -> Fragment:
    title = document.said(DCTERMS.title).removeprefix("Entente: ")
    html = (
        _environment(reference)
        .get_template(template)
        .render(
            reference=reference,
            document=document,
            description=document.said(DCTERMS.description),
            header=header_fields(document),
            syntaxes=SYNTAXES,
            links=links,
            unused=Usage(),
            **content,
        )
    )
    return Fragment(title[0].upper() + title[1:], html)


def _environment(reference: Reference) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def label(iri: str) -> str:
        return reference.terms[iri].label if iri in reference.terms else shorten(iri)

    environment.filters |= {"shorten": shorten, "label": label, "title_of": _title, "description_of": _description}
    return environment


def _title(document: Document) -> str:
    return document.said(DCTERMS.title).removeprefix("Entente: ")


def _description(document: Document) -> str:
    return document.said(DCTERMS.description)
