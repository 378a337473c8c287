from hypothesis import given
from hypothesis import strategies as st

from kg.reading.layout import Layout, layout_of

LINES = (
    st.sampled_from(["", " ", "Some words here.", " more words on", "Some Heading", "1. Some Heading", "\r"])
    | st.sampled_from(["It was so.1 And", "so.2", "1. A note on it.", "2. Another.", "12  NAME Some", "7  X"])
    | st.sampled_from(["Table 1. Cells", "• By somebody", "Word | Text goes"])
)


def paragraphs(text: str) -> list[tuple[tuple[int, int, int], str]]:
    layout = layout_of(text)
    return [
        ((here.part, here.section, here.number), "|".join(text[start:end] for start, end in here.spans))
        for here in layout.paragraphs
    ]


def furniture(layout: Layout) -> list[tuple[str, str]]:
    return [(kind, layout.text[start:end]) for (start, end), kind in layout.furniture]


def test_parts_are_counted_and_sections_numbered_as_printed() -> None:
    text = "Label | One.\n\nPart\n\nTwo.\n\nOther Part\n\n1. Section\n\nThree.\n\nFour.\n\n2. Section\n\nFive."
    assert paragraphs(text) == [
        ((0, 0, 1), "One."),
        ((1, 0, 1), "Two."),
        ((2, 1, 1), "Three."),
        ((2, 1, 2), "Four."),
        ((2, 2, 1), "Five."),
    ]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    assert paragraphs("It went\n on.\n\nNext.") == [((0, 0, 1), "It went\n on."), ((0, 0, 2), "Next.")]


def test_a_blank_line_at_a_page_break_ends_a_paragraph() -> None:
    assert paragraphs("It went on.\n\n Next.") == [((0, 0, 1), "It went on."), ((0, 0, 2), "Next.")]


def test_a_paragraph_goes_on_after_a_running_head_a_footnote_and_a_table() -> None:
    text = "This\nwent\n\n9  NAME\n\non so.1 And \n\n1. A note\n on to\n\n Table 1. What\n\nCell\n\n its end."
    layout = layout_of(text)
    assert paragraphs(text) == [((0, 0, 1), "This\nwent|on so.|And|on to|its end.")]
    assert [text[slice(*here.note.span)] for here in layout.footnotes] == ["A note"]
    assert [[line.text for line in table.lines] for table in layout.tables] == [[" Table 1. What", "", "Cell"]]


def test_a_heading_at_the_top_of_a_page_ends_the_paragraph_before() -> None:
    assert paragraphs("One.\n Part\n\nTwo.") == [((0, 0, 1), "One."), ((1, 0, 1), "Two.")]


def test_a_footnote_stands_in_the_section_of_its_marker() -> None:
    text = "Part\n\n1. Section\n\nIt is so.1\n\n2. Section\n\nTwo.\n\n1. A note."
    (footnote,) = layout_of(text).footnotes
    assert (footnote.part, footnote.section) == (1, 1)


def test_what_is_taken_out_is_listed() -> None:
    text = "Word | It is so.1 On\n\n1. A note.\n9  NAME\n\nPart\n\n1. Section\n\nTwo.\n\n• By somebody"
    assert furniture(layout_of(text)) == [
        ("label", "Word |"),
        ("footnote marker", "1"),
        ("footnote number", "1. "),
        ("running head", "9  NAME"),
        ("part heading", "Part"),
        ("section heading", "1. Section"),
        ("by-line", "• By somebody"),
    ]


@given(st.lists(LINES, max_size=14))
def test_any_text_is_read_and_each_word_of_it_once(lines: list[str]) -> None:
    text = "\n".join(lines)
    layout = layout_of(text)
    spans = [span for here in layout.paragraphs for span in here.spans]
    spans += [here.note.span for here in layout.footnotes] + [span for span, _ in layout.furniture]
    spans += [(line.start, line.end) for table in layout.tables for line in table.lines]
    covered = [offset for start, end in spans for offset in range(start, end) if not text[offset].isspace()]
    assert sorted(covered) == [offset for offset, character in enumerate(text) if not character.isspace()]
