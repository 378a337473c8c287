"""Fixtures that every test may use: the checkout, the article's text where it is at hand, the dataset built once."""

import os
from pathlib import Path

import pytest

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
