"""Fixtures that every test may use: the checkout, the article's text where it is at hand, the dataset built once."""

import os
import shutil
from pathlib import Path

import pytest

from kg.building.assemble import Layers, assemble
from kg.building.build import build
from kg.building.derive import derive, load_rules
from kg.claims.sources import load
from kg.errors import Findings
from kg.project import Project


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the checkout under test."""
    return Project.here()


@pytest.fixture(scope="session")
def text_path(project: Project) -> Path:
    """Return where the article's text lies; a test that needs it is skipped by name where it is not at hand."""
    path = Path(os.environ.get("ENTENTE_TEXT") or project.root.parent / "shared/article/park-young-june.txt")
    if not path.exists():
        pytest.skip("the article's text is not at hand (ENTENTE_TEXT)")
    return path


@pytest.fixture(scope="session")
def article_text(text_path: Path) -> str:
    """Return the article's text as given, undecorated."""
    return text_path.read_text(encoding="utf-8")


@pytest.fixture
def tiny_project(project: Project, tmp_path: Path) -> Project:
    """Return five invented claims that a test may change, with the checkout's ontology, shapes and rules."""
    return copy_of_tiny(project, tmp_path / "tiny")


@pytest.fixture(scope="session")
def tiny_layers(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Layers:
    """Return the graphs that these five claims make, with all that follows from them."""
    tiny = copy_of_tiny(project, tmp_path_factory.mktemp("tiny") / "tiny")
    return derive(assemble(load(tiny)), load_rules(tiny.derivations))


def copy_of_tiny(project: Project, root: Path) -> Project:
    shutil.copytree(project.root / "tests/tiny", root)
    for folder in ("ontology", "shapes", "kg/queries"):
        shutil.copytree(project.root / folder, root / folder)
    return Project.at(root)


@pytest.fixture(scope="session")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the checkout with its dataset built once, in a folder of this run's own."""
    fresh = Project.at(project.root, tmp_path_factory.mktemp("built") / "build")
    try:
        build(fresh)
    except Findings as error:
        pytest.fail("\n".join([str(error), *error.findings]), pytrace=False)
    return fresh
