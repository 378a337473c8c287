"""Requests to /search in; what has those words in its names or in our sentence about it, as JSON or a page, out."""

import asyncio
import json
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.finding.entries import Entry
from kg.finding.folding import pieces_of
from kg.finding.snippets import Snippet, snippet_of
from kg.finding.word_index import Found, TooLong
from server.accounts import OUTCOME
from server.addresses import local_address
from server.finding.holding import Holding, Index
from server.finding.identifiers import term_id, term_iri
from server.finding.numbers import number_of
from server.finding.reconciliation import SECONDS, too_long
from server.negotiation import choose
from server.pages.site import PAGE_HEADERS, Site
from server.problems import Problem
from server.replies import headers_of
from server.representations import Representation

PATH = "/search"
_JSON, _HTML = "application/json", "text/html"
LONGEST = 200
"""Characters; no name is longer, and of our sentences some words are enough."""
_PAGE, MOST, MOST_SKIPPED = 20, 100, 100_000
_LIKE = 3


@dataclass(frozen=True)
class Wanted:
    """What is searched for: the text, the types (IRIs) it may have, how many, and how many are skipped."""

    text: str
    types: tuple[str, ...]
    limit: int
    offset: int

    def address(self, offset: int) -> str:
        """Where the same search lies, from another place on."""
        parts: list[tuple[str, str]] = [("q", self.text), *(("type", term_id(one)) for one in self.types)]
        parts += [("limit", str(self.limit))] * (self.limit != _PAGE) + [("offset", str(offset))] * (offset > 0)
        return f"{PATH}?{urlencode(parts)}"


@dataclass(frozen=True)
class Hit:
    """One entry that was found, as it is shown."""

    entry: Entry
    snippet: Snippet
    kind: str
    stance: str
    link: str


@dataclass(frozen=True)
class Hits:
    """A page of what was found, and the addresses of those before and after it; `like` are names that are near."""

    total: int
    shown: tuple[Hit, ...]
    before: str
    after: str
    like: tuple[str, ...]


class Search:
    """The search at /search."""

    def __init__(self, holding: Holding, site: Site) -> None:
        self._holding = holding
        self._site = site

    @property
    def routes(self) -> list[Route]:
        """Where it lies."""
        return [Route(PATH, self.search)]

    async def search(self, request: Request) -> Response:
        """The page where Accept names HTML, else JSON; raises Problem."""
        accept = headers_of(request.scope).get("accept")
        if choose(accept, [_JSON, _HTML]) == _HTML:
            return await self._page(request)
        try:
            index = await self._holding.now()
            wanted = _wanted(request, index)
            hits = await _hits(index, wanted)
        except Problem as problem:
            request.scope[OUTCOME] = problem.kind
            raise
        request.scope[OUTCOME] = "found" if hits.total else "nothing"
        body = json.dumps(_document(wanted, hits), ensure_ascii=False).encode()
        headers = {"Vary": "Accept", "X-Content-Type-Options": "nosniff"}
        return Representation.of(_JSON, body, headers).reply(request)

    async def _page(self, request: Request) -> Response:
        hits, problem, index = None, None, None
        try:
            index = await self._holding.now()
            if "q" in request.query_params:
                hits = await _hits(index, _wanted(request, index))
                request.scope[OUTCOME] = "found" if hits.total else "nothing"
        except Problem as error:
            problem = error
            request.scope[OUTCOME] = error.kind
        page = self._site.page(
            "search.html",
            status=200 if problem is None else problem.status,
            headers={"Vary": "Accept"},
            text=request.query_params.get("q", "")[:LONGEST].replace("\0", " "),
            type=request.query_params.get("type", "")[:LONGEST],
            types=_usual_types(index) if index is not None else (),
            hits=hits,
            problem=problem,
        )
        if problem is not None:
            page.headers.update({"Cache-Control": "no-store"} | problem.headers)
            return page
        return Representation.of(_HTML, bytes(page.body), PAGE_HEADERS | {"Vary": "Accept"}).reply(request)


def _wanted(request: Request, index: Index) -> Wanted:
    """What the request asks for; raises Problem 400 that says what to mend."""
    text = request.query_params.get("q", "")
    if len(text) > LONGEST:
        raise Problem(400, "search-too-long", f"`q` may have {LONGEST} characters; this one has {len(text)}.")
    if not pieces_of(text):
        raise Problem(400, "nothing-to-search-for", "`q` has no letter and no digit. Search for a word: /search?q=Sato")
    known = {one for entry in index.entries.values() for one in entry.types}
    types = tuple(dict.fromkeys(term_iri(one) for one in request.query_params.getlist("type") if one))
    for type_ in types:
        if type_ not in known:
            near = get_close_matches(term_id(type_)[:LONGEST], sorted(map(term_id, known)), 3, 0.5)
            detail = f"Nothing here has the type {term_id(type_)[:LONGEST]!r}."
            raise Problem(400, "no-such-type", detail, nearest=near or None)
    return Wanted(
        text.replace("\0", " ").strip(),
        types,
        number_of(request, "limit", _PAGE, least=1, most=MOST),
        number_of(request, "offset", 0, least=0, most=MOST_SKIPPED),
    )


async def _hits(index: Index, wanted: Wanted) -> Hits:
    try:
        return await asyncio.to_thread(_found, index, wanted)
    except TooLong:
        raise too_long() from None


def _found(index: Index, wanted: Wanted) -> Hits:
    found: Found = index.words.search(
        wanted.text, types=wanted.types, limit=wanted.limit, offset=wanted.offset, seconds=SECONDS
    )
    shown = tuple(_hit(index, entry, wanted.text) for entry in found.entries)
    end = wanted.offset + len(shown)
    like = () if found.total else tuple(one.entry.label for one in index.candidates.like(wanted.text)[:_LIKE])
    return Hits(
        found.total,
        shown,
        wanted.address(max(0, wanted.offset - wanted.limit)) if wanted.offset else "",
        wanted.address(end) if shown and end < found.total else "",
        like,
    )


def _hit(index: Index, entry: Entry, text: str) -> Hit:
    kind = index.label_of(entry.types[0]) if entry.types else ""
    stance = index.label_of(entry.stance) if entry.stance else ""
    link = local_address(entry.iri)
    return Hit(entry, snippet_of(entry, text), kind, stance, link)


def _document(wanted: Wanted, hits: Hits) -> dict[str, object]:
    links = {"previous": hits.before, "next": hits.after}
    return {
        "query": wanted.text,
        "total": hits.total,
        "offset": wanted.offset,
        **{name: address for name, address in links.items() if address},
        **({"like": list(hits.like)} if hits.like else {}),
        "results": [_result(one) for one in hits.shown],
    }


def _result(hit: Hit) -> dict[str, object]:
    name = hit.snippet.name
    return {
        "id": hit.entry.iri,
        "label": hit.entry.label,
        "type": [term_id(one) for one in hit.entry.types],
        **({"stance": hit.stance} if hit.stance else {}),
        "snippet": {
            "text": name.text,
            "language": name.language,
            "matches": [list(one) for one in hit.snippet.matches],
        },
    }


def _usual_types(index: Index) -> list[tuple[str, str]]:
    """Identifiers and names of the types that a page offers: of things, claims and passages."""
    counted: dict[str, int] = {}
    for entry in index.entries.values():
        for one in entry.types[:1]:
            counted[one] = counted.get(one, 0) + 1
    usual = [one for one in counted if one in index.entries]
    return sorted(((term_id(one), index.label_of(one)) for one in usual), key=lambda one: one[1])
