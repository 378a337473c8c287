import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.sentences import sentences_of


def split(words: str) -> list[str]:
    return [words[start:end] for start, end in sentences_of(words)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Who was it?", "It was Somebody."],
        ["They met (Somebody 1999, ch. 8).", "It went on."],
        ["He calls it a “new era.”", "It went on."],
        ["It was so (Suh 2006, 146).", "It went on."],
        ["Three principles: (1) no force; (2) no harm; (3) reconciliation.", "It went on."],
        ["Its aims: 1) a solid posture; 2) a process; 3) trust.", "It went on."],
        ["He asked: why?", "Why then?"],
        ["Korea has now … become one of them.", "It went on."],
        ["By then it had ended in the late 1970s.", "President Somebody went on."],
    ],
    ids=lambda sentences: sentences[0][:20],
)
def test_where_sentences_end(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@given(st.text(alphabet="Ab1.?”) (", max_size=60))
def test_every_character_but_white_space_is_in_exactly_one_sentence(words: str) -> None:
    assert "".join("".join(split(words)).split()) == "".join(words.split())
