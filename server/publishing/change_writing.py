"""What is told of releases in; the same as a page, a feed, JSON and RDF, for whoever asks, out.

Source: RFC 4287 (Atom). As RDF it is the record itself, and the list that the releases are in.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.comparing.history import RecordedRelease, net
from kg.comparing.rdf import term
from kg.comparing.releases import Release
from kg.prefixes import BASE, PREFIXES
from server.pages.site import Site
from server.publishing.change_lists import ListedRelease, as_json, listed
from server.sparql.formats import Format

_WHOLE = 10
"""The last releases that are told with each change; older ones are counted, and lie at addresses of their own."""
_ON_LIST, _ON_PAGE, _ALL = 100, 500, 1 << 30
"""Changes of a group that the list of all, and the page of one release, show; and that data hold."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PREFIXES = {name: PREFIXES[name] for name in ("cs", "dcterms", "prov", "rdf", "rdfs", "schema", "xsd")}


@dataclass(frozen=True)
class Told:
    """What is told: the releases of it, newest first; all that are recorded; what is served, and which release it is.

    `since` is the version or hash after which it begins, empty for the beginning. `alone`: it is one release, by
    itself, and `since` its version. `kept` are the versions whose datasets are at hand.
    """

    releases: tuple[RecordedRelease, ...]
    recorded: tuple[RecordedRelease, ...]
    dataset: str
    served: Release | None
    since: str = ""
    alone: bool = False
    kept: tuple[str, ...] = ()

    def listed(self, known: Collection[str], most: int) -> list[ListedRelease]:
        """The releases with at most so many changes of each group; `known` are the IRIs that answer here."""
        return [listed(one, known, self._file(one.release), most) for one in self.releases]

    def _file(self, release: Release) -> str:
        return f"/release/{release.version}/{release.file_name}" if release.version in self.kept else ""


def as_page(site: Site, told: Told, known: Collection[str]) -> bytes:
    """A page for people."""
    releases = told.listed(known, _ON_PAGE if told.alone else _ON_LIST)
    return site.rendered(
        "changes.html", releases=releases, told=told, alone=told.alone, since=told.since, whole=_WHOLE
    ).encode()


def as_feed(site: Site, told: Told, known: Collection[str], origin: str) -> bytes:
    """The last of the releases as Atom, with addresses on the server at `origin`."""
    releases = told.listed(known, _ON_PAGE)[:_WHOLE]
    feed = site.rendered("changes.atom", releases=releases, told=told, origin=origin, base=BASE)
    return _NOT_IN_XML.sub("\ufffd", feed).encode()


def as_document(told: Told, known: Collection[str]) -> bytes:
    """JSON: the releases, and of what has come since a version also what to fetch anew and what to drop."""
    releases = [
        as_json(one, whole=told.alone or bool(told.since) or place < _WHOLE)
        for place, one in enumerate(told.listed(known, _ALL))
    ]
    served = {"dataset": told.dataset or None, "release": told.served.version if told.served else None}
    document: dict[str, object] = {"served": served, "since": None, "releases": releases}
    if told.since and not told.alone:
        changed, withdrawn = net(told.releases)
        document |= {"since": told.since, "changed": changed, "withdrawn": withdrawn}
    return json.dumps(document, ensure_ascii=False).encode()


def as_rdf(told: Told, address: str, format_: Format) -> bytes:
    """The record of these releases, as it was written, with the list that they are in, which lies at that address."""
    itself = NamedNode(BASE + address.removeprefix("/"))
    triples = [
        Triple(itself, term("rdf:type"), term("schema:DataFeed")),
        Triple(itself, term("rdfs:label"), Literal("What changed with each release of Entente", language="en")),
        Triple(itself, term("schema:about"), NamedNode(f"{BASE}dataset")),
    ]
    if not told.recorded:
        triples.append(Triple(itself, term("rdfs:comment"), Literal("There is no release yet.", language="en")))
    for recorded in told.releases:
        triples.append(Triple(itself, term("schema:dataFeedElement"), NamedNode(recorded.iri)))
        triples += recorded.triples
    syntax = RdfFormat.from_media_type(format_.engine)
    plain = format_.media_type in ("application/n-triples", "application/n-quads", "application/ld+json")
    return serialize(triples, format=syntax, prefixes=None if plain else _PREFIXES) or b""
