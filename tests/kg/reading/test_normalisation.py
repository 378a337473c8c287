import hashlib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.normalisation import normalise, sentence_hash

TEXTS = st.text(alphabet=st.sampled_from("abé\u0301ŏ-—.1’ \t\r\n\u00a0"), max_size=40)


@pytest.mark.parametrize(
    ("pieces", "sentence"),
    [
        (["  one \n two\t three\r\nfour "], "one two three four"),
        (["Tae-\nwoo"], "Tae-woo"),
        (["Tae- \r\n\n  woo"], "Tae-woo"),
        (["102-\n103"], "102-103"),
        (["(1999- Present)"], "(1999- Present)"),
        (["friends—\nthe"], "friends— the"),
        (["a dash -\nhere"], "a dash - here"),
        (["never", "even"], "never even"),
        (["Moo-", "hyun"], "Moo-hyun"),
        (["never ", " even\n"], "never even"),
        (["Chos\u006f\u030cn"], "Chos\u01d2n"),
        ([], ""),
        (["", "one", "", "two"], "one two"),
    ],
)
def test_the_rule(pieces: list[str], sentence: str) -> None:
    assert normalise(pieces) == sentence


@given(TEXTS)
def test_a_normalised_sentence_stays_as_it_is(text: str) -> None:
    assert normalise([normalise([text])]) == normalise([text])


@given(TEXTS)
def test_a_normalised_sentence_is_nfc_with_single_inner_spaces(text: str) -> None:
    sentence = normalise([text])
    assert unicodedata.is_normalized("NFC", sentence)
    assert sentence == " ".join(sentence.split())


@given(TEXTS)
def test_nothing_but_white_space_is_lost(text: str) -> None:
    before, after = ("".join(words.split()) for words in (text, normalise([text])))
    assert unicodedata.normalize("NFD", after) == unicodedata.normalize("NFD", before)


@given(TEXTS)
def test_line_ends_of_another_system_change_nothing(text: str) -> None:
    text = text.replace("\r", "")
    assert normalise([text.replace("\n", "\r\n")]) == normalise([text])


@given(st.lists(st.from_regex(r"\A[a-z]{1,5}(-[a-z]{1,5})?\Z"), min_size=2, max_size=8), st.data())
def test_cutting_a_sentence_into_pieces_changes_nothing(words: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(words) - 1))
    assert normalise([" \n".join(words[:cut]), " ".join(words[cut:])]) == " ".join(words)


def test_the_hash_is_that_of_the_utf_8_in_lower_case_hexadecimal() -> None:
    assert sentence_hash("Kōno") == hashlib.sha256("Kōno".encode()).hexdigest()
    assert sentence_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
