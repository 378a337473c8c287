"""The lock files beside the passages: what they hold is read from the text, and a row that differs is named."""

import pytest

from kg.claims.entity_names import names_of_entities
from kg.project import Project
from kg.reading.article import ArticleRecord
from kg.reading.dates_file import dates_csv, read_dates_csv
from kg.reading.locked import contents_of, differing_rows
from kg.reading.passages import Passage


def test_the_rows_that_differ_are_named_from_both_sides() -> None:
    locked, read = "head\na,1\nb,2\n", "head\nb,2\nc,3\n"
    assert list(differing_rows(locked, read)) == [
        "a,1: the text gives no such row",
        "c,3: the file lacks this row",
    ]
    assert list(differing_rows(locked, locked)) == []
    assert list(differing_rows("a\nb\n", "b\na\n")) == ["the rows stand in another order or form"]


@pytest.mark.text
def test_the_committed_rows_are_what_the_text_gives(
    article: ArticleRecord, locked: list[Passage], article_text: str, project: Project
) -> None:
    for name, content in contents_of(article, locked, article_text, names_of_entities(project)).items():
        committed = (article.folder / name).read_text(encoding="utf-8")
        assert list(differing_rows(committed, content)) == []
    rows = read_dates_csv(article.folder / "dates.csv")
    assert dates_csv(row.expression for row in rows) == (article.folder / "dates.csv").read_text(encoding="utf-8")
