"""`kg build` and `kg check` in a checkout of their own: agreement is 0, a difference is named and 1, a lack is 2."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest

from kg.project import Project

Run = Callable[..., tuple[int, str, str]]
CLAIMS = "kg/data/articles/park-young-june/claims/1-1-grain-pact.trig"
ENTITIES = "kg/data/entities/things.ttl"


@pytest.fixture
def kg(tiny_project: Project, project: Project) -> Run:
    """Return a function that runs the command of a checkout with five invented claims."""
    code = shutil.ignore_patterns("data", "queries", "__pycache__")
    shutil.copytree(project.root / "kg", tiny_project.root / "kg", ignore=code, dirs_exist_ok=True)
    (tiny_project.root / "kg/queries/checks-ontology/unused-terms.rq").unlink()  # five claims cannot use every term
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}

    def run(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "kg.cli", *arguments],
            cwd=tiny_project.root,
            env=environment | {"PYTHONPATH": str(tiny_project.root)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout, done.stderr

    return run


def change(project: Project, name: str, before: str, after: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.mark.slow
def test_from_build_to_answer_to_check(kg: Run, tiny_project: Project) -> None:
    for arguments in (["query", "background"], ["sparql", "ASK {}"], ["check"], ["serve"]):
        code, out, err = kg(*arguments)
        assert (code, out) == (2, "")
        assert err.endswith("the dataset is not built. Run `kg build`.\n")

    code, out, _ = kg("build", "--json")
    assert code == 0
    assert json.loads(out)["claims_per_stance"]["asserted"] > 0
    code, out, err = kg("check")
    assert code == 0, err
    assert out.splitlines()[0] == "dataset: 1 looked at, 0 wrong"
    assert "passages: left out" in out

    flagship = "barriers-coinciding-with-stalled-agreements"
    answers = tiny_project.root / "answers"
    answers.mkdir()
    _, answer, _ = kg("query", flagship, "--format", "csv")
    assert "Grain pact: signing aborted" not in answer  # the label shown is the stage's
    assert "signing aborted" in answer
    (answers / f"{flagship}.csv").write_text(answer, encoding="utf-8")
    assert kg("check", "--answers", "answers")[0] == 0
    (answers / f"{flagship}.csv").write_text(answer.replace("signing aborted", "signed"), encoding="utf-8")
    code, out, err = kg("check", "--answers", "answers", "--json")
    assert code == 1
    assert json.loads(out)["findings"] == err.count(flagship) > 0

    record = tiny_project.root / "tests/kg/coverage.json"
    record.parent.mkdir(parents=True)
    assert kg("check", "--record")[0] == 0
    assert '"claims": 5' in record.read_text(encoding="utf-8")
    record.write_text(record.read_text(encoding="utf-8").replace('"claims": 5', '"claims": 6'), encoding="utf-8")
    code, out, err = kg("check")
    assert (code, err.splitlines()[-1]) == (1, "coverage of the whole article: claims was 6, is 5")

    change(tiny_project, ENTITIES, "@prefix ent:", "# changed\n@prefix ent:")
    code, out, err = kg("check")
    assert code == 1
    assert f"{ENTITIES} has changed since the build; run `kg build`" in err
    code, out, err = kg("query", "background")
    assert (code, out) == (2, "")
    assert f"{ENTITIES} has changed since the build. Run `kg build`." in err


def test_a_build_that_fails_names_file_and_line(kg: Run, tiny_project: Project) -> None:
    change(tiny_project, CLAIMS, "ent:stage concept:stage-signing-aborted ;", "ent:stage ;")
    code, out, err = kg("build")
    assert (code, out) == (1, "")
    assert f"{CLAIMS}:" in err
    assert not tiny_project.build.exists()


@pytest.mark.slow
def test_a_damaged_dataset_is_not_asked(kg: Run, tiny_project: Project) -> None:
    assert kg("build")[0] == 0
    path = tiny_project.build / "entente.nq"
    path.write_bytes(path.read_bytes()[:-100])
    code, _, err = kg("query", "background")
    assert code == 2
    assert "entente.nq is not the file that manifest.json describes. Run `kg build`." in err
    (tiny_project.build / "manifest.json").write_text("{}", encoding="utf-8")
    code, _, err = kg("check")
    assert code == 2
    assert "is no manifest of a dataset" in err


def test_nothing_to_read(kg: Run) -> None:
    code, out, err = kg("read")
    assert (code, out) == (2, "")
    assert err.startswith("kg: no text to read.")
    code, out, err = kg("read", "--text", "nowhere.txt")
    assert code == 2
