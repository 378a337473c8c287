"""Requests for ontology and shapes in; their pages and RDF documents, negotiated or by suffix, out.

Pages show how the served dataset uses each term: they are made once for a dataset, the first time one is asked for.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.asking.frames import Question
from kg.documenting.documents import Document
from kg.documenting.links import Links
from kg.documenting.pages import page_of
from kg.documenting.reference import Reference, read_reference
from kg.documenting.syntaxes import SYNTAXES, Syntax, write_document
from kg.documenting.usage import Usage, counting_queries, labels_query, seen_in, usage_of
from kg.project import Project
from server.negotiation import choose
from server.pages.site import PAGE_HEADERS, Site
from server.problems import Problem
from server.replies import headers_of
from server.representations import Representation
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS

HTML = "text/html"
_LINKS = Links()
_WHOLES = ("ontology", "shapes")
_WITH_GRAPHS = {"trig": "application/trig", "nq": "application/n-quads"}
"""The syntaxes in which the whole is the dataset's copy, in the graph it has there."""
_RDF_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@dataclass
class _Kept:
    """What has been made already: by path and media type; the pages, and the use of terms, of the dataset named."""

    reference: Reference | None = None
    documents: dict[tuple[str, str], Representation] = field(default_factory=dict)
    dataset: str = ""
    usage: Mapping[str, Usage] = field(default_factory=dict)
    pages: dict[str, Representation] = field(default_factory=dict)


class Documentation:
    """The documents of a checkout as this server publishes them."""

    def __init__(self, project: Project, endpoint: SparqlEndpoint, site: Site) -> None:
        self._project = project
        self._endpoint = endpoint
        self._site = site
        self._kept = _Kept()
        self._making = asyncio.Lock()

    @property
    def routes(self) -> list[Route]:
        """Where the documents lie."""
        return [Route(f"/{whole}{rest}", self.document) for whole in _WHOLES for rest in _RESTS]

    async def document(self, request: Request) -> Response:
        """A document, in the syntax that its suffix names or that Accept likes best: HTML only where it is named."""
        reference = await self._reference()
        path = request.url.path.removeprefix("/")
        found = reference.document(path)
        if found is not None:
            with_graphs = _WITH_GRAPHS if found.path in _WHOLES else {}
            offered = [*(one.media_type for one in SYNTAXES), HTML, *with_graphs.values()]
            media_type = choose(headers_of(request.scope).get("accept"), offered)
            if media_type is None:
                detail = "Nothing that the Accept header takes can be sent for this. `offered` lists what can."
                raise Problem(406, "not-acceptable", detail, {"Vary": "Accept"}, offered=offered)
            if media_type == HTML:
                return (await self._page(request, reference, found)).reply(request)
            for suffix in [suffix for suffix, kind in with_graphs.items() if kind == media_type]:
                return RedirectResponse(f"/graph/{path}.{suffix}", 303, {"Vary": "Accept"})
            syntax = next(one for one in SYNTAXES if one.media_type == media_type)
            return (await self._written(found, syntax, negotiated=True)).reply(request)
        stem, _, suffix = path.rpartition(".")
        if stem in _WHOLES and suffix in _WITH_GRAPHS:
            return RedirectResponse(f"/graph/{path}", 303)
        found, listed = reference.document(stem), [one for one in SYNTAXES if one.suffix == suffix]
        if found is None or not listed:
            raise HTTPException(404)
        return (await self._written(found, listed[0], negotiated=False)).reply(request)

    async def _reference(self) -> Reference:
        async with self._making:
            if self._kept.reference is None:
                self._kept.reference = await asyncio.to_thread(read_reference, self._project)
            return self._kept.reference

    async def _written(self, document: Document, syntax: Syntax, *, negotiated: bool) -> Representation:
        """The document in that syntax; one that was negotiated says so, and where this one lies by itself."""
        key = (document.path, f"{syntax.media_type} {negotiated}")
        async with self._making:
            if key not in self._kept.documents:
                body = await asyncio.to_thread(write_document, document, syntax)
                headers = dict(_RDF_HEADERS)
                if negotiated:
                    headers |= {"Vary": "Accept", "Content-Location": _LINKS.file(document, syntax.suffix)}
                links = (f'<{address}>; rel="alternate"; type="{kind}"' for address, kind in _others(document))
                headers["Link"] = ", ".join(links)
                made = await asyncio.to_thread(Representation.of, syntax.media_type, body, headers)
                self._kept.documents[key] = made
            return self._kept.documents[key]

    async def _page(self, request: Request, reference: Reference, document: Document) -> Representation:
        """The page of a document; raises Problem where the dataset cannot be asked."""
        async with self._making:
            dataset = self._endpoint.dataset_hash
            if self._kept.dataset != dataset or not dataset:
                usage = await self._usage(request)
                self._kept.dataset, self._kept.usage, self._kept.pages = dataset, usage, {}
            if document.path not in self._kept.pages:
                used = reference.with_usage(self._kept.usage)
                fragment = await asyncio.to_thread(page_of, used, document, _LINKS)
                html = self._site.wrapped(fragment.title, fragment.html, _others(document))
                headers = dict(PAGE_HEADERS) | {"Vary": "Accept"}
                made = await asyncio.to_thread(Representation.of, HTML, html.encode(), headers)
                self._kept.pages[document.path] = made
            return self._kept.pages[document.path]

    async def _usage(self, request: Request) -> Mapping[str, Usage]:
        """How the served dataset uses the terms."""
        seen = seen_in([await self._select(request, query) for query in counting_queries()])
        return usage_of(seen, await self._select(request, labels_query(seen)))

    async def _select(self, request: Request, query: str) -> bytes:
        question = Question(query, RESULTS[0].engine)
        return await self._endpoint.bytes_for(request, question)


_RESTS = ("", ".{suffix:str}", "/{module:path}")


def _others(document: Document) -> list[tuple[str, str]]:
    return [(_LINKS.file(document, one.suffix), one.media_type) for one in SYNTAXES]
