"""A reference in; its pages and RDF documents as files, by their paths below one folder, out."""

from collections.abc import Iterator

from kg.building.page import page
from kg.documenting.links import Links
from kg.documenting.pages import STYLE, page_of
from kg.documenting.reference import Reference
from kg.documenting.syntaxes import SYNTAXES, write_document


def files_of(reference: Reference) -> Iterator[tuple[str, str]]:
    """Each document as a page and in each syntax of RDF: the paths are those of the server, with a suffix."""
    style = STYLE.read_text(encoding="utf-8")
    for document in reference.documents.all:
        links = Links("../" * document.path.count("/"), ".html")
        fragment = page_of(reference, document, links)
        yield f"{document.path}.html", page(fragment.title, fragment.html, style=style)
        for syntax in SYNTAXES:
            yield f"{document.path}.{syntax.suffix}", write_document(document, syntax).decode()
