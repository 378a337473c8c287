"""Two real releases of the five invented claims, made as `kg release` does in a checkout of its own, and its code."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.comparing.release import release
from kg.comparing.releases import Release
from kg.project import Project
from tests.conftest import copy_of_tiny

DAYS = date(2026, 12, 1), date(2027, 1, 15)
CLAIMS = "kg/data/articles/park-young-june/claims/1-1-grain-pact.trig"
THINGS = "kg/data/entities/things.ttl"
QUESTION = "kg/queries/stalled-agreements.rq"
OLD_STAGE, NEW_STAGE = "Grain pact: signing aborted", "Grain pact: signing called off"
HOSTILE = '<script>alert("farmers")</script> & ‮sons'
BETWEEN = (
    (CLAIMS, OLD_STAGE, NEW_STAGE),
    (CLAIMS, "drought-strained-relations", "drought-weighed-on-relations"),
    (CLAIMS, "was finished in April 2012", "had been finished by April 2012"),
    (THINGS, '"Farmers"', '"' + HOSTILE.replace('"', '\\"') + '"'),
    (THINGS, '"South"', '"' + "South" * 15 + '"'),
    (QUESTION, "?claim ent:stance ?stance .", '?claim ent:stance ?stance . FILTER(?certainty = "hedged")'),
)
"""What is other in the second release: a file, a text in it, and what comes in its place."""


@dataclass(frozen=True)
class Released:
    """The checkout with its code, the folder that keeps the releases' datasets, and the two releases."""

    project: Project
    kept: Path
    first: Release
    second: Release


def checkout_with_releases(project: Project, root: Path, edit: Callable[[Path], None] = lambda _: None) -> Released:
    """Make both releases from a copy of the invented claims; the second is what is built there then."""
    made = copy_of_tiny(project, root)
    for name in ("pyproject.toml", "kg/data/dataset.ttl"):
        shutil.copy(project.root / name, root / name)
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n", encoding="utf-8")
    kept = root.parent / "releases"
    first, _ = release(made, "0.1.0", DAYS[0], kept, None, silent)
    for name, before, after in BETWEEN:
        text = (root / name).read_text(encoding="utf-8")
        assert before in text, name
        (root / name).write_text(text.replace(before, after), encoding="utf-8")
    edit(root)
    second, _ = release(made, "0.2.0", DAYS[1], kept, None, silent)
    for package in ("kg", "server"):
        only_code = shutil.ignore_patterns("data", "queries", "__pycache__")
        shutil.copytree(project.root / package, root / package, ignore=only_code, dirs_exist_ok=True)
    return Released(made, kept, first, second)


def silent(_: str) -> None:
    """Tell nobody."""
