"""Damage to a text of our own and to the article: exactly the passages that it touches are named."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.reading.alignment import Reason, compare
from kg.reading.layout import Layout
from kg.reading.passages import Passage
from kg.reading.reader import read_text
from kg.reading.table import Cell

TEXT = """Part

One was there first. Two came after it.1 Then three fol-

1. A note on one. A second sentence in it.
 lowed suit. Four stayed at home
with its friends.

Five closed the evening.
 Table 1. What They Did

One went
home

Two

One went
home
 And six came too.
"""
CELLS = {1: [Cell(1, 1, 1, 2, 3), Cell(1, 2, 1, 5, 5), Cell(2, 1, 1, 7, 8)]}
PASSAGES = read_text(TEXT, CELLS)


def named(text: str) -> list[str]:
    return [mismatch.passage.slug for mismatch in compare(PASSAGES, text)]


def touched(passages: list[Passage], start: int, end: int) -> list[str]:
    """The passages with a character in a stretch of the text."""
    return [here.slug for here in passages if any(first < end and last > start for first, last in here.fragments)]


def test_the_text_itself_has_no_mismatch() -> None:
    assert len(PASSAGES) == 11
    assert compare(PASSAGES, TEXT) == []


def test_line_ends_and_line_breaks_of_another_program_are_no_damage() -> None:
    assert named(TEXT.replace("\n", "\r\n")) == []
    assert named(TEXT.replace("home\nwith", "home with")) == []


@given(st.sampled_from(list(re.finditer(r"\w+", TEXT))), st.sampled_from(["lower", "Upper", "Dr.", "12", "x?"]))
def test_a_changed_word_names_its_passage_and_no_other(word: re.Match[str], other: str) -> None:
    structure = {"Part", "1", "Table"}
    if word[0] not in structure:
        damaged = TEXT[: word.start()] + other + TEXT[word.end() :]
        assert named(damaged) == touched(PASSAGES, *word.span())


def test_an_inserted_line_blames_nothing_that_follows() -> None:
    assert named(TEXT.replace("\nFive", "\nA new line came in.\n\nFive")) == []
    assert named(TEXT.replace("with its", "a new line\nwith its")) == ["1-0-1-4"]
    assert named(TEXT.replace("Two\n\nOne went", "Two\n\nNew\n\nOne went")) == []


def test_the_reasons() -> None:
    ((passage, reason),) = compare(PASSAGES, TEXT.replace("closed", "opened"))
    assert (passage.slug, reason) == ("1-0-2-1", Reason.CHANGED)
    ((passage, reason),) = compare(PASSAGES, TEXT.replace("Five closed the evening.\n", ""))
    assert (passage.slug, reason) == ("1-0-2-1", Reason.MISSING)
    both = compare(PASSAGES, TEXT.replace("One was there first. Two came", "They came"))
    assert [(passage.slug, reason) for passage, reason in both] == [
        ("1-0-1-1", Reason.CHANGED_OR_MISSING),
        ("1-0-1-2", Reason.CHANGED_OR_MISSING),
    ]


def test_of_two_equal_cells_the_changed_one_is_named() -> None:
    assert named(TEXT.replace("One went\nhome", "One came\nhome", 1)) == ["t1-1-1-1"]
    assert named("One came".join(TEXT.rsplit("One went", 1))) == ["t1-2-1-1"]


def test_a_table_that_is_no_longer_taken_for_one_still_holds_its_cells() -> None:
    assert not [slug for slug in named(TEXT.replace("Table 1.", "Table.")) if slug.startswith("t1")]


@pytest.mark.parametrize("text", ["", "Nothing of it stands here. Not one."])
def test_a_wrong_text_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="holds no passage of the article"):
        compare(PASSAGES, text)


@given(st.integers(0, len(TEXT)))
def test_a_text_cut_off_anywhere_keeps_what_stands_before_the_cut(end: int) -> None:
    whole = {passage.slug for passage in PASSAGES if passage.kind == "sentence" and passage.fragments[-1][1] <= end}
    if whole:
        assert "1-0-1-1" not in named(TEXT[:end])


@pytest.mark.text
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_changed_word_of_the_article_names_its_passage_and_no_other(
    locked: list[Passage], article_text: str, data: st.DataObject
) -> None:
    passage = data.draw(st.sampled_from(locked))
    first, last = passage.fragments[0]
    word = data.draw(st.sampled_from(list(re.finditer(r"\w+", article_text[first:last]))))
    other = data.draw(st.sampled_from(["lower", "Upper", "Dr.", "12"]))
    damaged = article_text[: first + word.start()] + other + article_text[first + word.end() :]
    assert [mismatch.passage.slug for mismatch in compare(locked, damaged)] == [passage.slug]


@pytest.mark.text
@pytest.mark.parametrize("index", [0, 3, 5, 9, 17, 22, 23, 25])
def test_a_page_removed_from_the_article_names_what_stood_on_it(
    locked: list[Passage], layout: Layout, index: int
) -> None:
    starts = [page.start for page in layout.pages] + [len(layout.text)]
    damaged = layout.text[: starts[index]] + layout.text[starts[index + 1] :]
    assert [here.passage.slug for here in compare(locked, damaged)] == touched(locked, *starts[index : index + 2])


@pytest.mark.text
@pytest.mark.parametrize("line", [1, 62, 100, 138, 187, 300, 470, 513, 788, 926, 945, 1000, 1058, 1100, 1117])
def test_a_line_inserted_in_the_article_names_at_most_the_passage_it_cuts(
    locked: list[Passage], article_text: str, line: int
) -> None:
    lines = article_text.split("\n")
    start = len("\n".join(lines[:line])) + 1
    damaged = "\n".join([*lines[:line], "Something of ours came in here.", *lines[line:]])
    cut = [here.slug for here in locked if here.fragments[0][0] < start < here.fragments[-1][1]]
    assert {here.passage.slug for here in compare(locked, damaged)} <= set(cut)


@pytest.mark.text
def test_a_truncated_article_names_what_is_cut_off(locked: list[Passage], article_text: str) -> None:
    end = locked[200].fragments[0][0] + 20
    found = [here.passage.slug for here in compare(locked, article_text[:end])]
    assert found == touched(locked, end, len(article_text))


@pytest.mark.text
def test_the_article_with_other_line_ends_has_no_mismatch(locked: list[Passage], article_text: str) -> None:
    assert compare(locked, article_text.replace("\n", "\r\n")) == []
