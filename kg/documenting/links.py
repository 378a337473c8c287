"""Terms, shapes, things and questions in; where a page leads to from them, out: on the server, or between files."""

from dataclasses import dataclass

from kg.documenting.constraints import SHAPES
from kg.documenting.documents import Document
from kg.documenting.terms import CONCEPT, anchor_of
from kg.prefixes import BASE, ENT


@dataclass(frozen=True)
class Links:
    """How one page writes its links.

    `root` is what leads from the page to the top (`/` on the server, `` or `../` in a folder), `suffix` what pages end
    in. Things of the graph and questions have pages on the server alone: among files their links are None.
    """

    root: str = "/"
    suffix: str = ""

    def term(self, iri: str) -> str | None:
        """The entry of a term of ours, the own IRI of a term of another vocabulary; None for what is no term."""
        if iri.startswith((ENT, CONCEPT)):
            return f"{self.root}ontology{self.suffix}#{anchor_of(iri)}"
        return None if iri.startswith(BASE) else iri

    def shape(self, iri: str) -> str:
        """The entry of a shape."""
        return f"{self.root}shapes{self.suffix}#{iri.removeprefix(SHAPES)}"

    def thing(self, iri: str) -> str | None:
        """The address of a thing, claim or passage of the graph; of a concept its entry."""
        if iri.startswith((ENT, CONCEPT)):
            return self.term(iri)
        if iri.startswith(SHAPES):
            return self.shape(iri)
        return self.root + iri.removeprefix(BASE) if iri.startswith(BASE) and not self.suffix else None

    def question(self, name: str) -> str | None:
        """The page of a public question."""
        return None if self.suffix else f"{self.root}queries/{name}"

    def page(self, document: Document) -> str:
        """The page of a document."""
        return f"{self.root}{document.path}{self.suffix}"

    def file(self, document: Document, suffix: str) -> str:
        """The document in the syntax that the suffix stands for."""
        return f"{self.root}{document.path}.{suffix}"
