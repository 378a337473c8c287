import pytest

from kg.reading.blocks import Block, BlockKind, blocks_of, is_title
from kg.reading.pages import pages_of


def blocks(text: str) -> list[Block]:
    (page,) = pages_of(text)
    return blocks_of(page)


def test_blocks_are_parted_by_blank_lines() -> None:
    found = blocks("one two\nthree.\n \n\nfour.\n")
    assert [block.words for block in found] == ["one two three.", "four."]
    assert [block.kind for block in found] == [BlockKind.TEXT] * 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Background", BlockKind.PART_HEADING),
        ("The Strategy of “Nordpolitik” and\nIts Relations: the Somebody Administration", BlockKind.PART_HEADING),
        ("1. Strategy and Policy", BlockKind.SECTION_HEADING),
        ("2.   The Barriers\nto Relations", BlockKind.SECTION_HEADING),
        ("• Translated by SOMEBODY", BlockKind.BYLINE),
        ("Table 1. Something\n\nCell", BlockKind.TABLE),
        ("To explain further, the government began", BlockKind.TEXT),
        ("Yes.", BlockKind.TEXT),
        ("1. See Somebody (1991).", BlockKind.TEXT),
        ("He Said, “Never.”", BlockKind.TEXT),
        ("As table 1 shows", BlockKind.TEXT),
    ],
)
def test_the_kind_of_a_block(words: str, kind: BlockKind) -> None:
    assert [block.kind for block in blocks(words)] == [kind]


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("Korea-Japan Relations", True),
        ("“Dismantle the Structure”", True),
        ("Progress since the War", False),
        ("The End.", False),
        ("The End.”", False),
        ("on to", False),
        ("", False),
    ],
)
def test_title_case_without_a_closing_mark(words: str, answer: bool) -> None:
    assert is_title(words) is answer


def test_a_table_takes_the_rest_of_its_page_with_its_blank_lines() -> None:
    text, table = blocks("Before.\n\nTable 2. What\n\nCell\n\nOther Cell\n\n")
    assert text.kind is BlockKind.TEXT
    assert [line.text for line in table.lines] == ["Table 2. What", "", "Cell", "", "Other Cell"]


def test_a_section_heading_knows_its_number() -> None:
    assert [block.section_number for block in blocks("12. Some Heading\n\nOther Heading")] == [12, 0]


def test_offsets_leave_out_white_space_at_the_ends() -> None:
    text = " one \ntwo \n"
    (block,) = blocks(text)
    assert text[block.start : block.end] == "one \ntwo"
