"""`kg diff` in a repository of its own: 0 where nothing differs, 1 with what does, 2 for what is no version."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest

from kg.cli import run
from kg.project import Project

CLAIMS = "kg/data/articles/park-young-june/claims/1-1-grain-pact.trig"
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def git(tiny_project: Project, project: Project) -> Call:
    """Return a function that runs git in a repository with the command and five invented claims."""
    code = shutil.ignore_patterns("data", "queries", "__pycache__")
    shutil.copytree(project.root / "kg", tiny_project.root / "kg", ignore=code, dirs_exist_ok=True)
    shutil.copy(project.root / ".gitignore", tiny_project.root)
    git = caller(tiny_project, "git", "-c", "user.name=A", "-c", "user.email=a@example.org")
    git("init", "--quiet")
    git("add", ".")
    assert git("commit", "--quiet", "-m", "First")[0] == 0
    git("tag", "v0.1.0")
    return git


def caller(project: Project, *command: str) -> Call:
    environment = {n: v for n, v in os.environ.items() if not n.startswith(("ENTENTE_", "GIT_"))}

    def call(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [*command, *arguments],
            cwd=project.root,
            env=environment | {"PYTHONPATH": str(project.root)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, done.stdout, done.stderr

    return call


@pytest.mark.slow
def test_revisions_are_built_in_a_worktree_that_is_removed(git: Call, tiny_project: Project) -> None:
    kg = caller(tiny_project, sys.executable, "-m", "kg.cli")
    path = tiny_project.root / CLAIMS
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("The grain pact was not signed", "The pact was not signed"), encoding="utf-8")
    git("commit", "--quiet", "-a", "-m", "Second")

    code, out, err = kg("diff", "v0.1.0", "HEAD", "--json")
    assert code == 1, err
    (change,) = json.loads(out)["groups"]["claims"]["changes"]
    assert (change["subject"].rpartition("/")[2], change["aspects"]) == ("pact-signing-aborted", ["sentence"])
    assert "v0.1.0: building it there with its own code" in err
    assert git("worktree", "list")[1].count("\n") == 1

    assert kg("build")[0] == 0
    code, out, err = kg("diff", "HEAD", "build")
    assert (code, out.splitlines()[1]) == (0, "Nothing tells the two apart."), err

    path.write_text(text.replace("ent:stance concept:stance-asserted ;", "", 1), encoding="utf-8")
    git("commit", "--quiet", "-a", "-m", "Broken")
    code, out, err = kg("diff", "HEAD~1", "HEAD")
    assert (code, out) == (2, "")
    assert "HEAD does not build with the libraries installed here" in err
    assert git("worktree", "list")[1].count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["diff"], "Missing argument 'OLD'"),
        (["diff", "no-such-revision", "HEAD"], "'no-such-revision' is no file, no folder and no git revision"),
        (["diff", "nowhere.nq", "HEAD"], "nowhere.nq: cannot be read"),
        (["diff", "HEAD", "HEAD", "--format", "pdf"], "--format pdf is unknown"),
        (["diff", "HEAD", "HEAD", "--summary", "--json"], "--summary does not go with --format json"),
        (["release", "0.1.0"], "Missing option '--date'"),
        (["release", "0.1.0", "--date", "soon", "--out", "x"], "--date 'soon' is no day"),
    ],
)
def test_wrong_usage_is_one_line_and_2(arguments: list[str], complaint: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert complaint in capfd.readouterr().err
