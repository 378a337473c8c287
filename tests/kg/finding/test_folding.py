"""What makes no difference to a search: marks, case, apostrophes, width; and what is a word in each script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.finding.folding import fold, phrases_of, pieces_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Satō", "SATO"),
        ("Sato\u0304", "Satō"),
        ("Ch'ŏngwadae", "Chongwadae"),
        ("Jun’ichirō", "Junichiro"),
        ("ＡＣＳＡ", "acsa"),
        ("노태우", "\u1102\u1169\u1110\u1162\u110b\u116e"),
        ("communiqué", "communique"),
    ],
)
def test_what_is_one_name_folds_to_one_text(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_marks_that_make_another_letter_stay() -> None:
    assert fold("が") != fold("か")


def test_a_hyphen_parts_words_and_each_character_of_the_regions_scripts_is_a_piece() -> None:
    assert phrases_of("Tae-woo, 盧泰愚 G20") == [["tae"], ["woo"], ["盧", "泰", "愚"], ["g20"]]
    assert phrases_of("\0\"' * NEAR") == [["near"]]


@given(st.text())
def test_pieces_are_letters_and_digits_whatever_the_text(text: str) -> None:
    assert all(piece.isalnum() for piece in pieces_of(text))
