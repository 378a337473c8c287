"""The passages of an article, by number, place and hash, and the lock file `passages.csv` that keeps them.

A row goes in, a `Passage` comes out, and back; no word of the article stands in either.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.reading.csv_rows import csv_of, rows_of
from kg.reading.whole_file import write_whole

Span = tuple[int, int]

COLUMNS = ("slug", "part", "section", "page", "paragraph", "sentence", "kind", "fragments", "sha256")
KINDS = ("sentence", "footnote", "cell")
_ADVICE = "The file is written by `kg read --text FILE` and never by hand."


@dataclass(frozen=True)
class Passage:
    """A sentence, a footnote's sentence or a table's cell.

    `fragments` are its places in the text as given (code points, end excluded), `page` the printed page it starts on,
    `sha256` that of the normalised sentence. `sentence` counts within the paragraph or footnote and is 1 in a cell;
    `paragraph` is None but in a sentence of the body.
    """

    slug: str
    part: int
    section: int
    page: int
    paragraph: int | None
    sentence: int
    kind: str
    fragments: tuple[Span, ...]
    sha256: str

    @property
    def length(self) -> int:
        """How many characters of the text its fragments hold, line breaks included."""
        return sum(end - start for start, end in self.fragments)

    @property
    def footnote(self) -> int | None:
        """The number of the footnote it stands in (`fn-5-1` stands in the fifth)."""
        return int(self.slug.split("-")[1]) if self.kind == "footnote" else None

    @property
    def cell(self) -> tuple[int, int, int] | None:
        """Row, column and entry of a cell, each from 1 (`t1-2-4-3`)."""
        if self.kind != "cell":
            return None
        _, row, column, entry = self.slug.split("-")
        return int(row), int(column), int(entry)


def passages_csv(passages: Iterable[Passage]) -> str:
    """The lock file's content: a row per passage in the order given, line feeds, no text."""
    return csv_of(COLUMNS, (_row(here) for here in passages))


def write_passages_csv(passages: Iterable[Passage], path: Path) -> None:
    """Write the lock file whole or not at all."""
    write_whole(path, passages_csv(passages))


def read_passages_csv(path: Path, shown: Path | None = None) -> list[Passage]:
    """The passages of a lock file in its order; raises InputError for a file that is no lock file, with the line.

    Errors name the file as `shown`, or as the path itself.
    """
    passages: dict[str, Passage] = {}
    for line, row in rows_of(path, COLUMNS, shown):
        here = _passage(row, shown or path, line)
        if here.slug in passages:
            what = f"the passage {here.slug} stands here twice."
            raise InputError(what, path=shown or path, line=line, advice=_ADVICE)
        passages[here.slug] = here
    return list(passages.values())


def _row(here: Passage) -> list[str]:
    fragments = ";".join(f"{start}-{end}" for start, end in here.fragments)
    paragraph = "" if here.paragraph is None else here.paragraph
    numbers = (here.part, here.section, here.page, paragraph, here.sentence)
    return [here.slug, *(str(number) for number in numbers), here.kind, fragments, here.sha256]


def _fits(here: Passage) -> bool:
    """Whether the slug says the same as the other columns."""
    slugs = {
        "sentence": rf"{here.part}-{here.section}-{here.paragraph}-{here.sentence}",
        "footnote": rf"fn-[1-9][0-9]*-{here.sentence}",
        "cell": r"t[1-9][0-9]*(-[1-9][0-9]*){3}",
    }
    return re.fullmatch(slugs[here.kind], here.slug) is not None


def _passage(row: list[str], path: Path, line: int) -> Passage:
    try:
        slug, part, section, page, paragraph, sentence, kind, fragments, sha256 = row
        if kind not in KINDS or not re.fullmatch("[0-9a-f]{64}", sha256):
            raise ValueError("an unknown kind, or no SHA-256")
        spans = tuple((int(start), int(end)) for start, end in (pair.split("-") for pair in fragments.split(";")))
        passage = Passage(
            slug=slug,
            part=int(part),
            section=int(section),
            page=int(page),
            paragraph=int(paragraph) if paragraph else None,
            sentence=int(sentence),
            kind=kind,
            fragments=spans,
            sha256=sha256,
        )
        if _row(passage) != row or not _fits(passage):
            raise ValueError("numbers in another form, or a slug that is another passage's")
    except ValueError as error:
        raise InputError("is no row of a passage.", path=path, line=line, advice=_ADVICE) from error
    return passage
