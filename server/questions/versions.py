"""The hash in a permanent link, and the dataset that is served, in; that it is the one, or what became of it, out."""

from collections.abc import Sequence

from kg.comparing.releases import Release
from server.problems import Problem


def check_version(wanted: str | None, served: str, releases: Sequence[Release]) -> None:
    """Raise Problem 410 where a link names another dataset than the one that is served, with what is known of that."""
    if wanted is None or (served and served.startswith(wanted)):
        return
    released = next((release for release in releases if release.digest.startswith(wanted)), None)
    if released is None:
        about = "It is of no release that is recorded here."
    else:
        about = f"It was release {released.version} of {released.issued}; CHANGELOG.md says what has changed since."
    raise Problem(
        410,
        "dataset-replaced",
        f"The dataset {wanted} is not served here. {about} The same address without `dataset` asks the one that is.",
        dataset=wanted,
        version=None if released is None else released.version,
        date=None if released is None else released.issued.isoformat(),
        served=served or None,
    )
