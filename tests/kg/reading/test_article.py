import hashlib
from pathlib import Path

import pytest

from kg.errors import InputError, SyntaxProblem
from kg.reading.article import ArticleRecord, read_article, read_section_titles
from kg.reading.passages import Passage

HEAD = "@prefix ent: <https://w3id.org/entente/ontology#> . <https://e.org/a> "


def test_the_article_names_its_text_and_its_table(article: ArticleRecord) -> None:
    assert article.iri == "https://w3id.org/entente/id/article/park-young-june"
    assert article.lock_file.name == "passages.csv"
    assert list(article.tables) == [1]


@pytest.mark.text
def test_hash_and_length_are_those_of_the_text(article: ArticleRecord, article_text: str) -> None:
    assert article.text_sha256 == hashlib.sha256(article_text.encode()).hexdigest()
    assert article.text_length == len(article_text)


def test_every_section_of_the_lock_file_has_a_title(folder: Path, locked: list[Passage]) -> None:
    titles = read_section_titles(folder / "sections.csv")
    assert {(passage.part, passage.section) for passage in locked} <= set(titles)
    assert titles[5, 2] == "Cooperation deepens"


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("", "one ent:textSHA256"),
        (f'{HEAD} ent:textSHA256 "abc" ; ent:textLength 1 .', "one ent:textSHA256"),
        (f'{HEAD} ent:textSHA256 "{"0" * 64}", "{"1" * 64}" ; ent:textLength 1 .', "one ent:textSHA256"),
        (f'{HEAD} ent:textSHA256 "{"0" * 64}" .', "ent:textLength"),
    ],
)
def test_an_article_without_a_text_is_refused(tmp_path: Path, turtle: str, message: str) -> None:
    (tmp_path / "article.ttl").write_text(turtle, encoding="utf-8")
    with pytest.raises(InputError, match=f"article.ttl: must give .*{message}"):
        read_article(tmp_path)


def test_a_file_that_is_missing_or_no_turtle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_article(tmp_path)
    (tmp_path / "article.ttl").write_text(f"{HEAD}\n\nno turtle", encoding="utf-8")
    with pytest.raises(SyntaxProblem, match=r"article\.ttl:3: is no Turtle"):
        read_article(tmp_path)
    (tmp_path / "article.ttl").write_bytes(b"\xff")
    with pytest.raises(SyntaxProblem, match="is no Turtle"):
        read_article(tmp_path)


@pytest.mark.parametrize("row", ["0,0,", "a,0,Title", "0,0"])
def test_a_broken_title_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "sections.csv"
    path.write_text(f"part,section,title\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"sections\.csv:2: "):
        read_section_titles(path)
