"""The dataset that a permanent link names in; the endpoint on it, if it is at hand, or what became of it, out."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from starlette.requests import Request

from kg.comparing.releases import Release
from server.problems import Problem
from server.publishing.releases import Releases
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.kept import KeptReleases, NotAtHand


@dataclass(frozen=True)
class Version:
    """The endpoint on one version; `old`: it is no more the one that is served, `release`: where it is recorded."""

    endpoint: SparqlEndpoint
    old: bool = False
    release: Release | None = None


class Versions:
    """The dataset that is served (`served` is the endpoint on it), and the kept ones."""

    def __init__(self, endpoint: SparqlEndpoint, kept: KeptReleases, releases: Releases) -> None:
        self.served = endpoint
        self._kept = kept
        self._releases = releases

    @asynccontextmanager
    async def answering(self, request: Request, wanted: str | None) -> AsyncIterator[Version]:
        """The version whose hash begins so, which stays at hand meanwhile; without one, what is served.

        Raises Problem 410 with what is known of one that is not at hand, 503 where it cannot be loaded now, ClientGone.
        """
        served = self.served.dataset_hash
        if wanted is None or (served and served.startswith(wanted)):
            yield Version(self.served)
            return
        release = await self._releases.of(wanted)
        async with AsyncExitStack() as stack:
            try:
                held = self._kept.held(release.digest if release else wanted, request.receive)
                answers = await stack.enter_async_context(held)
            except NotAtHand as missing:
                raise gone(wanted, served, release, str(missing)) from None
            yield Version(self.served.on(answers), old=True, release=release)


def gone(wanted: str, served: str, release: Release | None, why: str = "") -> Problem:
    """The problem of a link to a dataset that is not at hand, with what is known of that."""
    if release is None:
        about, changes = "It is of no release that is recorded here.", None
    else:
        changes = f"/changes?since={release.version}"
        about = f"It was release {release.version} of {release.issued}; {changes} says what has changed since."
    told = f" {why}" if why else ""
    return Problem(
        410,
        "dataset-replaced",
        f"The dataset {wanted} is not served here.{told} {about} "
        "The same address without `dataset` asks the one that is.",
        {"Link": f'<{changes}>; rel="version-history"'} if changes else None,
        dataset=wanted,
        version=None if release is None else release.version,
        date=None if release is None else release.issued.isoformat(),
        changes=changes,
        served=served or None,
    )
