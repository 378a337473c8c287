"""The promises of the house: what stands at the top, which way imports run, what may never be written in a file."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest

from kg.project import Project

TOP = {"pyproject.toml", "ontology", "kg", "shapes", "server", "tests", "notebooks"} | {
    "README.md",
    "CHANGELOG.md",
    "Makefile",
    "requirements.lock",
    "LICENSE",
    "LICENSE-data",
}
STAGES = ["reading", "claims", "querying", "building", "asking", "finding", "documenting", "comparing", "publishing"]
ROOT_MODULES = {"errors", "prefixes", "project"}


def tracked(root: Path) -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=True
    )
    files = [root / name for name in listed.stdout.decode().split("\0") if name]
    assert len(files) > 50
    return [path for path in files if path.is_file()]


def imported_modules(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in names if name.split(".")[0] in ("kg", "server")}


def test_nothing_else_stands_at_the_top(project: Project) -> None:
    top = {path.relative_to(project.root).parts[0] for path in tracked(project.root)}
    assert {name for name in top if not name.startswith(".")} <= TOP


def test_the_command_and_the_server_are_above_everything(project: Project) -> None:
    modules = sorted((project.root / "kg").rglob("*.py"))
    assert len(modules) > 20
    for path in modules:
        imports = imported_modules(path)
        assert not [name for name in imports if name.startswith("server")], f"{path} imports the server"
        if path.parent.name != "commands" and path.name != "cli.py":
            assert not [name for name in imports if name.startswith(("kg.cli", "kg.commands"))], path


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_what_stands_to_its_left(project: Project, stage: str) -> None:
    allowed = set(STAGES[: STAGES.index(stage) + 1]) | ROOT_MODULES
    modules = sorted((project.root / "kg" / stage).rglob("*.py"))
    assert modules
    for path in modules:
        stages = {name.split(".")[1] for name in imported_modules(path) if name.startswith("kg.")}
        assert stages <= allowed, f"{path} imports {sorted(stages - allowed)}"


def test_root_modules_import_no_stage(project: Project) -> None:
    for name in ROOT_MODULES:
        imports = imported_modules(project.root / "kg" / f"{name}.py")
        assert {found.split(".")[1] for found in imports} <= ROOT_MODULES


def test_no_file_names_a_package_index(project: Project) -> None:
    host = re.compile(r"https?://[^\s\"')]*(?:simple/|pythonhosted|npmjs\.|registry\.)|index-url")
    own = Path(__file__).resolve()
    for path in tracked(project.root):
        if path != own and path.name not in ("Makefile",):
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not host.search(text), f"{path} names a package index"


def test_the_lock_of_the_editor_names_no_host(project: Project) -> None:
    lock = project.root / "server/web/package-lock.json"
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 30
    assert all(name == "" or "integrity" in package or package.get("optional") for name, package in packages.items())
    assert "://" not in lock.read_text(encoding="utf-8"), (
        "after npm install: remove the fields `funding` and `resolved`"
    )


def test_every_requirement_is_pinned_by_hash(project: Project) -> None:
    lock = (project.root / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^[A-Za-z0-9_.\-\[\]]+==[^\s\\]+", lock, flags=re.MULTILINE)
    assert len(pins) > 30
    for block in re.split(r"\n(?=[a-z])", lock):
        assert "--hash=sha256:" in block, block.splitlines()[0]
