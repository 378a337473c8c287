"""Sentences and what they are known to mention go in; capitalised names that nothing known bears come out.

No name is what `not-a-name.csv` lists (months, titles, words of a heading), and neither is a word that has its capital
from its place (the first of a sentence, any of a table's cell) if the text has it with a small letter elsewhere.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.reading.csv_rows import rows_of
from kg.reading.mention_rows import MentionRow
from kg.reading.names import fold

COLUMNS = ("word", "reason")
_WORD = r"(?<!\w)[A-Z]\w*"
_RUN = re.compile(rf"{_WORD}(?:(?: |-|/){_WORD})*")
_CAPITALISED = re.compile(_WORD)
_SMALL = re.compile(r"(?<!\w)[a-z]\w*")
_BEGINS = re.compile(r"[“‘\"'(\[]*|.*: [“\"]")
_COVERED = "·"


@dataclass(frozen=True)
class NotAName:
    """A capitalised word, or several in a row, that name nothing; with the row's place."""

    words: str
    path: Path
    line: int


def read_not_a_name(path: Path) -> list[NotAName]:
    """The rows of the list; none where there is no list. Raises InputError for a row without word or reason."""
    rows = rows_of(path, COLUMNS) if path.exists() else []
    for line, (word, reason) in rows:
        if not (word and reason):
            raise InputError("must hold a word and a reason.", path=path, line=line)
    return [NotAName(fold(word), path, line) for line, (word, _) in rows]


def unknown_names(
    sentences: Sequence[tuple[str, str]], known: Mapping[str, Sequence[MentionRow]], listed: Collection[NotAName]
) -> tuple[list[MentionRow], list[InputError]]:
    """The rows, each without an entity, and an error for each listed word that stands nowhere in such a place.

    `sentences` are slugs with normalised texts, `known` are the mentions by passage.
    """
    small = {word.lower() for _, sentence in sentences for word in _SMALL.findall(fold(sentence))}
    phrases = sorted((row.words for row in listed), key=lambda words: (-len(words), words))
    needed: set[str] = set()
    rows = []
    for slug, sentence in sentences:
        text = _cover(fold(sentence), known.get(slug, ()))
        text = _without_ordinary_words(text, small, is_title=slug.startswith("t"))
        for phrase in phrases:
            covered = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", _COVERED * len(phrase), text)
            if covered != text:
                needed.add(phrase)
            text = covered
        rows += [MentionRow(slug, run.start(), run.end(), "") for run in _RUN.finditer(text)]
    unneeded = [
        InputError(f"{row.words!r} needs no row.", path=row.path, line=row.line, advice="Drop the row.")
        for row in listed
        if row.words not in needed
    ]
    return rows, unneeded


def _cover(sentence: str, mentions: Iterable[MentionRow]) -> str:
    for mention in mentions:
        length = mention.end - mention.start
        sentence = sentence[: mention.start] + _COVERED * length + sentence[mention.end :]
    return sentence


def _without_ordinary_words(sentence: str, small: Collection[str], is_title: bool) -> str:
    """The sentence, covered where a word has its capital from its place alone."""
    for start, end in list(_with_capital_from_place(sentence, is_title)):
        if sentence[start:end].lower() in small:
            sentence = sentence[:start] + _COVERED * (end - start) + sentence[end:]
    return sentence


def _with_capital_from_place(sentence: str, is_title: bool) -> Iterator[tuple[int, int]]:
    for word in _CAPITALISED.finditer(sentence):
        if is_title or _BEGINS.fullmatch(sentence[: word.start()]):
            yield word.span()
