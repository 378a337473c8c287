"""The address of a page about a thing in; the page out, or, where the thing has no portrait, nothing.

What is kept is the same for all and has no sentence in it. A page with sentences is made for one request and kept by
nobody.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from server.pages.site import PAGE_HEADERS, Site
from server.portrait.linked import data_block
from server.portrait.portraits import Portrait, Portraits
from server.problems import Problem
from server.publishing.description import Description
from server.publishing.documents import HTML, SUFFIXES, DocumentAddress
from server.publishing.links import links_of
from server.publishing.profiles import EVIDENCE, PLAIN, SCHEMA_ORG
from server.publishing.writing import write
from server.representations import Representation


class PortraitPages:
    """The pages about things of ours; `context` is the published one of JSON-LD."""

    def __init__(self, portraits: Portraits, site: Site, context: Mapping[str, Any]) -> None:
        self._portraits = portraits
        self._site = site
        self._context = context

    async def same_for_all(self, request: Request, address: DocumentAddress) -> Representation | None:
        """The page without sentences; None for what has no portrait. Raises Problem, or ClientGone."""
        portrait = await self._portrait(request, address)
        if portrait is None:
            return None
        facts = await self._portraits.facts(request, address)
        return await asyncio.to_thread(self._written, portrait, facts, address)

    async def personal(self, request: Request, address: DocumentAddress) -> Response | None:
        """The page with sentences, for who may see them; None where it is the same for all. Raises likewise."""
        if not self._portraits.shows_sentences(request):
            return None
        portrait = await self._portrait(request, address)
        sentences = await self._portraits.sentences(request, portrait) if portrait else {}
        if portrait is None or not sentences:
            return None
        facts = await self._portraits.facts(request, address)
        content = await asyncio.to_thread(self._content, portrait, facts, address)
        page = self._site.personal(request, portrait.template, **content | portrait.content(sentences))
        page.headers["Link"] = f"{PAGE_HEADERS['Link']}, {links_of(facts, address)}"
        return page

    async def _portrait(self, request: Request, address: DocumentAddress) -> Portrait | None:
        if address.suffix != "html" or address.profile is not EVIDENCE or address.page > 1:
            return None
        portrait = await self._portraits.of(request, address)
        if portrait is None and address.part > 1:
            raise Problem(404, "no-such-page", f"The claims about <{address.thing[:200]}> have no part {address.part}.")
        return portrait

    def _written(self, portrait: Portrait, facts: Description, address: DocumentAddress) -> Representation:
        html = self._site.rendered(portrait.template, **self._content(portrait, facts, address))
        link = f"{PAGE_HEADERS['Link']}, {links_of(facts, address)}"
        return Representation.of(HTML, html.encode(), PAGE_HEADERS | {"Vary": "Accept-Profile", "Link": link})

    def _content(self, portrait: Portrait, facts: Description, address: DocumentAddress) -> dict[str, Any]:
        """What the template of a portrait shows to everybody."""
        linked = write(facts, address.by(SCHEMA_ORG).as_("jsonld"), self._context) if facts.quads else None
        around = {"address": address, "others": others_of(address), "listing": address.by(PLAIN).here}
        return portrait.content() | around | {"data": data_block(linked) if linked else None}


def others_of(address: DocumentAddress) -> list[tuple[str, str, str]]:
    """The suffix, address and media type of the same in the other syntaxes."""
    return [
        (suffix, address.as_(suffix).here, media_type)
        for suffix, media_type in SUFFIXES.items()
        if suffix != address.suffix
    ]
