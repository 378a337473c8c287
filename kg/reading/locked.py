"""What is locked beside an article's passages: a file for each kind of thing that its sentences hold.

To lock another kind of thing, write the function that gives its file's content and name it in LOCK_FILES: `kg read`
then writes the file and `kg check --text` verifies it.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, zip_longest

from kg.reading.article import ArticleRecord
from kg.reading.dates import dates_of
from kg.reading.dates_by_hand import read_dates_by_hand, settle
from kg.reading.dates_file import dates_csv
from kg.reading.mention_lock import EntityNames, mentions_file
from kg.reading.numbers import numbers_csv
from kg.reading.passages import Passage
from kg.reading.texts import sentence_of

Sentences = Sequence[tuple[Passage, str]]
"""An article's passages in order, each with its normalised text."""


def locked_dates(article: ArticleRecord, sentences: Sentences, _: EntityNames) -> str:
    """The content of `dates.csv`; raises Findings for dates that are not settled, InputError for a bad row by hand."""
    found = [
        date
        for _, paragraph in groupby(sentences, key=lambda pair: _paragraph(pair[0]))
        for date in dates_of((passage.slug, sentence) for passage, sentence in paragraph)
    ]
    by_hand = read_dates_by_hand(article.folder / "dates-by-hand.csv")
    return dates_csv(settle(found, by_hand, {passage.slug: sentence for passage, sentence in sentences}))


def locked_numbers(_: ArticleRecord, sentences: Sentences, __: EntityNames) -> str:
    """The content of `numbers.csv`."""
    return numbers_csv((passage.slug, sentence) for passage, sentence in sentences)


def locked_mentions(article: ArticleRecord, sentences: Sentences, names: EntityNames) -> str:
    """The content of `mentions.csv`; raises Findings for mentions that are ambiguous."""
    return mentions_file(article.folder, names, [(passage.slug, sentence) for passage, sentence in sentences])


LOCK_FILES: dict[str, Callable[[ArticleRecord, Sentences, EntityNames], str]] = {
    "dates.csv": locked_dates,
    "mentions.csv": locked_mentions,
    "numbers.csv": locked_numbers,
}
"""The name of each lock file beside `passages.csv`, with the function that reads its content from the sentences."""


def contents_of(article: ArticleRecord, passages: Sequence[Passage], text: str, names: EntityNames) -> dict[str, str]:
    """The content of each lock file beside `passages.csv`, by name, read from the article's text.

    `names` has those of each entity by its prefixed name.
    """
    sentences = [(passage, sentence_of(passage, text)) for passage in passages]
    return {name: content_of(article, sentences, names) for name, content_of in LOCK_FILES.items()}


def differing_rows(locked: str, read: str) -> Iterator[str]:
    """A line for each row that is in one content and not in the other, in their order."""
    before, now = locked.splitlines(), read.splitlines()
    gone, new = set(before) - set(now), set(now) - set(before)
    if not gone and not new and locked != read:
        yield "the rows stand in another order or form"
    for old, fresh in zip_longest(before, now):
        if old in gone:
            yield f"{old}: the text gives no such row"
        if fresh in new:
            yield f"{fresh}: the file lacks this row"


def _paragraph(passage: Passage) -> tuple[object, ...]:
    """What a paragraph's passages share: a footnote is a paragraph too, and so is each entry of a table."""
    if passage.kind == "sentence":
        return passage.part, passage.section, passage.paragraph
    return (passage.slug,) if passage.kind == "cell" else (passage.kind, passage.footnote)
