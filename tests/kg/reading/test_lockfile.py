import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.claims.entity_names import names_of_entities
from kg.errors import Findings, InputError
from kg.project import Project
from kg.reading.article import ArticleRecord
from kg.reading.locked import LOCK_FILES
from kg.reading.lockfile import Counts, lock_text, refuse_renumbering
from kg.reading.passages import Passage, read_passages_csv, write_passages_csv
from kg.reading.table import Cell

TEXT = "One is so.1 Two is.\n\nThree.\n\n1. A note.\n Table 1. What\n\nKim\n"


@pytest.fixture
def small(tmp_path: Path) -> tuple[ArticleRecord, Path]:
    """A small article of our own, and its text."""
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8", newline="\n")
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    return ArticleRecord(tmp_path, "https://e.org/a", sha256, len(TEXT), {1: [Cell(1, 1, 1, 2, 2)]}), path


def test_reading_writes_the_lock_file_and_counts(small: tuple[ArticleRecord, Path]) -> None:
    article, path = small
    counts = lock_text(article, path, {})
    read = {"dates.csv": 0, "mentions.csv": 5, "numbers.csv": 2}  # each capitalised word names something unknown
    assert counts == Counts(pages=2, paragraphs=2, sentences=3, footnotes=1, footnote_sentences=1, cells=1, rows=read)
    slugs = [passage.slug for passage in read_passages_csv(article.lock_file)]
    assert slugs == ["0-0-1-1", "0-0-1-2", "0-0-2-1", "fn-1-1", "t1-1-1-1"]


def test_reading_again_gives_the_same_bytes(small: tuple[ArticleRecord, Path]) -> None:
    article, path = small
    lock_text(article, path, {})
    first = article.lock_file.read_bytes()
    lock_text(article, path.parent, {})
    assert article.lock_file.read_bytes() == first
    assert sorted(file.name for file in path.parent.iterdir()) == [
        *("dates.csv", "mentions.csv", "numbers.csv", "passages.csv", "text.txt")
    ]


def test_another_text_is_refused_and_nothing_written(small: tuple[ArticleRecord, Path]) -> None:
    article, path = small
    path.write_text(TEXT.replace("Two", "Too"), encoding="utf-8")
    with pytest.raises(InputError, match=r"text.txt: is not the article's text\. See what differs with `kg check"):
        lock_text(article, path, {})
    assert not article.lock_file.exists()


def test_renumbering_is_refused_and_says_which(small: tuple[ArticleRecord, Path]) -> None:
    article, path = small
    lock_text(article, path, {})
    first, second, *others = read_passages_csv(article.lock_file)
    gone = replace(first, slug="0-0-2-2", paragraph=2, sentence=2)
    write_passages_csv([first, replace(second, sha256=first.sha256), gone, *others], article.lock_file)
    before = article.lock_file.read_bytes()
    with pytest.raises(Findings, match="2 passages would change their number") as refusal:
        lock_text(article, path, {})
    assert [finding.split(":")[0] for finding in refusal.value.findings] == ["0-0-1-2", "0-0-2-2"]
    assert article.lock_file.read_bytes() == before


def test_new_passages_may_be_added() -> None:
    passage = Passage("0-0-1-1", 0, 0, 1, 1, 1, "sentence", ((0, 4),), "0" * 64)
    refuse_renumbering([passage], [passage, replace(passage, slug="0-0-1-2")])


@pytest.mark.text
def test_the_article_gives_the_committed_bytes(
    article: ArticleRecord, project: Project, text_path: Path, tmp_path: Path
) -> None:
    names = names_of_entities(project)
    for by_hand in (*article.folder.glob("*-by-hand.csv"), article.folder / "not-a-name.csv"):
        shutil.copy(by_hand, tmp_path)
    counts = lock_text(replace(article, folder=tmp_path), text_path, names)
    for name in ("passages.csv", *LOCK_FILES):
        assert (tmp_path / name).read_bytes() == (article.folder / name).read_bytes(), name
    read = replace(counts, rows={})
    assert read == Counts(pages=26, paragraphs=60, sentences=298, footnotes=11, footnote_sentences=18, cells=40)
    assert counts.rows["dates.csv"] > 100
