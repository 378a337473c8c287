"""Requests for what has changed in; the releases with what each added, withdrew and changed, out.

For people a page, for feed readers Atom, for programs JSON, and as RDF the record itself: change sets of reified
statements, which tell of a view without asserting it. With `?since=` only what came after a version, or after the
dataset whose hash a client has. Source: RFC 4287 (Atom).
"""

import asyncio
import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cachetools import LRUCache
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.comparing.history import RecordedRelease, after, net
from kg.comparing.rdf import term
from kg.comparing.releases import Release
from kg.prefixes import BASE, PREFIXES
from server.origin import origin_of
from server.pages.site import PAGE_HEADERS, Site
from server.problems import Problem
from server.publishing.change_lists import ListedRelease, as_json, listed
from server.publishing.documents import SUFFIXES
from server.publishing.download import Download
from server.publishing.known import KnownNames
from server.publishing.releases import Releases
from server.replies import headers_of
from server.representations import Representation
from server.settings import Settings
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import GRAPHS, HTML, Format, pick
from server.sparql.kept import KeptReleases
from server.tags import ASK_AGAIN, knows

PATH, FEED = "/changes", "/changes.atom"
ATOM = Format("application/atom+xml", "", ("atom",))
_JSON = Format("application/json", "", ("json",))
LISTS = (_JSON, *GRAPHS, ATOM, HTML)
RELEASE = (GRAPHS[0], _JSON, *GRAPHS[1:], ATOM, HTML)
"""What all of it and what one release is sent as; the first is what a client gets that takes anything."""
_SUFFIXES = (*SUFFIXES, "json", "atom")
_WHOLE = 10
"""The last releases that are told with each change; older ones are counted, and lie at addresses of their own."""
_ON_LIST, _ON_PAGE, _ALL = 100, 500, 1 << 30
"""Changes of a group that the list of all, and the page of one release, show; and that data hold."""
_KEPT = 16 << 20
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SINCE = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+|[0-9a-f]{12,64}", re.ASCII)
_PREFIXES = {name: PREFIXES[name] for name in ("cs", "dcterms", "prov", "rdf", "rdfs", "schema", "xsd")}
_LINKS = f'<{FEED}>; rel="alternate"; type="{ATOM.media_type}", </dataset>; rel="collection"'


@dataclass(frozen=True)
class _Told:
    """What is told: the releases of it, newest first; all that are recorded; what is served, and which release it is.

    `since` is the version or hash after which it begins, empty for the beginning.
    """

    releases: tuple[RecordedRelease, ...]
    recorded: tuple[RecordedRelease, ...]
    dataset: str
    served: Release | None
    since: str


class Changes:
    """`/changes`, `/changes.atom`, `/release/<version>` and the datasets that are kept of releases."""

    def __init__(
        self,
        settings: Settings,
        endpoint: SparqlEndpoint,
        site: Site,
        known: KnownNames,
        releases: Releases,
        kept: KeptReleases,
    ) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._site = site
        self._known = known
        self._releases = releases
        self._kept = kept
        self._made = LRUCache[tuple[object, ...], Representation](_KEPT, getsizeof=lambda made: made.size)
        self._of: tuple[RecordedRelease, ...] = ()

    @property
    def routes(self) -> list[Route]:
        """Where they lie."""
        return [
            Route(PATH, self.all),
            Route(FEED, self.feed),
            Route("/release/{version}", self.one),
            Route("/release/{version}/{name}", self.file),
        ]

    async def all(self, request: Request) -> Response:
        """The releases, or those since a version; raises Problem."""
        told = await self._told(request.query_params.get("since", "").strip())
        return await self._reply(request, told, LISTS)

    async def feed(self, request: Request) -> Response:
        """The same as Atom."""
        told = await self._told(request.query_params.get("since", "").strip())
        return (await self._made_of(request, told, ATOM)).reply(request)

    async def one(self, request: Request) -> Response:
        """One release, in the format that its suffix names, if it has one; raises Problem 404 that names the others."""
        told = await self._told("")
        asked: str = request.path_params["version"]
        version, _, suffix = asked.rpartition(".")
        if suffix not in _SUFFIXES:
            version, suffix = asked, ""
        found = tuple(one for one in told.recorded if one.release.version == version)
        if not found:
            raise _no_release(version, told.recorded)
        of_one = _Told(found, told.recorded, told.dataset, told.served, version)
        return await self._reply(request, of_one, RELEASE, suffix)

    async def file(self, request: Request) -> Response:
        """The dataset of a release, if it is kept; raises 404."""
        version, name = request.path_params["version"], request.path_params["name"]
        history = await self._releases.history()
        release = next((one.release for one in history if one.release.version == version), None)
        path = None if release is None else self._kept.file_of(release.digest)
        if release is None or name != release.file_name:
            raise HTTPException(404)
        if path is None:
            raise Problem(404, "release-not-kept", f"The dataset of release {version} is not at hand here.")
        tag = f'"{release.digest[:32]}"'
        headers = {
            "ETag": tag,
            "Cache-Control": ASK_AGAIN,
            "X-Content-Type-Options": "nosniff",
            "Link": f'</release/{version}>; rel="describedby"',
        }
        if knows(request.headers.get("if-none-match", ""), tag):
            return Response(status_code=304, headers=headers)
        return Download(path, headers=headers, media_type="application/gzip")

    async def _told(self, since: str) -> _Told:
        """What to tell; raises Problem 400 or 404 for a version of which nothing is known."""
        history = await self._releases.history()
        dataset = self._endpoint.dataset_hash
        if history is not self._of:
            self._made.clear()
            self._of = history
        served = next((one.release for one in history if one.release.digest == dataset), None)
        if not since:
            return _Told(history, history, dataset, served, "")
        if not _SINCE.fullmatch(since):
            allowed = "a version like 0.2.0, or the hash of a dataset, twelve digits or more of it"
            detail = f"since cannot be {since[:80]!r}; it is {allowed}."
            raise Problem(400, "bad-parameter", detail, parameter="since", allowed=allowed)
        found = after(history, since)
        if found is None and dataset and dataset.startswith(since) and len(since) >= 12:
            found = ()  # what is served, though it is no release
        if found is None:
            raise _no_release(since, history)
        return _Told(found, history, dataset, served, since)

    async def _reply(self, request: Request, told: _Told, offered: tuple[Format, ...], suffix: str = "") -> Response:
        wanted = suffix or request.query_params.get("format") or None
        format_ = pick(offered, headers_of(request.scope).get("accept"), wanted)
        return (await self._made_of(request, told, format_)).reply(request)

    async def _made_of(self, request: Request, told: _Told, format_: Format) -> Representation:
        origin = origin_of(request.scope, headers_of(request.scope), self._settings) if format_ is ATOM else ""
        kept = tuple(one.release.version for one in told.releases if self._kept.file_of(one.release.digest))
        alone = request.url.path.startswith("/release/")
        key = (told.dataset, told.since, alone, kept, format_.media_type, origin)
        made = self._made.get(key)
        if made is None:
            known = frozenset(await self._names(request))
            write = {ATOM: self._atom, HTML: self._page, _JSON: _json}.get(format_)
            lists = _Lists(told, known, kept, alone, origin)
            body = (
                await asyncio.to_thread(_rdf, told, format_) if write is None else await asyncio.to_thread(write, lists)
            )
            made = await asyncio.to_thread(_representation, format_, body)
            if made.size <= _KEPT:
                self._made[key] = made
        return made

    async def _names(self, request: Request) -> Sequence[str]:
        """The IRIs that answer here; none while the dataset cannot be asked."""
        try:
            return await self._known.of(request)
        except Problem:
            return ()

    def _page(self, lists: "_Lists") -> bytes:
        told = lists.told
        releases = lists.of(_ON_PAGE if lists.alone else _ON_LIST)
        return self._site.rendered(
            "changes.html", releases=releases, told=told, alone=lists.alone, since=told.since, whole=_WHOLE
        ).encode()

    def _atom(self, lists: "_Lists") -> bytes:
        releases = lists.of(_ON_PAGE)[:_WHOLE]
        feed = self._site.rendered("changes.atom", releases=releases, told=lists.told, origin=lists.origin, base=BASE)
        return _NOT_IN_XML.sub("\ufffd", feed).encode()


@dataclass(frozen=True)
class _Lists:
    """What is told, and what is needed to list it."""

    told: _Told
    known: Collection[str]
    kept: tuple[str, ...]
    alone: bool
    origin: str

    def of(self, most: int) -> list[ListedRelease]:
        """The releases with at most so many changes of each group."""
        return [listed(one, self.known, self._file(one.release), most) for one in self.told.releases]

    def _file(self, release: Release) -> str:
        return f"/release/{release.version}/{release.file_name}" if release.version in self.kept else ""


def _json(lists: _Lists) -> bytes:
    told = lists.told
    releases = [
        as_json(one, whole=lists.alone or bool(told.since) or place < _WHOLE)
        for place, one in enumerate(lists.of(_ALL))
    ]
    served = {"dataset": told.dataset or None, "release": told.served.version if told.served else None}
    document: dict[str, object] = {"served": served, "since": None, "releases": releases}
    if told.since and not lists.alone:
        changed, withdrawn = net(told.releases)
        document |= {"since": told.since, "changed": changed, "withdrawn": withdrawn}
    return json.dumps(document, ensure_ascii=False).encode()


def _rdf(told: _Told, format_: Format) -> bytes:
    """The record of these releases, as it was written, with the list that they are in."""
    itself = NamedNode(BASE + PATH.removeprefix("/"))
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


def _representation(format_: Format, body: bytes) -> Representation:
    vary = "Accept, Host" if format_ is ATOM else "Accept"
    headers = dict(PAGE_HEADERS) if format_ is HTML else {"X-Content-Type-Options": "nosniff"}
    links = ", ".join([*([headers["Link"]] if "Link" in headers else []), _LINKS])
    return Representation.of(format_.media_type, body, headers | {"Vary": vary, "Link": links})


def _no_release(wanted: str, recorded: Sequence[RecordedRelease]) -> Problem:
    versions = [one.release.version for one in recorded]
    about = "`nearest` has the last there were." if versions else "There is no release yet."
    detail = (
        f"No release {wanted[:80]!r} is recorded here, so nobody can tell what has changed since. {about} "
        "Take the whole dataset from /dumps, and ask from its hash on."
    )
    return Problem(404, "no-such-release", detail, nearest=versions[:10] or None)
