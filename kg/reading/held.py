"""An article's passages and text go in; the lock files of what its sentences hold come out, or how they are stale.

Each file is made of the sentences alone and holds offsets and values, no words; one function per file makes it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from kg.reading.mention_lock import EntityNames, mentions_file
from kg.reading.numbers import numbers_csv
from kg.reading.passages import Passage
from kg.reading.texts import sentence_of

Sentences = Sequence[tuple[str, str]]
MAKERS: dict[str, Callable[[Sentences], str]] = {"numbers.csv": numbers_csv}
"""What makes a lock file of slugs and normalised sentences alone, in the order of passages.csv; mentions need more."""


def lock_files(folder: Path, passages: Iterable[Passage], text: str, names: EntityNames) -> dict[str, str]:
    """Name and content of each lock file beside the folder's passages.csv.

    `names` has those of each entity by its prefixed name. Raises InputError where the text lacks a passage, Findings
    where a mention is ambiguous.
    """
    sentences = [(passage.slug, sentence_of(passage, text)) for passage in passages]
    makers: dict[str, Callable[[Sentences], str]] = {"mentions.csv": partial(mentions_file, folder, names), **MAKERS}
    return {name: make(sentences) for name, make in makers.items()}


def stale_rows(folder: Path, passages: Iterable[Passage], text: str, names: EntityNames) -> list[str]:
    """A line for each row in which a lock file of the folder and the text differ."""
    files = lock_files(folder, passages, text, names)
    return [line for name, fresh in files.items() for line in _differences(folder / name, fresh)]


def _differences(path: Path, fresh: str) -> list[str]:
    if not path.exists():
        return [f"{path.name} is not there; run `kg read --text FILE`"]
    locked = path.read_text(encoding="utf-8")
    was, now = Counter(locked.splitlines()), Counter(fresh.splitlines())
    lines = [f"{path.name}: the text does not give the row {row}" for row in (was - now).elements()]
    lines += [f"{path.name}: the text gives the row {row}, which is not there" for row in (now - was).elements()]
    return lines or ([f"{path.name}: its rows stand in another order or form"] if locked != fresh else [])
