"""Fixtures for reading: the article's folder, its lock file, a fresh reading of its text."""

from pathlib import Path

import pytest

from kg.project import Project
from kg.reading.article import ArticleRecord, read_article
from kg.reading.layout import Layout, layout_of
from kg.reading.passages import Passage, read_passages_csv
from kg.reading.reader import read_text


@pytest.fixture(scope="session")
def folder(project: Project) -> Path:
    return project.root / "kg/data/articles/park-young-june"


@pytest.fixture(scope="session")
def article(folder: Path) -> ArticleRecord:
    return read_article(folder)


@pytest.fixture(scope="session")
def locked(folder: Path) -> list[Passage]:
    """The passages as committed."""
    return read_passages_csv(folder / "passages.csv")


@pytest.fixture(scope="session")
def layout(article_text: str) -> Layout:
    return layout_of(article_text)


@pytest.fixture(scope="session")
def read(article_text: str, article: ArticleRecord) -> list[Passage]:
    """The passages as read afresh from the text."""
    return read_text(article_text, article.tables)
