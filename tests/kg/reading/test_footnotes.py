import pytest

from kg.reading.blocks import blocks_of
from kg.reading.footnotes import Note, footnotes_of, marker_in
from kg.reading.pages import pages_of


def notes(text: str, last: int = 0) -> list[Note]:
    (page,) = pages_of(text)
    return footnotes_of(text, blocks_of(page), last)


def test_the_last_block_is_a_footnote_if_its_number_is_glued_to_the_text() -> None:
    text = "It was so.1 And on\n\n1. See Somebody\n(1991)."
    (note,) = notes(text)
    assert note.number == 1
    assert text[slice(*note.span)] == "See Somebody\n(1991)."
    assert text[slice(*note.label)] == "1. "
    assert note.marker == (10, 11)


def test_several_notes_may_stand_in_one_block() -> None:
    text = "One is.2 “Two.”3 On\n\n2. First\nnote. \n3. Second note"
    assert [text[slice(*note.span)] for note in notes(text, last=1)] == ["First\nnote.", "Second note"]


def test_a_number_in_a_note_without_a_marker_begins_no_other_note() -> None:
    text = "One is.1 On\n\n1. The year was\n2. not given."
    assert [text[slice(*note.span)] for note in notes(text)] == ["The year was\n2. not given."]


@pytest.mark.parametrize(
    "text",
    [
        "In 1965 and 1. it\n\n1. See Somebody.",
        "It was so.1 And on\n\n1. Strategy and Policy",
        "It was so.1 And on\n\n1. See Somebody.\n\nMore text.",
        "1. See Somebody.",
        "• By somebody.1\n\n1. See Somebody.",
        "",
    ],
    ids=["no marker", "a heading", "not the last block", "nothing above", "a marker in a by-line", "nothing"],
)
def test_what_is_no_footnote(text: str) -> None:
    assert notes(text) == []


def test_a_number_not_above_the_last_is_no_note() -> None:
    assert notes("It was so.1 On\n\n1. See Somebody.", last=1) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("relations.9 However", 10),
        ("system.”9 For", 8),
        ("146).9\nNext", 5),
        ("1970s.9", 6),
        ("word9 on", 4),
        ("in 1979 on", None),
        ("1-9 on", None),
        ("G9-nation", None),
        ("(J9), the", None),
        ("(9) no", None),
        ("the 9 of them", None),
    ],
)
def test_a_marker_is_glued_to_a_letter_or_a_closing_mark(text: str, place: int | None) -> None:
    marker = marker_in(text, 9, [(0, len(text))])
    assert marker == (None if place is None else (place, place + 1))
