"""What reading makes of the article: figures and places only, checked by eye against the printed pages."""

import re
from itertools import pairwise

import pytest

from kg.errors import InputError
from kg.reading.article import ArticleRecord, read_section_titles
from kg.reading.layout import Layout
from kg.reading.normalisation import normalise
from kg.reading.passages import Passage
from kg.reading.reader import read_text
from kg.reading.table import cell_spans

pytestmark = pytest.mark.text

PAGE_FIRST_LINES = [1, 20, 61, 101, 143, 187, 230, 271, 311, 352, 393, 433, 473]
PAGE_FIRST_LINES += [515, 557, 598, 639, 680, 719, 761, 802, 844, 886, 925, 1058, 1102]

CUT_SENTENCES = {
    "2-1-2-1": (92, 101),
    "2-1-4-7": (136, 143),
    "2-2-3-7": (180, 189),
    "3-1-1-3": (303, 311),
    "3-2-2-4": (390, 393),
    "3-3-1-4": (430, 433),
    "4-1-2-3": (511, 517),
    "5-1-6-2": (757, 761),
    "5-3-3-1": (881, 886),
    "6-0-1-4": (924, 1058),
}
"""Each sentence that footnotes, a running head or the table cut: the last line before the cut, the first after it."""

FOOTNOTES = {
    1: (62, 94, 1),
    2: (111, 138, 2),
    3: (126, 140, 2),
    4: (155, 182, 2),
    5: (289, 305, 2),
    6: (373, 392, 3),
    7: (414, 432, 3),
    8: (459, 469, 3),
    9: (719, 759, 5),
    10: (849, 883, 5),
    11: (1097, 1099, 6),
}
"""Each footnote: the line of its marker, the line of its number, the part its marker stands in."""


def line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def words_of(passage: Passage, text: str) -> str:
    return normalise(text[start:end] for start, end in passage.fragments)


def test_every_page_starts_where_it_is_printed(layout: Layout) -> None:
    assert [page.number for page in layout.pages] == list(range(109, 135))
    assert [line_at(layout.text, page.start) for page in layout.pages] == PAGE_FIRST_LINES


def test_both_running_heads_agree_with_the_count(layout: Layout) -> None:
    heads = [(page.number, page.head.text) for page in layout.pages if page.head]
    assert heads == [(114, "114  PARK Young-June"), (122, "122  PARK Young-June")]


def test_parts_and_sections_are_those_of_the_article(read: list[Passage], article: ArticleRecord) -> None:
    titles = read_section_titles(article.folder / "sections.csv")
    found = {(passage.part, passage.section) for passage in read}
    with_sections = {part for part, section in found if section}
    assert with_sections == {2, 3, 4, 5}
    assert found | {(part, 0) for part in with_sections} == set(titles)
    assert len(titles) == 7 + 4 * 3


def test_how_much_there_is(read: list[Passage], layout: Layout) -> None:
    kinds = [passage.kind for passage in read]
    assert {kind: kinds.count(kind) for kind in sorted(set(kinds))} == {"cell": 40, "footnote": 18, "sentence": 298}
    assert len(layout.paragraphs) == 60
    assert (len(layout.footnotes), len(layout.tables)) == (11, 1)


def test_numbers_run_from_one_without_gaps(read: list[Passage]) -> None:
    body = [passage for passage in read if passage.kind == "sentence"]
    for before, here in pairwise(body):
        same_section = (before.part, before.section) == (here.part, here.section)
        if same_section and before.paragraph == here.paragraph:
            assert here.sentence == before.sentence + 1
        else:
            assert here.sentence == 1
            assert here.paragraph == (before.paragraph or 0) + 1 if same_section else here.paragraph == 1
        assert here.slug == f"{here.part}-{here.section}-{here.paragraph}-{here.sentence}"
    assert len({passage.slug for passage in read}) == len(read)


def test_ten_sentences_are_made_whole_from_two_fragments(read: list[Passage], article_text: str) -> None:
    cut = {passage.slug: passage.fragments for passage in read if len(passage.fragments) > 1}
    lines = {
        slug: (line_at(article_text, first[1]), line_at(article_text, second[0]))
        for slug, (first, second) in cut.items()
    }
    assert lines == CUT_SENTENCES


def test_the_eleven_footnotes_and_their_markers(layout: Layout) -> None:
    found = {
        here.note.number: (
            line_at(layout.text, here.note.marker[0]),
            line_at(layout.text, here.note.label[0]),
            here.part,
        )
        for here in layout.footnotes
    }
    assert found == FOOTNOTES


def test_a_paragraph_goes_on_after_the_last_footnote(read: list[Passage], article_text: str) -> None:
    lines = {passage.slug: line_at(article_text, passage.fragments[0][0]) for passage in read}
    assert (lines["6-0-5-4"], lines["6-0-5-5"]) == (1096, 1102)


@pytest.mark.parametrize(
    ("slug", "fragments", "sha256"),
    [
        ("5-2-1-4", ((52585, 52848),), "5da9a8d66b63509ee74fdcd1fc91e252991473c6e269dcd55a2087a643f3dbde"),
        ("5-2-3-2", ((54447, 54553),), "2717e1ebbb88e0f78d2093c9676f3ef4988cfac97c0022b7a926245239bf1f23"),
        ("5-2-3-6", ((55024, 55097),), "f8a283a67f64ba7762472ad9c9f42b895d4037015966e89cc3851a00682369d5"),
        ("6-0-5-8", ((67649, 67904),), "b12ebb42c2b9699d387fc412801e837d8247b99429f5c4bf9ed7b3ac45486414"),
    ],
)
def test_sentences_that_were_hashed_by_hand(
    read: list[Passage], slug: str, fragments: tuple[tuple[int, int], ...], sha256: str
) -> None:
    (passage,) = (passage for passage in read if passage.slug == slug)
    assert (passage.fragments, passage.sha256) == (fragments, sha256)


def test_no_sentence_holds_a_running_head_a_marker_or_a_footnote(read: list[Passage], layout: Layout) -> None:
    taken_out = [span for span, _ in layout.furniture]
    notes = [here.note.span for here in layout.footnotes]
    for passage in read:
        for start, end in passage.fragments:
            assert all(end <= first or last <= start for first, last in taken_out), passage.slug
            if passage.kind != "footnote":
                assert all(end <= first or last <= start for first, last in notes), passage.slug
        assert not re.search(r"[a-z.,”)]\d{1,2}$", words_of(passage, layout.text)), passage.slug


def test_years_at_a_sentence_end_are_no_markers(read: list[Passage], article_text: str) -> None:
    ends = [words_of(passage, article_text)[-5:] for passage in read if passage.kind == "sentence"]
    years = [end for end in ends if re.fullmatch(r"\d{4}\.", end)]
    assert len(years) == 13
    assert {year[:3] for year in years} == {"196", "197", "199", "200", "201"}


def test_sentences_begin_and_end_as_sentences_do(read: list[Passage], article_text: str) -> None:
    for passage in read:
        if passage.kind != "cell":
            words = words_of(passage, article_text)
            assert words[0].isupper(), passage.slug
            assert words.endswith((".", "?", ".”")) or passage.slug == "fn-11-1", passage.slug


def test_all_line_end_hyphens_stay(read: list[Passage], article_text: str) -> None:
    assert len(re.findall(r"-\n", article_text)) == 23
    for passage in read:
        assert "- " not in words_of(passage, article_text).replace("1999- ", "").replace("1998- ", ""), passage.slug


def test_fragments_are_tight(read: list[Passage], article_text: str) -> None:
    pieces = [article_text[start:end] for passage in read for start, end in passage.fragments]
    assert pieces
    assert all(piece and piece == piece.strip() for piece in pieces)


def test_every_word_outside_the_furniture_is_in_exactly_one_passage(
    read: list[Passage], layout: Layout, article: ArticleRecord
) -> None:
    (table,) = layout.tables
    first_cell = cell_spans(table, article.tables[1])[0][1][0]
    taken_out = [span for span, _ in layout.furniture] + [(table.lines[0].start, first_cell)]
    spans = [span for passage in read for span in passage.fragments] + taken_out
    covered = sorted(
        offset for start, end in spans for offset in range(start, end) if not layout.text[offset].isspace()
    )
    assert covered == [offset for offset, character in enumerate(layout.text) if not character.isspace()]


def test_the_table_has_four_rows_of_four_columns(read: list[Passage], article_text: str) -> None:
    cells = {passage.cell: words_of(passage, article_text) for passage in read if passage.cell}
    entries = {(row, column): 0 for row in range(1, 5) for column in range(1, 5)}
    for row, column, entry in cells:
        entries[row, column] += 1
        assert entry == entries[row, column]
    assert list(entries.values()) == [1, 1, 4, 4, 1, 1, 3, 4, 1, 1, 2, 6, 1, 3, 3, 4]
    assert [cells[row, 1, 1] for row in range(1, 5)] == [
        "Park Chung-hee",
        "Roh Tae-woo / Kim Young-sam",
        "Kim Dae-jung / Roh Moo-hyun",
        "Lee Myung-bak / Park Geun-hye",
    ]
    assert (cells[1, 4, 4], cells[3, 3, 1], cells[4, 4, 3]) == ("APATO", "Tokdo Islands Issue", "GSOMIA, ACSA")


def test_a_passage_names_the_page_it_starts_on(read: list[Passage]) -> None:
    pages = {passage.slug: passage.page for passage in read}
    assert [pages[slug] for slug in ("0-0-1-1", "1-0-1-1", "2-2-3-7", "2-2-3-8", "fn-4-1")] == [109, 110, 113, 114, 113]
    assert [pages[slug] for slug in ("5-2-3-6", "6-0-1-4", "t1-1-1-1", "6-0-1-5", "6-0-5-9")] == [
        129,
        131,
        132,
        133,
        134,
    ]


def test_the_lock_file_is_what_a_fresh_reading_gives(read: list[Passage], locked: list[Passage]) -> None:
    assert read == locked


def test_a_text_without_the_table_is_refused(layout: Layout, article: ArticleRecord) -> None:
    with pytest.raises(InputError, match="has 0 tables, the layouts describe 1"):
        read_text(layout.text[: layout.tables[0].lines[0].start], article.tables)
