from hypothesis import given
from hypothesis import strategies as st

from kg.reading.normalisation import normalise
from kg.reading.prose import prose_of

PIECES = st.lists(st.text(alphabet="ab.-1 \n\t", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=4)


def test_fragments_are_tight_and_one_for_each_piece() -> None:
    text = "It was \nnever FURNITURE even so. On"
    spans = [(0, 13), (24, len(text))]
    prose = prose_of(text, spans)
    assert prose.words == "It was never even so. On"
    assert prose.fragments(0, 21) == ((0, 13), (24, 32))
    assert prose.fragments(22, 24) == ((33, 35),)


def test_a_page_break_without_furniture_cuts_nothing() -> None:
    text = "alternated between \n cooperation"
    assert prose_of(text, [(0, len(text))]).fragments(0, 30) == ((0, len(text)),)


@given(PIECES)
def test_the_words_are_those_of_a_normalised_sentence(pieces: list[str]) -> None:
    text, spans = "", []
    for piece in (piece.strip() for piece in pieces):
        spans.append((len(text), len(text) + len(piece)))
        text += piece + "#"
    prose = prose_of(text, spans)
    assert prose.words == normalise(text[start:end] for start, end in spans)
    assert prose.fragments(0, len(prose.words)) == tuple(spans)
    assert all(text[offset] == word for offset, word in zip(prose.offsets, prose.words, strict=True) if word != " ")
