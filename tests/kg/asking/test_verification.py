"""Verification of the text: as locked it passes; damaged, each passage is named with the claims that rest on it."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.asking.verification import verify_text
from kg.claims.entity_names import names_of_entities
from kg.errors import InputError
from kg.prefixes import ENT, PREFIXES
from kg.project import Project
from kg.reading.passages import read_passages_csv

pytestmark = pytest.mark.text


@pytest.fixture(scope="module")
def claimed(project: Project) -> Store:
    """A store in which one claim rests on each sentence of part 5, section 3."""
    store = Store()
    for passage in read_passages_csv(project.articles[0] / "passages.csv"):
        if passage.slug.startswith("5-3-"):
            iri = NamedNode(PREFIXES["passage"] + passage.slug)
            store.add(Quad(NamedNode(PREFIXES["claim"] + f"on-{passage.slug}"), NamedNode(ENT + "evidence"), iri))
    return store


def test_the_text_as_locked_passes(claimed: Store, project: Project, text_path: Path) -> None:
    verified = verify_text(claimed, project.articles, text_path, names_of_entities(project))
    assert verified.findings == ()
    assert verified.passages > 300


def test_a_changed_word_names_passage_and_claim(
    claimed: Store, project: Project, article_text: str, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.txt"
    damaged.write_text(article_text.replace("triggering a New Cold War", "triggering a new cold war"), encoding="utf-8")
    verified = verify_text(claimed, project.articles, damaged, {})
    assert len(verified.findings) == 1
    slug = verified.findings[0].partition(" ")[0].removeprefix("passage:")
    assert slug.startswith("5-3-1-")
    assert verified.findings == (f"passage:{slug} (claim:on-{slug}): its sentence reads differently",)
    assert verify_text(claimed, project.articles, tmp_path, {}).findings == verified.findings


def test_a_change_outside_all_sentences_is_found_too(
    claimed: Store, project: Project, article_text: str, tmp_path: Path
) -> None:
    longer = tmp_path / "longer.txt"
    longer.write_text(article_text + "\n", encoding="utf-8")
    (finding,) = verify_text(claimed, project.articles, longer, {}).findings
    assert "not the article's as it was locked" in finding


def test_no_text_is_refused(claimed: Store, project: Project, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        verify_text(claimed, project.articles, tmp_path, {})
