"""Requests for the triples that fit a pattern in; a page of them, with the way to all others, out.

Source: Triple Pattern Fragments. Of the default graph alone: what the article only reports is in no fragment. The count
is exact. A page's triples come in the order in which our own engine has them, which is the same wherever the same files
were loaded, so that no page waits for the sorting of all; a store elsewhere promises no order and has to sort.
"""

import json

from cachetools import LRUCache
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.asking.frames import Question
from server.fragments.controls import PREFIXES_HERE, Page, controls
from server.fragments.pattern import Pattern, read_pattern
from server.origin import origin_of
from server.problems import Problem
from server.replies import headers_of
from server.representations import Representation
from server.settings import Settings
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import GRAPHS, RESULTS, Format, pick
from server.sparql.stopping import just_replaced

PATH = "/fragments"
PAGE_SIZE = 100
_JSON = RESULTS[0].engine
_TRIPLES = "application/n-triples"
_KEPT = 16 << 20
"""Bytes of pages that are kept."""
_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)
_WITH_PREFIXES = (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N3, RdfFormat.RDF_XML)


class Fragments:
    """The address `/fragments`."""

    def __init__(self, settings: Settings, endpoint: SparqlEndpoint) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._kept = LRUCache[tuple[str, str, str], Representation](_KEPT, getsizeof=lambda kept: kept.size)

    @property
    def routes(self) -> list[Route]:
        """Where the fragments lie."""
        return [Route(PATH, self.page)]

    async def page(self, request: Request) -> Response:
        """One page; raises Problem 400 for a pattern that is none, 404 for a page that there is not."""
        pattern = read_pattern(request.scope["query_string"])
        wanted = request.query_params.get("format")
        format_ = pick(GRAPHS, headers_of(request.scope).get("accept"), wanted)
        root = origin_of(request.scope, headers_of(request.scope), self._settings) + PATH
        query_string = request.scope["query_string"].decode("ascii", "replace")
        address = f"{root}?{query_string}" if query_string else root
        key = (self._endpoint.dataset_hash, address, format_.media_type)
        kept = self._kept.get(key) if key[0] else None
        if kept is None:
            page = Page(pattern, await self._total(request, pattern), PAGE_SIZE, _iri(address), root)
            if pattern.page > page.pages:
                raise _no_such_page(page)
            body = _written(page, await self._triples(request, pattern), format_)
            headers = {"Vary": "Accept, Host", "X-Content-Type-Options": "nosniff"}
            kept = Representation.of(format_.media_type, body, headers)
            if key[0] != self._endpoint.dataset_hash:
                raise just_replaced()
            if key[0] and len(body) < _KEPT >> 3:
                self._kept[key] = kept
        return kept.reply(request)

    async def _total(self, request: Request, pattern: Pattern) -> int:
        if pattern.terms == (None, None, None):
            return self._endpoint.description.default_triples
        question = Question(f"SELECT (COUNT(*) AS ?n) {{ {pattern.sparql} }}", _JSON)
        answer = await self._endpoint.bytes_for(request, question)
        return int(json.loads(answer)["results"]["bindings"][0]["n"]["value"])

    async def _triples(self, request: Request, pattern: Pattern) -> bytes:
        order = "" if self._settings.store is None else "ORDER BY ?s ?p ?o "
        part = f"{order}LIMIT {PAGE_SIZE} OFFSET {(pattern.page - 1) * PAGE_SIZE}"
        query = f"CONSTRUCT {{ {pattern.sparql} }} WHERE {{ {pattern.sparql} }} {part}"
        return await self._endpoint.bytes_for(request, Question(query, _TRIPLES))


def _written(page: Page, triples: bytes, format_: Format) -> bytes:
    """The triples, and what a client needs to go on: in a graph of its own where the syntax has graphs."""
    syntax = RdfFormat.from_media_type(format_.engine)
    found = parse(triples, RdfFormat.N_TRIPLES)
    said = controls(page)
    prefixes = PREFIXES_HERE if syntax in _WITH_PREFIXES else None
    if syntax in _WITH_GRAPHS:
        apart = (Quad(one.subject, one.predicate, one.object, page.metadata) for one in said)
        return serialize([*found, *apart], format=syntax, prefixes=prefixes) or b""
    return serialize([*(quad.triple for quad in found), *said], format=syntax, prefixes=prefixes) or b""


def _iri(address: str) -> str:
    try:
        return NamedNode(address).value
    except ValueError:
        detail = "The address has characters that no IRI has; write them percent-encoded."
        raise Problem(400, "bad-address", detail) from None


def _no_such_page(page: Page) -> Problem:
    detail = f"The fragment has {page.pages} pages, of {page.total} triples; there is no page {page.pattern.page}."
    return Problem(404, "no-such-page", detail, pages=page.pages, triples=page.total)
