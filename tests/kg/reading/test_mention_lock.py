"""The lock file of mentions: in text order, exact, and of the article as committed."""

from pathlib import Path

import pytest

from kg.claims.entity_names import names_of_entities
from kg.errors import Findings, InputError
from kg.project import Project
from kg.reading.mention_lock import mention_rows, mentions_file
from kg.reading.mention_rows import read_mentions_csv
from kg.reading.passages import Passage
from kg.reading.texts import sentence_of

SENTENCES = [("1-1-1-1", "so Ann met the Fleet"), ("1-1-1-2", "and Ann left")]
NAMES = {"person:ann": ["Ann"]}


def test_mentions_and_unknown_names_stand_in_text_order(tmp_path: Path) -> None:
    content = mentions_file(tmp_path, NAMES, SENTENCES)
    assert content == "passage,start,end,entity\n1-1-1-1,3,6,person:ann\n1-1-1-1,15,20,\n1-1-1-2,4,7,person:ann\n"
    path = tmp_path / "mentions.csv"
    path.write_text(content, encoding="utf-8")
    assert read_mentions_csv(path) == mention_rows(tmp_path, SENTENCES, NAMES)


def test_an_ambiguous_name_and_an_unneeded_row_stop_the_reading(tmp_path: Path) -> None:
    (tmp_path / "not-a-name.csv").write_text("word,reason\nMay,month\n", encoding="utf-8")
    with pytest.raises(Findings, match="3 problems with mentions") as refusal:
        mention_rows(tmp_path, SENTENCES, {**NAMES, "person:ann-the-other": ["Ann"]})
    assert "may mean person:ann or person:ann-the-other" in refusal.value.findings[0]
    assert "'May' needs no row" in refusal.value.findings[2]


@pytest.mark.parametrize("row", ["1-1-1-1,3,3,person:ann", "1-1-1-1,x,6,person:ann", ",3,6,person:ann", "1-1-1-1,3,6"])
def test_what_is_no_row_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "mentions.csv"
    path.write_text(f"passage,start,end,entity\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mentions.csv:2: "):
        read_mentions_csv(path)


@pytest.mark.text
def test_the_article_gives_the_committed_bytes(
    project: Project, folder: Path, locked: list[Passage], article_text: str
) -> None:
    sentences = [(passage.slug, sentence_of(passage, article_text)) for passage in locked]
    content = mentions_file(folder, names_of_entities(project), sentences)
    assert content == (folder / "mentions.csv").read_text(encoding="utf-8")
    assert content.count("\n") > 1000
