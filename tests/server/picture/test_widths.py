"""Words cut to a width."""

from hypothesis import given
from hypothesis import strategies as st

from server.picture.widths import cut, width_of


@given(st.text(max_size=300), st.floats(20, 600))
def test_what_is_cut_fits_and_says_that_it_is_cut(words: str, room: float) -> None:
    shown = cut(words, 12.5, room)
    assert width_of(shown, 12.5) <= room + 1e-6
    assert shown == words or shown.endswith("…")


def test_what_fits_is_whole() -> None:
    assert cut("Declaration of the Peace Line", 12.5, 400) == "Declaration of the Peace Line"
    assert cut("Declaration of the Peace Line", 12.5, 100) == "Declaration of…"


def test_letters_of_other_scripts_and_marks_have_their_width() -> None:
    assert width_of("독도", 10) > width_of("ab", 10)
    assert width_of("o\u0304", 10) == width_of("o", 10) == width_of("ō", 10)
    assert width_of("\u202e", 10) == 0
