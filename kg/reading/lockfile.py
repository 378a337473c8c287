"""What `kg read` does: an article's text goes in, its lock files are written, or left as they were."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.errors import Findings
from kg.reading.article import ArticleRecord
from kg.reading.locked import contents_of
from kg.reading.mention_lock import EntityNames
from kg.reading.passages import Passage, read_passages_csv, write_passages_csv
from kg.reading.reader import read_text
from kg.reading.texts import find_text
from kg.reading.whole_file import write_whole


@dataclass(frozen=True)
class Counts:
    """How much was read; `rows` counts those of each lock file beside that of the passages."""

    pages: int
    paragraphs: int
    sentences: int
    footnotes: int
    footnote_sentences: int
    cells: int
    rows: dict[str, int] = field(default_factory=dict)


def lock_text(article: ArticleRecord, location: Path, names: EntityNames) -> Counts:
    """Read the article's text, in a file or a folder, and write its passages and what they hold to the lock files.

    `names` has those of each entity by its prefixed name. Raises InputError for any other text, Findings where a
    passage that is in the lock file would be renumbered, a date is not settled or a mention is ambiguous; the lock
    files are then as they were.
    """
    text = find_text(location, article.text_sha256)
    assert text is not None  # noqa: S101 - a location was given
    passages = read_text(text, article.tables)
    if article.lock_file.exists():
        refuse_renumbering(read_passages_csv(article.lock_file), passages)
    contents = contents_of(article, passages, text, names)
    write_passages_csv(passages, article.lock_file)
    for name, content in contents.items():
        write_whole(article.folder / name, content)
    return replace(counts_of(passages), rows={name: content.count("\n") - 1 for name, content in contents.items()})


def refuse_renumbering(locked: list[Passage], read: list[Passage]) -> None:
    """Raise Findings, a line per passage, where a locked number now stands for another sentence or for none."""
    hashes = {passage.slug: passage.sha256 for passage in read}
    gone = [f"{passage.slug}: no passage has this number now" for passage in locked if passage.slug not in hashes]
    changed = [
        f"{passage.slug}: another sentence has this number now"
        for passage in locked
        if hashes.get(passage.slug, passage.sha256) != passage.sha256
    ]
    if gone or changed:
        what = f"{len(gone) + len(changed)} passages would change their number; claims rest on these, so none may."
        raise Findings(
            what, [*changed, *gone], advice="Nothing was written. Mend the reading rules or the table layout."
        )


def counts_of(passages: list[Passage]) -> Counts:
    """Count what the passages come from; pages are those on which a passage starts."""
    return Counts(
        pages=len({passage.page for passage in passages}),
        paragraphs=len({(here.part, here.section, here.paragraph) for here in passages if here.kind == "sentence"}),
        sentences=sum(passage.kind == "sentence" for passage in passages),
        footnotes=len({passage.footnote for passage in passages if passage.kind == "footnote"}),
        footnote_sentences=sum(passage.kind == "footnote" for passage in passages),
        cells=sum(passage.kind == "cell" for passage in passages),
    )
