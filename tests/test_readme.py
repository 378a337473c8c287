"""The README says what is so: its commands run, its table and picture are the recorded answer, its map is the tree."""

import csv
import json
import re
import shlex
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from kg.building.build import build
from kg.cli import run
from kg.prefixes import BASE
from kg.project import Project
from server.settings import Settings

FLAGSHIP = "tests/kg/queries/barriers-coinciding-with-stalled-agreements.csv"


@pytest.fixture(scope="module")
def readme(project: Project) -> str:
    return (project.root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rows(project: Project) -> list[dict[str, str]]:
    with (project.root / FLAGSHIP).open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert found
    return found


def shell_lines(readme: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", readme, flags=re.DOTALL)
    return [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]


def questions_in(readme: str) -> list[list[str]]:
    commands = [shlex.split(line, comments=True) for line in shell_lines(readme)]
    return [words[1:] for words in commands if words[:1] == [".venv/bin/kg"] and words[1] in ("query", "sparql")]


def test_its_questions_are_answered(readme: str, built: Project, capfd: pytest.CaptureFixture[str]) -> None:
    questions = questions_in(readme)
    assert len(questions) >= 5
    for words in questions:
        dataset = [] if words == ["query"] else ["--dataset", str(built.build / "entente.nq")]
        assert run([*words, *dataset]) == 0, words
        assert capfd.readouterr().out.strip(), words


def test_its_make_targets_exist(readme: str, project: Project) -> None:
    makefile = (project.root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:`|^)make ([a-z]+)", readme, flags=re.MULTILINE))
    assert {"serve", "test"} <= targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def test_its_table_is_the_recorded_answer(readme: str, rows: list[dict[str, str]]) -> None:
    columns = ("instrumentLabel", "stageLabel", "when", "barrierLabel", "known")
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in readme.splitlines() if "| sign" in line]
    lines += [
        [cell.strip() for cell in line.strip("|").split("|")] for line in readme.splitlines() if "| not m" in line
    ]
    assert sorted(lines) == sorted([row[column] for column in columns] for row in rows)


def test_its_picture_is_the_recorded_answer(readme: str, rows: list[dict[str, str]]) -> None:
    (picture,) = re.findall(r"```mermaid\n(.*?)```", readme, flags=re.DOTALL)
    names = dict(re.findall(r'(\w+)\(?\["?([^"\]<]+)', picture))
    arrow = r'(\w+)(?:\(\["[^"]*"\]\))? -[-.] "?([^"\n]*?)"? (?:-->|\.->) (\w+)'
    drawn = {(names[barrier], known, names[item]) for barrier, known, item in re.findall(arrow, picture)}
    assert drawn == {(row["barrierLabel"], row["known"], row["instrumentLabel"]) for row in rows if row["barrier"]}
    assert {row["instrumentLabel"] for row in rows} <= set(names.values())


def test_its_map_is_the_tree(readme: str, project: Project) -> None:
    (tree,) = [block for block in re.findall(r"\n\n```\n(.*?)```", readme, flags=re.DOTALL) if "ontology/" in block]
    folders: dict[str, set[str]] = {}
    for line in tree.splitlines():
        indent, folder = line.startswith(" "), line.split()[0]
        top = next(reversed(folders)) if indent else folder
        folders.setdefault(top, set()).update({folder} if indent else ())
        assert (project.root / (top if indent else "") / folder).is_dir(), folder
    for top, without in (("kg/", {"commands"}), ("server/", set())):
        packages = {path.name for path in (project.root / top).iterdir() if (path / "__init__.py").exists()}
        assert len(packages) > 5
        assert packages - without <= {folder.rstrip("/") for folder in folders[top]}


def test_its_graphs_are_in_the_dataset(readme: str, built: Project) -> None:
    named = set(re.findall(r"`…/graph/([a-z-]+)`", readme))
    assert len(named) >= 8
    dataset = (built.build / "entente.nq").read_text(encoding="utf-8")
    for graph in named:
        assert f"<{BASE}graph/{graph}> .\n" in dataset, graph


@pytest.mark.slow
def test_its_example_of_a_claim_builds(readme: str, project: Project, built: Project, tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    for folder in ("ontology", "shapes", "kg/queries", "kg/data"):
        shutil.copytree(project.root / folder, root / folder)
    (example,) = re.findall(r"```trig\n(.*?)```", readme, flags=re.DOTALL)
    path = next((root / "kg/data/articles/park-young-june/claims").glob("5-2-*.trig"))
    path.write_text(path.read_text(encoding="utf-8") + "\n" + example, encoding="utf-8")
    before = json.loads((built.build / "manifest.json").read_text(encoding="utf-8"))["claims_per_stance"]["asserted"]
    assert build(Project.at(root)).claims_per_stance["asserted"] == before + 1


def test_its_settings_are_those_there_are_with_their_defaults(readme: str) -> None:
    told: dict[str, str] = {}
    for names, values in re.findall(r"^\| (`ENTENTE_[^|]*) \| ([^|]*) \|", readme, flags=re.MULTILINE):
        variables = re.findall(r"`([^`]+)`", names)
        stem = variables[0].rpartition("_")[0] + "_" if variables[1:2] == ["…_MEMORY"] else variables[0] + "_"
        full = [name.replace("…_", stem).removeprefix("ENTENTE_").lower() for name in variables]
        defaults = values.split(", ") if len(values.split(", ")) == len(full) else [values] * len(full)
        told |= dict(zip(full, defaults, strict=True))
    settings = Settings(dataset=(Path("one.nq"),))
    assert set(told) == {field.name for field in fields(Settings)}
    for name, default in told.items():
        if default.isdecimal():
            assert getattr(settings, name) == int(default), name
