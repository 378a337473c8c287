"""A git revision in; a temporary checkout of it, with its dataset built by its own code, out."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import InputError
from kg.project import Project

_NOT_PASSED_ON = ("GIT_", "ENTENTE_")
"""Variables of a git hook would lead to another repository; those of ours, to a text."""


@contextmanager
def checkout_of(revision: str, root: Path, tell: Callable[[str], None]) -> Iterator[Project]:
    """Check out a revision of the repository in `root` beside it, build it, and remove it in the end.

    The revision's own code builds it, with the Python and the libraries that run here. Raises InputError for what is no
    revision, and for a revision that does not build.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        advice = "Name a .nq or .nq.gz file, a build folder, or a git revision of this checkout."
        raise InputError(f"{revision!r} is no file, no folder and no git revision.", advice=advice)
    with tempfile.TemporaryDirectory(prefix="entente-") as folder:
        checkout = Path(folder) / "checkout"
        tell(f"{revision}: checking {commit[:12]} out into a temporary worktree")
        if _git(root, "worktree", "add", "--quiet", "--detach", str(checkout), commit) is None:
            raise InputError(f"git cannot check {revision} out.", path=root, advice="Try `git worktree prune`.")
        try:
            _build(checkout, revision, tell)
            yield Project.at(checkout)
        finally:
            _git(root, "worktree", "remove", "--force", str(checkout))


def _build(checkout: Path, revision: str, tell: Callable[[str], None]) -> None:
    tell(f"{revision}: building it there with its own code")
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.cli", "build"],
        cwd=checkout,
        env=_environment() | {"PYTHONPATH": str(checkout)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    last = ""
    with process:
        for line in process.stderr or ():
            last = line.strip() or last
            tell(f"{revision}: {last}")
    if process.returncode:
        what = f"{revision} does not build with the libraries installed here: {last}"
        raise InputError(what, advice="Build it where it does, and name its .nq file.")


def _git(root: Path, *arguments: str) -> str | None:
    """What git says, or None where it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), *arguments],  # noqa: S607
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(_NOT_PASSED_ON)}
