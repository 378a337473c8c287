"""What is served in; where everything lies, for machines that look at everything, and where these need not look, out.

Source: the Sitemap protocol 0.9 (50,000 addresses in a file, files listed by an index), RFC 9309 (robots.txt).
"""

import asyncio
from collections.abc import Iterable
from xml.sax.saxutils import escape

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.prefixes import BASE
from server.origin import origin_of
from server.problems import Problem
from server.publishing.known import KnownNames
from server.replies import headers_of
from server.representations import Representation
from server.settings import Settings
from server.sparql.endpoint import SparqlEndpoint

MOST = 50_000
"""Addresses in one file."""
_XML = "application/xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_KEPT = 16 << 20
_HEADERS = {"Vary": "Host", "X-Content-Type-Options": "nosniff"}
_FIRST = ("", "timeline", "table", "dataset", "changes", "ontology", "shapes")
"""The pages that lead to the others, before the things."""
_COMPUTED = ("/ask", "/sparql", "/graph-store", "/validate", "/metrics")
"""What is worked out for each who asks, and holds nothing that does not stand elsewhere."""


class SiteMap:
    """`/sitemap.xml` and `/robots.txt`."""

    def __init__(self, settings: Settings, endpoint: SparqlEndpoint, known: KnownNames) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._known = known
        self._made = LRUCache[tuple[str, str, str], Representation](_KEPT, getsizeof=lambda made: len(made.body))

    @property
    def routes(self) -> list[Route]:
        """Where they lie."""
        return [Route("/sitemap.xml", self.site_map), Route("/robots.txt", self.robots)]

    async def site_map(self, request: Request) -> Response:
        """The addresses of everything; where they are many, an index of the parts; raises Problem 404 for no part."""
        origin, part = self._origin(request), request.query_params.get("part", "")
        key = (self._endpoint.dataset_hash, origin, part)
        made = self._made.get(key)
        if made is None:
            paths = addresses_of(await self._known.of(request))
            body = await asyncio.to_thread(_site_map, origin, paths, part)
            made = await asyncio.to_thread(Representation.of, _XML, body, _HEADERS)
            if key[0] and len(made.body) < _KEPT:
                self._made[key] = made
        return made.reply(request)

    async def robots(self, request: Request) -> Response:
        """Who looks at everything is shown the map, and kept from what is worked out for each who asks."""
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in _COMPUTED)]
        text = "\n".join([*lines, "", f"Sitemap: {self._origin(request)}/sitemap.xml", ""])
        return Representation.of("text/plain", text.encode(), _HEADERS).reply(request)

    def _origin(self, request: Request) -> str:
        return origin_of(request.scope, headers_of(request.scope), self._settings)


def addresses_of(names: Iterable[str]) -> list[str]:
    """The paths of these IRIs of ours, each once; a term is where its document is."""
    paths = (name.removeprefix(BASE).partition("#")[0] for name in names)
    return list(dict.fromkeys(["/" + path for path in (*_FIRST, *paths)]))


def _site_map(origin: str, paths: list[str], part: str) -> bytes:
    parts = [paths[start : start + MOST] for start in range(0, len(paths), MOST)]
    if not part and len(parts) > 1:
        return _xml("sitemapindex", "sitemap", [f"{origin}/sitemap.xml?part={n}" for n in range(1, len(parts) + 1)])
    if part and part not in {str(number) for number in range(1, len(parts) + 1)}:
        raise Problem(404, "no-such-part", f"The map has {len(parts)} parts, numbered from 1.")
    return _xml("urlset", "url", [origin + path for path in parts[int(part or 1) - 1]])


def _xml(whole: str, each: str, addresses: Iterable[str]) -> bytes:
    entries = "".join(f"<{each}><loc>{escape(address)}</loc></{each}>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{whole} xmlns="{_NAMESPACE}">\n{entries}</{whole}>\n'.encode()
