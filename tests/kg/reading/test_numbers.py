"""Which numbers are found in a sentence, and what the lock file says of them; every sentence here is invented."""

import re
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.article import ArticleRecord
from kg.reading.numbers import Number, numbers_csv, numbers_in, read_numbers_csv


def found(sentence: str) -> list[tuple[str, str, str]]:
    """What is found: the words of the sentence, the value, the kind."""
    return [(sentence[here.start : here.end], here.value, here.kind) for here in numbers_in("1-1-1-1", sentence)]


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("Three tugs and 12,000 men came.", [("Three", "3", "cardinal"), ("12,000", "12000", "cardinal")]),
        ("Two hundred and ten tugs sank.", [("Two hundred and ten", "210", "cardinal")]),
        ("At least one thousand and one did.", [("one thousand and one", "1001", "cardinal")]),
        ("The first five-year levy ended.", [("first", "1", "ordinal"), ("five", "5", "cardinal")]),
        ("A twenty-sixth fair opened.", [("twenty-sixth", "26", "ordinal")]),
        ("The 26th fair opened for the second time.", [("26th", "26", "ordinal"), ("second", "2", "ordinal")]),
        ("One tug of 2.5 tons sank.", [("One", "1", "cardinal"), ("2.5", "2.5", "cardinal")]),
        ("It wants (1) salt; 2) rye.", [("1", "1", "ordinal"), ("2", "2", "ordinal")]),
        ("It took the fifty years since.", [("fifty", "50", "cardinal")]),
        ("They called it the “two mills policy”.", [("two", "2", "cardinal")]),
    ],
)
def test_what_counts_or_orders_is_a_number(sentence: str, numbers: list[tuple[str, str, str]]) -> None:
    assert found(sentence) == numbers


@pytest.mark.parametrize(
    ("sentence", "pages"),
    [
        ("So it went (Alba 1998, 37).", [("37", "37")]),
        ("Alba (1998, 170-71) says so.", [("170-71", "170-171")]),
        ("So it went (Alba 1998, 5; Boni 2001, 8–12, 14).", [("5", "5"), ("8–12", "8-12"), ("14", "14")]),
        ("So it went (Alba 1998, ch. 8).", [("8", "8")]),
    ],
)
def test_the_place_in_a_cited_work_is_a_page(sentence: str, pages: list[tuple[str, str]]) -> None:
    assert found(sentence) == [(words, value, "page") for words, value in pages]


@pytest.mark.parametrize(
    "sentence",
    [
        "On May 16, 1961, on 16 May and on July 7 it rained.",
        "From 1990-92, through the 1970s and until 1998-2000 it rained.",
        "It rained in the nineteenth century and in the 20th century.",
        "Others agree (Alba 1998; Boni 2001) with Alba (1998).",
        "The paper was read (Morning Post, June 28, 2012).",
    ],
)
def test_a_date_is_no_number(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize("sentence", ["The G20 and the J5 met.", "ASEAN+3 met.", "An export-first rule."])
def test_what_is_glued_to_letters_is_a_name(sentence: str) -> None:
    assert found(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "First, the mills stood still.",
        "First of all, the mills stood still.",
        "One of them, as on the one hand no one saw, was one.",
        "At first the mills stood still.",
        "The two towns and these three mills stood still.",
    ],
)
def test_what_orders_sentences_or_points_back_is_no_number(sentence: str) -> None:
    assert found(sentence) == []


def test_offsets_are_code_points_of_the_sentence() -> None:
    assert numbers_in("1-1-1-1", "Ŭlsa had 𝟛 and three.") == [Number("1-1-1-1", 15, 20, "3", "cardinal")]


def test_the_lock_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text(numbers_csv([("1-1-1-1", "Three tugs."), ("1-1-1-2", "No tug (Alba 1998, 5).")]), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == (
        "passage,start,end,value,kind\n1-1-1-1,0,5,3,cardinal\n1-1-1-2,19,20,5,page\n"
    )
    assert [number.value for number in read_numbers_csv(path)] == ["3", "5"]


@pytest.mark.parametrize("row", ["1-1-1-1,0,x,3,cardinal", "1-1-1-1,0,5,,cardinal", "1-1-1-1,0,5,3,decimal"])
def test_a_row_made_by_hand_is_refused_with_its_line(row: str, tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text(f"passage,start,end,value,kind\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"numbers.csv:2: is no row of a number"):
        read_numbers_csv(path)


def test_the_article_has_numbers_and_the_lock_file_no_words(article: ArticleRecord) -> None:
    committed = (article.folder / "numbers.csv").read_text(encoding="utf-8")
    assert len(read_numbers_csv(article.folder / "numbers.csv")) > 50
    assert not re.search("[A-Za-z]{2,} ", committed)
