"""The address of a document about a thing in; its parts out, and the addresses of the other documents about it.

`/id/person/somebody.ttl` is a document about `https://w3id.org/entente/id/person/somebody`; `?page=` and `_profile=`
say which part of what there is to say, and in which words. Documents have IRIs as things have, below the same base.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from kg.prefixes import BASE
from server.publishing.profiles import EVIDENCE, Profile

FOLDERS = ("id", "claim", "passage", "concept", "graph", "profile", "dataset", ".well-known/genid")
"""Where the IRIs of things lie below our base; the terms of ontology and shapes lie in their documents."""
HTML = "text/html"
SUFFIXES = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "html": HTML,
}
"""The suffixes of documents and what each stands for; the first is what a client gets that takes anything."""
WITH_GRAPHS = ("trig", "nq")
"""The syntaxes that name the graph of each statement."""


@dataclass(frozen=True)
class DocumentAddress:
    """A document: the path of its thing, which begins with a slash; its suffix; its profile; its page, from 1.

    `part`: of a page for people, which of the claims about the thing it shows, from 1.
    """

    path: str
    suffix: str
    profile: Profile = EVIDENCE
    page: int = 1
    part: int = 1

    @property
    def thing(self) -> str:
        """The IRI of what it is about."""
        return BASE + self.path.removeprefix("/")

    @property
    def media_type(self) -> str:
        """What it is written in."""
        return SUFFIXES[self.suffix]

    @property
    def here(self) -> str:
        """Where it lies on this server."""
        given = {} if self.profile is EVIDENCE else {"_profile": self.profile.token}
        if self.page > 1:
            given["page"] = str(self.page)
        if self.part > 1:
            given["part"] = str(self.part)
        return f"{self.path}.{self.suffix}" + (f"?{urlencode(given)}" if given else "")

    @property
    def iri(self) -> str:
        """Its own IRI, whichever server sends it."""
        return BASE + self.here.removeprefix("/")

    def as_(self, suffix: str) -> "DocumentAddress":
        """The same in another syntax."""
        return replace(self, suffix=suffix, part=1)

    def at(self, page: int) -> "DocumentAddress":
        """Another page of it."""
        return replace(self, page=page, part=1)

    def by(self, profile: Profile) -> "DocumentAddress":
        """What the thing is by another profile, from its first page on."""
        return replace(self, profile=profile, page=1, part=1)

    def with_part(self, part: int) -> "DocumentAddress":
        """Another part of the claims, of a page for people."""
        return replace(self, part=part)
