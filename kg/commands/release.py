"""`kg release`: a version and a date in; the release, ready to be read, committed and tagged, out."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import JsonOption, tell, utf8, write_json
from kg.comparing.changelog import RECORD
from kg.comparing.outline import outline
from kg.comparing.release import release as make_release
from kg.errors import InputError
from kg.project import Project


def release(
    version: Annotated[str, typer.Argument(metavar="VERSION", help="Three numbers, like 0.2.0.")],
    day: Annotated[str, typer.Option("--date", metavar="DATE", help="The day of the release, like 2026-12-01.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder that keeps the releases' datasets.")],
    since: Annotated[
        str | None, typer.Option("--since", metavar="OLD", help="Where the last release's is, if not there; see diff.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a release of this checkout.

    Writes the version into ontology, shapes and pyproject.toml, builds, keeps the dataset as DIR/entente-<hash>.nq.gz,
    and writes what changed since the last release into CHANGELOG.md and kg/data/releases.ttl.
    """
    project = Project.here()
    made, comparison = make_release(project, utf8(version), _day(day), out, since, tell)
    chapters = outline(comparison) if comparison else []
    if as_json:
        counts = {chapter.heading: chapter.counts for chapter in chapters}
        names = {"version": made.version, "date": made.issued.isoformat(), "dataset": made.digest}
        write_json(names | {"file": str(out / made.file_name), "changes": counts})
        return
    for chapter in chapters:
        print(f"{chapter.heading}: {chapter.counts}")
    print(f"release {made.version}: {out / made.file_name}")
    tell(f"Read CHANGELOG.md and {RECORD}; then commit, and `git tag v{made.version}`.")


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InputError(f"--date {typed!r} is no day.", advice="Write it like 2026-12-01.") from None
