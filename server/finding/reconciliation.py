"""HTTP requests of reconciliation clients, such as OpenRefine, in; manifest, candidates, suggestions, values out.

Source: Reconciliation Service API 0.2. JSONP is not offered: every address may be read from every site.
"""

import asyncio
import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.finding.word_index import TooLong
from server.addresses import local_address
from server.finding import suggesting
from server.finding.batch import read_batch, read_extension
from server.finding.extending import extend
from server.finding.holding import Holding
from server.finding.identifiers import entity_iri
from server.finding.manifest import PATH, manifest
from server.finding.numbers import number_of
from server.finding.reconciling import reconcile
from server.pages.site import PAGE_HEADERS, Site
from server.problems import Problem
from server.representations import Representation
from server.settings import Settings
from server.sparql.body import read_body
from server.sparql.protocol import parameters_of, values_of

SECONDS = 1.0
"""What one search may take."""
_SUGGESTED, _MOST_SUGGESTED, _MOST_SKIPPED = 20, 100, 10_000
_LONGEST = 300
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
_FRAMED = {
    **PAGE_HEADERS,
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'",
}
"""A preview is shown in a frame, on whichever site its reader works."""


def too_long() -> Problem:
    """The answer to a search that is not done in its time."""
    return Problem(503, "search-too-long", f"The search was stopped after {SECONDS:g} s. Search for longer words.")


class Reconciliation:
    """The service at /reconcile."""

    def __init__(self, settings: Settings, holding: Holding, site: Site, version: str) -> None:
        self._settings = settings
        self._holding = holding
        self._site = site
        self._version = version

    @property
    def routes(self) -> list[Route]:
        """Where the service lies."""
        return [
            Route(PATH, self.service, methods=["GET", "POST"]),
            Route(f"{PATH}/suggest/{{kind}}", self.suggest),
            Route(f"{PATH}/properties", self.propose),
            Route(f"{PATH}/preview", self.preview),
        ]

    async def service(self, request: Request) -> Response:
        """The manifest, or the results of a batch of queries, or the values that data are extended with."""
        parameters = await self._parameters(request)
        queries, extensions = values_of(parameters, "queries"), values_of(parameters, "extend")
        if len(queries) + len(extensions) > 1:
            raise Problem(400, "several-queries", "Send one of `queries` and `extend`, once.")
        if queries:
            batch = read_batch(queries[0])
            results = await self._holding.on_one(lambda index: reconcile(self._holding, index, batch))
            return _answer(request, results)
        if extensions:
            asked = read_extension(extensions[0])
            return _answer(request, await self._holding.on_one(lambda index: extend(self._holding, index, asked)))
        if request.method == "POST":
            raise Problem(400, "no-query", "The form has neither a field `queries` nor `extend`.")
        return _answer(request, manifest(str(request.base_url).rstrip("/"), self._version))

    async def suggest(self, request: Request) -> Response:
        """Entities, types or properties for what has been typed."""
        kind = request.path_params["kind"]
        prefix = request.query_params.get("prefix", "")[:_LONGEST]
        offset = number_of(request, "cursor", 0, least=0, most=_MOST_SKIPPED)
        if kind not in ("entity", "type", "property"):
            raise Problem(404, "not-found", "There are suggestions for entity, type and property.")
        index = await self._holding.now()
        if kind == "entity":
            try:
                result = await asyncio.to_thread(suggesting.entities, index, prefix, SECONDS, _SUGGESTED, offset)
            except TooLong:
                raise too_long() from None
            return _answer(request, {"result": result})
        found = (suggesting.types if kind == "type" else suggesting.properties)(index, prefix)
        return _answer(request, {"result": found[offset : offset + _SUGGESTED]})

    async def propose(self, request: Request) -> Response:
        """Properties that data of a type may be extended with."""
        type_ = request.query_params.get("type", "")
        limit = number_of(request, "limit", _SUGGESTED, least=1, most=_MOST_SUGGESTED)
        listed = await self._holding.on_one(lambda index: suggesting.proposals(self._holding, index, type_, limit))
        return _answer(request, {"properties": listed, "type": type_, "limit": limit})

    async def preview(self, request: Request) -> Response:
        """A small page on an entity, to be shown in a frame."""
        index = await self._holding.now()
        identifier = request.query_params.get("id", "")
        entry = index.entries.get(entity_iri(identifier))
        if entry is None:
            raise Problem(404, "no-such-entity", f"There is no entity {identifier[:200]!r} here.")
        page = self._site.page(
            "preview.html",
            status=200,
            headers={},
            entry=entry,
            kind=index.label_of(entry.types[0]) if entry.types else "",
            terms=[(index.label_of(term.office), term) for term in index.terms.of(entry.iri)],
            link=local_address(entry.iri),
        )
        return Representation.of("text/html", bytes(page.body), _FRAMED).reply(request)

    async def _parameters(self, request: Request) -> list[tuple[str, str]]:
        if request.method != "POST":
            return parameters_of(request.scope["query_string"], "The query string")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
            raise Problem(415, "unsupported-media-type", f"Send queries as a form ({_FORM}).", {"Accept-Post": _FORM})
        return parameters_of(await read_body(request.receive, request.headers, self._settings), "The form")


def _answer(request: Request, content: object) -> Response:
    body = json.dumps(content, ensure_ascii=False).encode()
    if request.method == "POST":
        return Response(body, headers={"Cache-Control": "no-store"}, media_type=_JSON)
    return Representation.of(_JSON, body, {"X-Content-Type-Options": "nosniff"}).reply(request)
