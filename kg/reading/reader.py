"""An article's text goes in, come out its passages: sentences, footnotes' sentences and table cells, in that order."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kg.errors import InputError
from kg.reading.layout import Layout, layout_of
from kg.reading.normalisation import normalise, sentence_hash
from kg.reading.passages import Passage, Span
from kg.reading.prose import prose_of
from kg.reading.sentences import sentences_of
from kg.reading.table import Cell, cell_spans


def read_text(text: str, tables: Mapping[int, list[Cell]]) -> list[Passage]:
    """All passages of a text; `tables` has the layout of each table by its number from 1.

    Raises InputError where a table and its layout do not fit each other, or two passages would have one number.
    """
    layout = layout_of(text)
    if len(layout.tables) != len(tables):
        raise InputError(f"The text has {len(layout.tables)} tables, the layouts describe {len(tables)}.")
    passages = [*body_passages(layout), *footnote_passages(layout), *cell_passages(layout, tables)]
    repeated = sorted(slug for slug, times in Counter(here.slug for here in passages).items() if times > 1)
    if repeated:
        raise InputError(f"Two passages of the text have the number {repeated[0]}.", advice="Look at its headings.")
    return passages


def body_passages(layout: Layout) -> Iterator[Passage]:
    """The sentences of the body, in text order."""
    for here in layout.paragraphs:
        for number, fragments in enumerate(_sentences(layout, here.spans), start=1):
            slug = f"{here.part}-{here.section}-{here.number}-{number}"
            yield _passage(layout, slug, (here.part, here.section, here.number, number), "sentence", fragments)


def footnote_passages(layout: Layout) -> Iterator[Passage]:
    """The sentences of the footnotes, in the order of their numbers."""
    for here in layout.footnotes:
        for number, fragments in enumerate(_sentences(layout, (here.note.span,)), start=1):
            slug = f"fn-{here.note.number}-{number}"
            yield _passage(layout, slug, (here.part, here.section, None, number), "footnote", fragments)


def cell_passages(layout: Layout, tables: Mapping[int, list[Cell]]) -> Iterator[Passage]:
    """The cells of the tables, row by row."""
    for number, table in enumerate(layout.tables, start=1):
        for cell, span in cell_spans(table, tables[number]):
            slug = f"t{number}-{cell.row}-{cell.column}-{cell.entry}"
            yield _passage(layout, slug, (table.part, table.section, None, 1), "cell", (span,))


def _sentences(layout: Layout, spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    prose = prose_of(layout.text, spans)
    for start, end in sentences_of(prose.words):
        yield prose.fragments(start, end)


def _passage(
    layout: Layout, slug: str, place: tuple[int, int, int | None, int], kind: str, fragments: tuple[Span, ...]
) -> Passage:
    part, section, paragraph, number = place
    page = layout.page_at(fragments[0][0])
    sha256 = sentence_hash(normalise(layout.text[start:end] for start, end in fragments))
    return Passage(slug, part, section, page, paragraph, number, kind, fragments, sha256)
