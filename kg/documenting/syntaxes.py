"""An RDF document in; its bytes in each syntax that it is published in, the same on every run, out."""

from dataclasses import dataclass

import pyoxigraph as ox

from kg.documenting.documents import Document
from kg.prefixes import PREFIXES


@dataclass(frozen=True)
class Syntax:
    """One way to write RDF: its media type, the suffix of its files without the dot, and its name."""

    media_type: str
    suffix: str
    name: str


TURTLE = Syntax("text/turtle", "ttl", "Turtle")
SYNTAXES = (
    TURTLE,
    Syntax("application/ld+json", "jsonld", "JSON-LD"),
    Syntax("application/rdf+xml", "rdf", "RDF/XML"),
    Syntax("application/n-triples", "nt", "N-Triples"),
)
"""What there is; the first is what a client gets that takes anything."""


def write_document(document: Document, syntax: Syntax) -> bytes:
    """The document in that syntax, as UTF-8. A file is its own Turtle, comments included."""
    if syntax is TURTLE:
        # rdflib writes lists and what stands in brackets as a person would.
        return (document.source or document.graph.serialize(format="turtle")).encode()
    form = ox.RdfFormat.from_media_type(syntax.media_type)
    assert form is not None  # noqa: S101 (the engine knows all of the table above)
    used = {term.value for triple in document.triples for term in triple if isinstance(term, ox.NamedNode)}
    prefixes = {name: start for name, start in PREFIXES.items() if any(iri.startswith(start) for iri in used)}
    return ox.serialize(document.triples, format=form, prefixes=prefixes if syntax.suffix != "nt" else None) or b""
