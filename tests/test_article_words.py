"""The article's words stay out: no run of eight of them stands in any file of the repository."""

import csv
import io
import re
import subprocess
import unicodedata
from pathlib import Path

import pyoxigraph
import pytest

from kg.prefixes import expand
from kg.project import Project

RUN = 8
LONGEST_NAME = 12


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.replace("-\n", "-")).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", plain)


def runs(text: str) -> set[tuple[str, ...]]:
    tokens = words(text)
    return {tuple(tokens[start : start + RUN]) for start in range(len(tokens) - RUN + 1)}


def runs_of_file(path: Path) -> set[tuple[str, ...]]:
    """The runs in a file; in a table those within each cell, for a name beside an office is no sentence."""
    text = path.read_text(encoding="utf-8", errors="ignore")
    if path.suffix != ".csv":
        return runs(text)
    return {run for row in csv.reader(io.StringIO(text)) for cell in row for run in runs(cell)}


def names(project: Project) -> set[tuple[str, ...]]:
    """Names and titles of things are facts: the labels in the entity files, if they are as short as names are."""
    label_properties = {expand("rdfs:label"), expand("skos:altLabel")}
    labels = [
        triple.object.value
        for path in project.entities
        for triple in pyoxigraph.parse(path=str(path))
        if triple.predicate.value in label_properties
    ]
    assert len(labels) > 50
    return {run for label in labels if len(words(label)) <= LONGEST_NAME for run in runs(label)}


@pytest.mark.text
def test_no_file_repeats_eight_words_of_the_article(project: Project, article_text: str) -> None:
    article = runs(article_text) - names(project)
    listed = subprocess.run(
        ["git", "-C", str(project.root), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=True
    )
    files = [project.root / name for name in listed.stdout.decode().split("\0") if name]
    assert len(files) > 50
    repeated = {
        str(path.relative_to(project.root)): " ".join(min(found))
        for path in files
        if path.is_file() and (found := runs_of_file(path) & article)
    }
    assert not repeated


@pytest.mark.text
def test_no_commit_message_repeats_eight_words_of_the_article(project: Project, article_text: str) -> None:
    messages = subprocess.run(
        ["git", "-C", str(project.root), "log", "--format=%B"], capture_output=True, check=True
    ).stdout.decode()
    assert not runs(messages) & (runs(article_text) - names(project))


@pytest.mark.text
def test_the_search_itself_finds_what_is_planted(article_text: str) -> None:
    tokens = words(article_text)
    planted = "He wrote: " + " ".join(tokens[500 : 500 + RUN]) + ", and went home."
    assert runs(planted) & runs(article_text)
