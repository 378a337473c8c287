"""Requests for what has changed in; the releases with what each added, withdrew and changed, out.

For people a page, for feed readers Atom, for programs JSON, and as RDF the record itself: change sets of reified
statements, which tell of a view without asserting it. With `?since=` only what came after a version, or after the
dataset whose hash a client has. Source: RFC 4287 (Atom).
"""

import asyncio
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from cachetools import LRUCache
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.comparing.history import RecordedRelease, after
from server.origin import origin_of
from server.pages.site import PAGE_HEADERS, Site
from server.problems import Problem
from server.publishing.change_writing import Told, as_document, as_feed, as_page, as_rdf
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
RELEASE = (GRAPHS[0], _JSON, *GRAPHS[1:], HTML)
"""What all of it and what one release is sent as; the first is what a client gets that takes anything."""
_SUFFIXES = (*SUFFIXES, "json")
_KEPT = 16 << 20
_SINCE = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+|[0-9a-f]{12,64}", re.ASCII)
_LINKS = f'<{FEED}>; rel="alternate"; type="{ATOM.media_type}", </dataset>; rel="collection"'


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
        of_one = replace(told, releases=found, since=version, alone=True)
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

    async def _told(self, since: str) -> Told:
        """What to tell; raises Problem 400 or 404 for a version of which nothing is known."""
        history = await self._releases.history()
        dataset = self._endpoint.dataset_hash
        if history is not self._of:
            self._made.clear()
            self._of = history
        served = next((one.release for one in history if one.release.digest == dataset), None)
        if not since:
            return Told(history, history, dataset, served, "")
        if not _SINCE.fullmatch(since):
            allowed = "a version like 0.2.0, or the hash of a dataset, twelve digits or more of it"
            detail = f"since cannot be {since[:80]!r}; it is {allowed}."
            raise Problem(400, "bad-parameter", detail, parameter="since", allowed=allowed)
        found = after(history, since)
        if found is None and dataset and dataset.startswith(since) and len(since) >= 12:
            found = ()  # what is served, though it is no release
        if found is None:
            raise _no_release(since, history)
        return Told(found, history, dataset, served, since)

    async def _reply(self, request: Request, told: Told, offered: tuple[Format, ...], suffix: str = "") -> Response:
        wanted = suffix or request.query_params.get("format") or None
        format_ = pick(offered, headers_of(request.scope).get("accept"), wanted)
        return (await self._made_of(request, told, format_)).reply(request)

    async def _made_of(self, request: Request, told: Told, format_: Format) -> Representation:
        origin = origin_of(request.scope, headers_of(request.scope), self._settings) if format_ is ATOM else ""
        kept = tuple(one.release.version for one in told.releases if self._kept.file_of(one.release.digest))
        told = replace(told, kept=kept)
        key = (told.dataset, told.since, told.alone, kept, format_.media_type, origin)
        made = self._made.get(key)
        if made is None:
            known = await self._names(request)
            body = await asyncio.to_thread(self._written, told, frozenset(known or ()), format_, origin)
            made = await asyncio.to_thread(_representation, format_, body)
            if known is not None and made.size <= _KEPT:
                self._made[key] = made
        return made

    async def _names(self, request: Request) -> Sequence[str] | None:
        """The IRIs that answer here; None while the dataset cannot be asked: then nothing leads anywhere."""
        try:
            return await self._known.of(request)
        except Problem:
            return None

    def _written(self, told: Told, known: Collection[str], format_: Format, origin: str) -> bytes:
        if format_ is HTML:
            return as_page(self._site, told, known)
        if format_ is ATOM:
            return as_feed(self._site, told, known, origin)
        return as_document(told, known) if format_ is _JSON else as_rdf(told, PATH, format_)


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
