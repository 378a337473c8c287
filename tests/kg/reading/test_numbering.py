"""Reading of small texts of our own: numbers of passages, and what is refused."""

import pytest

from kg.errors import InputError
from kg.reading.reader import read_text
from kg.reading.table import Cell

TEXT = "One is so.1 Two is.\n\n1. A note. Its end.\n Table 1. What\n\nKim\n"


def test_sentences_then_footnotes_then_cells() -> None:
    passages = read_text(TEXT, {1: [Cell(1, 1, 1, 2, 2)]})
    assert [(here.slug, here.kind, here.page) for here in passages] == [
        ("0-0-1-1", "sentence", 1),
        ("0-0-1-2", "sentence", 1),
        ("fn-1-1", "footnote", 1),
        ("fn-1-2", "footnote", 1),
        ("t1-1-1-1", "cell", 2),
    ]
    assert [here.paragraph for here in passages] == [1, 1, None, None, None]


def test_two_passages_with_one_number_are_refused() -> None:
    with pytest.raises(InputError, match="Two passages of the text have the number 0-1-1-1"):
        read_text("1. Section\n\nOne.\n\n2. Section\n\nTwo.\n\n1. Section\n\nThree.", {})


def test_a_table_without_a_layout_is_refused() -> None:
    with pytest.raises(InputError, match="has 1 tables, the layouts describe 0"):
        read_text(TEXT, {})
