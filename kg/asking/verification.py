"""The articles, where their texts may lie, and a store in; a line for each passage that no longer matches, out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.errors import InputError
from kg.prefixes import ENT, PREFIXES, shorten
from kg.reading.alignment import compare
from kg.reading.article import ArticleRecord, read_article
from kg.reading.locked import contents_of, differing_rows
from kg.reading.mention_lock import EntityNames
from kg.reading.passages import Passage, read_passages_csv
from kg.reading.texts import find_text, load_text, sentence_of


@dataclass(frozen=True)
class Verification:
    """How many passages were looked at, and what was found: a line each, with the claims that rest on the passage."""

    passages: int
    findings: tuple[str, ...]


def verify_text(store: Store, articles: Sequence[Path], location: Path, names: EntityNames) -> Verification:
    """Verify the SHA-256 of every passage's sentence in the text of each article (its folder is given).

    Where all are as locked, what the other lock files say of the sentences is read anew and compared row by row;
    `names` has those of each entity by its prefixed name.

    A file that is not the text as locked is aligned with it instead, so that only what is damaged is named. Raises
    InputError for a location without any text, and for a text that is no version of the article.
    """
    looked_at, findings = 0, list[str]()
    for folder in articles:
        record = read_article(folder)
        passages = read_passages_csv(record.lock_file)
        looked_at += len(passages)
        findings += _of_article(store, record, passages, location, names)
    return Verification(looked_at, tuple(findings))


def _of_article(
    store: Store, record: ArticleRecord, passages: Sequence[Passage], location: Path, names: EntityNames
) -> list[str]:
    try:
        text = find_text(location, record.text_sha256)
    except InputError:
        other = _only_text(location)
        if other is None:
            raise
        damaged = [f"{_named(store, passage)}: {reason}" for passage, reason in compare(passages, load_text(other))]
        return damaged or [f"{other}: the file is not the article's as it was locked, though every sentence is in it"]
    if text is None:
        return []
    return list(_wrong_hashes(store, passages, text)) or list(_wrong_rows(passages, record, text, names))


def _wrong_rows(passages: Sequence[Passage], record: ArticleRecord, text: str, names: EntityNames) -> Iterator[str]:
    """What the lock files beside that of the passages say and the sentences do not, or the other way round."""
    for name, content in contents_of(record, passages, text, names).items():
        path = record.folder / name
        for row in differing_rows(load_text(path), content):
            yield f"{path}: {row}; run `kg read --text FILE`"


def _wrong_hashes(store: Store, passages: Sequence[Passage], text: str) -> Iterator[str]:
    for passage in passages:
        try:
            sentence_of(passage, text)
        except InputError:
            yield f"{_named(store, passage)}: the lock file has another SHA-256 than the sentence at its place"


def _only_text(location: Path) -> Path | None:
    """The file that must be meant: the location itself, or the one text in that folder."""
    if location.is_file():
        return location
    texts = sorted(location.glob("*.txt")) if location.is_dir() else []
    return texts[0] if len(texts) == 1 else None


def _named(store: Store, passage: Passage) -> str:
    iri = NamedNode(PREFIXES["passage"] + passage.slug)
    resting = store.quads_for_pattern(None, NamedNode(ENT + "evidence"), iri, DefaultGraph())
    claims = sorted({shorten(quad.subject.value) for quad in resting if isinstance(quad.subject, NamedNode)})
    return f"{shorten(iri.value)} ({', '.join(claims) or 'no claim rests on it'})"
