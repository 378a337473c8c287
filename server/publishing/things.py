"""The address of a thing in; the way to the document about it that fits, or that document, out.

`/id/person/somebody` answers for the IRI that ends so: it leads (303) to a page where Accept names HTML, else to the
syntax that Accept likes best. With a suffix it is that document. What a document holds, `description` tells; which
syntax carries what, `writing`.
"""

import asyncio
import json
import re
from pathlib import Path

from cachetools import LRUCache
from pyoxigraph import NamedNode, Quad
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.building.void import DATASET
from kg.documenting.terms import anchor_of
from kg.prefixes import PREFIXES
from server.negotiation import choose
from server.pages.site import PAGE_HEADERS, Site
from server.portrait.pages import PortraitPages, others_of
from server.portrait.portraits import Portraits
from server.problems import Problem
from server.publishing.description import Description, Descriptions
from server.publishing.documents import FOLDERS, HTML, SUFFIXES, DocumentAddress
from server.publishing.known import KnownNames, nearest
from server.publishing.links import links_of
from server.publishing.page import statements_of
from server.publishing.profiles import EVIDENCE, profile_of
from server.publishing.tree import CONTEXT
from server.publishing.writing import write
from server.replies import headers_of
from server.representations import Representation
from server.settings import Settings
from server.sparql.endpoint import SparqlEndpoint

_KEPT = 32 << 20
"""Bytes of documents that are kept."""
_PAGE = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
_IS_A_DATASET = Quad(NamedNode(DATASET), NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["void"] + "Dataset"))
_NEGOTIATED = "Accept, Accept-Profile"
_RDF_HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


class Things:
    """Every thing, claim, passage, concept, graph and nameless axiom of what is served, at its own address."""

    def __init__(
        self, settings: Settings, endpoint: SparqlEndpoint, site: Site, known: KnownNames, queries: Path
    ) -> None:
        self._endpoint = endpoint
        self._site = site
        self._known = known
        self._descriptions = Descriptions(endpoint, queries)
        self._published = Representation.of(SUFFIXES["jsonld"], CONTEXT.read_bytes(), _RDF_HEADERS)
        self._context = json.loads(self._published.body)["@context"]
        self._pages = PortraitPages(Portraits(settings, endpoint, queries), site, self._context)
        self._documents = LRUCache[tuple[str, DocumentAddress], Representation](
            _KEPT, getsizeof=lambda kept: kept.size + 2000
        )

    @property
    def routes(self) -> list[Route]:
        """Where they lie, and the words of their trees."""
        things = [Route(f"/{folder}/{{rest:path}}", self.answer) for folder in FOLDERS]
        whole = [Route("/dataset", self.answer), Route("/dataset.{suffix}", self.answer)]
        return [*things, *whole, Route("/context.jsonld", self.context)]

    async def context(self, request: Request) -> Response:
        """The published context."""
        return self._published.reply(request)

    async def answer(self, request: Request) -> Response:
        """The document, or the way to it; raises Problem 404 with the nearest names for what nothing is said of."""
        liked = headers_of(request.scope).get("accept-profile", "")
        profile = profile_of(request.query_params.getlist("_profile"), liked)
        stem, _, suffix = request.url.path.rpartition(".")
        if suffix in SUFFIXES and not stem.endswith("/"):
            part = _number(request, "part") if suffix == "html" and profile is EVIDENCE else 1
            address = DocumentAddress(stem, suffix, profile, _number(request, "page"), part)
            return await self._pages.personal(request, address) or (await self._document(request, address)).reply(
                request
            )
        address = DocumentAddress(request.url.path, _suffix_for(request), profile)
        document = await self._document(request, address)
        headers = {"Vary": _NEGOTIATED, "Link": document.headers["Link"]}
        iri = address.thing
        if address.suffix == "html" and iri.startswith(PREFIXES["concept"]):
            return RedirectResponse(f"/ontology#{anchor_of(iri)}", 303, headers)
        return RedirectResponse(address.here, 303, headers)

    async def _document(self, request: Request, address: DocumentAddress) -> Representation:
        dataset = self._endpoint.dataset_hash
        kept = self._documents.get((dataset, address))
        if kept is None:
            kept = await self._pages.same_for_all(request, address)
            if kept is None:
                description = await self._described(request, address)
                kept = await asyncio.to_thread(self._written, description, address)
            if dataset and dataset == self._endpoint.dataset_hash and len(kept.body) < _KEPT >> 4:
                self._documents[dataset, address] = kept
        return kept

    async def _described(self, request: Request, address: DocumentAddress) -> Description:
        try:
            thing = NamedNode(address.thing)
        except ValueError:
            raise HTTPException(404) from None
        description = await self._descriptions.of(request, thing, address.profile, address.page)
        if description is not None:
            return description
        if address.thing == DATASET and address.page == 1:
            return Description(thing, (_IS_A_DATASET,), more=False)  # data of others may say nothing of itself
        shown = address.thing[:200]
        if address.page > 1:
            detail = f"What is said of <{shown}> has no page {address.page}; its first says where it goes on."
            raise Problem(404, "no-such-page", detail)
        near = nearest(address.thing, await self._known.of(request))
        detail = f"Nothing is said here of <{shown}>. `/sitemap.xml` lists what something is said of."
        raise Problem(404, "no-such-thing", detail, nearest=near or None)

    def _written(self, description: Description, address: DocumentAddress) -> Representation:
        headers = {"Vary": "Accept-Profile", "Link": links_of(description, address)}
        if address.suffix != "html":
            body = write(description, address, self._context)
            return Representation.of(address.media_type, body, _RDF_HEADERS | headers)
        html = self._site.rendered(
            "thing.html",
            address=address,
            others=others_of(address),
            more=description.more,
            **statements_of(description),
        )
        headers["Link"] = f"{PAGE_HEADERS['Link']}, {headers['Link']}"
        return Representation.of(HTML, html.encode(), PAGE_HEADERS | headers)


def _suffix_for(request: Request) -> str:
    """The suffix of what Accept likes best; raises Problem 406 with what there is."""
    offered = list(SUFFIXES.values())
    chosen = choose(headers_of(request.scope).get("accept"), offered)
    if chosen is None:
        detail = "Nothing that the Accept header takes can be sent for this. `offered` lists what can."
        raise Problem(406, "not-acceptable", detail, {"Vary": _NEGOTIATED}, offered=offered)
    return next(suffix for suffix, media_type in SUFFIXES.items() if media_type == chosen)


def _number(request: Request, name: str) -> int:
    """The page or part that is asked for; raises Problem 400 for what is no number of one."""
    wanted = request.query_params.get(name, "1")
    if not _PAGE.fullmatch(wanted):
        raise Problem(400, f"bad-{name}", f"{wanted[:40]!r} is no number of a {name}; the first is 1.")
    return int(wanted)
