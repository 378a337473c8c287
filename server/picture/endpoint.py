"""Requests for the timeline in; its page, or the picture alone, out."""

import asyncio
import re
from pathlib import Path

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.origin import origin_of
from server.pages.site import PAGE_HEADERS, Site
from server.picture.asking import MOST, Asking, Told
from server.picture.drawing import picture_of, scale_of
from server.picture.filters import Filter, choices
from server.picture.lanes import lanes_of
from server.picture.styles import STYLES
from server.picture.words import marks_of_doubt, when_of, when_reached
from server.problems import Problem
from server.replies import headers_of
from server.representations import Representation
from server.settings import Settings
from server.sparql.endpoint import SparqlEndpoint

PATH = "/timeline"
_KEPT = 8 << 20
"""Bytes of pages and pictures that are kept."""
_NOT_KEPT = {"Cache-Control": "no-store"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no place for. Source: XML 1.0, section 2.2."""
_SVG_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox allow-top-navigation",
    "Content-Disposition": 'inline; filename="timeline.svg"',
    "Vary": "Host",
    "X-Content-Type-Options": "nosniff",
}


class Timeline:
    """The addresses `/timeline` and `/timeline.svg`."""

    def __init__(self, settings: Settings, endpoint: SparqlEndpoint, site: Site, queries: Path) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._site = site
        self._asking = Asking(endpoint, queries)
        self._made = LRUCache[tuple[str, ...], Representation](_KEPT, getsizeof=lambda made: made.size)

    @property
    def routes(self) -> list[Route]:
        """Where they lie."""
        return [
            Route(PATH, self.page),
            Route(f"{PATH}.svg", self.picture),
        ]

    async def page(self, request: Request) -> Response:
        """The picture with its filters and the same as a table; what is wrong, where there is none."""
        wanted = Filter.of(request.query_params)
        key = (self._endpoint.dataset_hash, "page", wanted.address(PATH))
        if (kept := self._made.get(key)) is not None:
            return kept.reply(request)
        try:
            told = await self._asking.told(request)
        except Problem as problem:
            page = self._site.page(
                "timeline.html", status=problem.status, headers=_NOT_KEPT, problem=problem, wanted=wanted
            )
            page.headers.update(problem.headers)
            return page
        made = await asyncio.to_thread(self._page, told, wanted)
        return self._keep(key, made).reply(request)

    def _page(self, told: Told, wanted: Filter) -> Representation:
        kept = [thing for thing in told.things if wanted.keeps(thing)]
        lanes = lanes_of(kept, told.terms)
        picture = picture_of(lanes, scale_of(lanes_of(told.things, told.terms)))
        drawn = {one.lane.key: [each.thing for each in one.drawn] for one in picture.lanes}
        page = self._site.page(
            "timeline.html",
            status=200,
            headers={},
            problem=None,
            wanted=wanted,
            choices=choices(told.things, wanted),
            picture=picture,
            listed=[(lane, drawn.get(lane.key, []), lane.unplaced) for lane in lanes],
            count=len(kept),
            of=len(told.things),
            most=MOST if told.more else 0,
            when_of=when_of,
            when_reached=when_reached,
            marks_of_doubt=marks_of_doubt,
            svg=wanted.address(f"{PATH}.svg"),
        )
        return Representation.of("text/html", bytes(page.body), PAGE_HEADERS)

    async def picture(self, request: Request) -> Response:
        """The picture alone, to be kept or put elsewhere; its links lead here. Raises Problem."""
        wanted = Filter.of(request.query_params)
        origin = origin_of(request.scope, headers_of(request.scope), self._settings)
        key = (self._endpoint.dataset_hash, "svg", wanted.address(PATH), origin)
        if (made := self._made.get(key)) is None:
            told = await self._asking.told(request)
            made = await asyncio.to_thread(self._picture, told, wanted, origin)
            self._keep(key, made)
        return made.reply(request)

    def _picture(self, told: Told, wanted: Filter, origin: str) -> Representation:
        lanes = lanes_of([thing for thing in told.things if wanted.keeps(thing)], told.terms)
        drawn = picture_of(lanes, scale_of(lanes_of(told.things, told.terms)))
        svg = self._site.rendered(
            "timeline.svg",
            picture=drawn,
            origin=origin,
            styles=STYLES,
            address=origin + wanted.address(PATH),
            dataset=self._endpoint.dataset_hash,
        )
        return Representation.of("image/svg+xml", _NO_XML.sub("\ufffd", svg).encode(), _SVG_HEADERS)

    def _keep(self, key: tuple[str, ...], made: Representation) -> Representation:
        if key[0] and key[0] == self._endpoint.dataset_hash and made.size < _KEPT >> 2:
            self._made[key] = made
        return made
