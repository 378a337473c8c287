"""A checkout, a version and a date in; the release made: files numbered, dataset built, kept, compared and recorded."""

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from kg.building.build import build
from kg.comparing.changelog import RECORD, with_section
from kg.comparing.comparison import Comparison, compare
from kg.comparing.numbering import numbered
from kg.comparing.releases import Release, order_of, read_releases, with_release
from kg.comparing.versions import Version, load_version, opened, with_questions
from kg.errors import InputError
from kg.project import Project
from kg.reading.whole_file import write_whole

Tell = Callable[[str], None]


def release(
    project: Project, version: str, day: date, folder: Path, since: str | None, tell: Tell
) -> tuple[Release, Comparison | None]:
    """Make a release: number the files, build, compare with the last release, write changelog, record and dataset.

    `folder` keeps the datasets of releases, outside the checkout; the last release's is taken from there, or, if it is
    not, from `since` (anything `opened` takes), and must have the recorded hash. The comparison is None for the first
    release. A release that fails leaves the checkout's files as they were. Raises InputError for a version or date that
    is not after the last, Findings for a dataset that does not build.
    """
    record, changelog = project.releases, project.root / "CHANGELOG.md"
    releases = read_releases(record)
    last = releases[-1] if releases else None
    _refuse(version, day, folder, last, project)
    texts = numbered(project, version, day)
    recorded = record.read_text(encoding="utf-8") if record.exists() else ""
    history = changelog.read_text(encoding="utf-8")
    with_section(history, Release(version, day, ""), None, None)  # what is wrong with it is better known at once
    with ExitStack() as versions:
        before = last and versions.enter_context(_last_dataset(last, folder, since, project, tell))
        versions.enter_context(_as_before_on_failure([*texts, changelog, record]))
        for path, text in texts.items():
            write_whole(path, text)
        manifest = build(project, tell)
        made = Release(version, day, manifest.dataset)
        after = with_questions(load_version(project.dataset, version), project)
        comparison = compare(before, after, tell) if before else None
        _keep(project.dataset, folder / made.file_name)
        write_whole(record, with_release(recorded, made, last, comparison))
        write_whole(changelog, with_section(history, made, last, comparison))
    return made, comparison


def _refuse(version: str, day: date, folder: Path, last: Release | None, project: Project) -> None:
    order = order_of(version)
    if last is not None and order <= last.order:
        raise InputError(f"{version} is not after {last.version}, the last release.", advice="Name the next version.")
    if last is not None and day < last.issued:
        raise InputError(f"{day} is before {last.issued}, the last release.", advice="Give the day of this one.")
    if folder.resolve().is_relative_to(project.root.resolve()):
        raise InputError(
            "lies in the checkout.", path=folder, advice="Name a folder outside it: datasets are not in git."
        )


@contextmanager
def _last_dataset(last: Release, folder: Path, since: str | None, project: Project, tell: Tell) -> Iterator[Version]:
    kept = folder / last.file_name
    if since is None and not kept.exists():
        advice = f"Name the folder that has it, or --since v{last.version} to build it from git."
        raise InputError(f"the dataset of {last.version}, the last release, is not here.", path=kept, advice=advice)
    with opened(since or str(kept), project, tell) as before:
        if before.digest != last.digest:
            what = f"{before.name} has another SHA-256 than the dataset of {last.version}, the last release."
            raise InputError(what, advice=f"Find {last.file_name}, whose hash {RECORD} names.")
        yield replace(before, name=last.version)


def _keep(dataset: Path, path: Path) -> None:
    """Write the dataset as gzip that says neither when nor from what it was made: the same bytes each time."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(dataset.read_bytes())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.new")
        temporary.write_bytes(packed.getvalue())
        temporary.replace(path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", path=path) from None


@contextmanager
def _as_before_on_failure(paths: list[Path]) -> Iterator[None]:
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(content)
        raise
