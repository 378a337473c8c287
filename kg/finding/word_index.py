"""Entries in; an index of their words, and for a search what it finds, the best first, out. SQLite's FTS5 in memory.

Every word of a search must stand in an entry, or begin a word there. What is searched for is made into quoted strings,
which FTS5 takes for nothing but text. Source: SQLite, FTS5 Extension, sections 3 (query syntax) and 5.1.1 (bm25).
"""

import sqlite3
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.finding.entries import Entry
from kg.finding.folding import phrases_of, pieces_of

_LABEL, _NAMES, _HIDDEN = 10.0, 6.0, 2.0
"""What a word in the label, in another name, in a name that is lent or hidden, weighs."""
_STEPS = 2_000
"""Instructions of SQLite's machine between two looks at the clock."""


class TooLong(Exception):
    """A search was not done within its time."""


@dataclass(frozen=True)
class Found:
    """How many entries fit, and those of them that were asked for."""

    total: int
    entries: tuple[Entry, ...]


class WordIndex:
    """An index of entries that any thread may search."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._names = [[" ".join(pieces_of(name.text)) for name in (*one.names, *one.lent)] for one in entries]
        self._turn = threading.Lock()
        self._index = sqlite3.connect(":memory:", check_same_thread=False)
        self._index.execute(
            "CREATE VIRTUAL TABLE words USING fts5(label, names, hidden, content='', "
            "tokenize='unicode61 remove_diacritics 0', prefix='2 3')"
        )
        self._index.executemany(
            "INSERT INTO words (rowid, label, names, hidden) VALUES (?, ?, ?, ?)",
            ((number, *_columns(entry)) for number, entry in enumerate(entries)),
        )
        self._index.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._index.commit()

    @property
    def size(self) -> int:
        """Bytes of the index."""
        with self._turn:
            pages, page = (self._index.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        return int(pages * page)

    def search(
        self,
        text: str,
        *,
        types: Collection[str] = (),
        limit: int,
        offset: int = 0,
        seconds: float,
        things: bool = False,
    ) -> Found:
        """Entries that have every word: first those of just this name, then those with the words in this order.

        Within each the words' weight decides. `types` are IRIs of which an entry has one; `things` leaves out terms,
        claims and passages. Raises TooLong after so many seconds. A text without a word finds nothing.
        """
        phrases = phrases_of(text)
        if not phrases:
            return Found(0, ())
        whole = " ".join(piece for phrase in phrases for piece in phrase)
        wanted = set(types)
        fitting = [
            (_tier(whole, self._names[number]), weight, number)
            for number, weight in self._matches(_query(phrases), seconds)
            if (not wanted or wanted.intersection(self._entries[number].types))
            and (not things or self._entries[number].is_thing)
        ]
        fitting.sort()
        return Found(len(fitting), tuple(self._entries[number] for _, _, number in fitting[offset : offset + limit]))

    def _matches(self, query: str, seconds: float) -> list[tuple[int, float]]:
        with self._turn:
            deadline = time.monotonic() + seconds
            self._index.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            try:
                return self._index.execute(
                    "SELECT rowid, bm25(words, ?, ?, ?) FROM words WHERE words MATCH ?",
                    (_LABEL, _NAMES, _HIDDEN, query),
                ).fetchall()
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise TooLong from None
                raise
            finally:
                self._index.set_progress_handler(None, 0)


def _columns(entry: Entry) -> tuple[str, str, str]:
    """The pieces of the label, of the other names, and of those that are hidden or lent."""
    hidden = [*(name for name in entry.names if name.hidden), *entry.lent]
    others = [name for name in entry.names[1:] if not name.hidden]
    return (
        " ".join(pieces_of(entry.label)),
        " . ".join(" ".join(pieces_of(name.text)) for name in others),
        " . ".join(" ".join(pieces_of(name.text)) for name in hidden),
    )


def _tier(text: str, names: Sequence[str]) -> int:
    """0 where one of the names is the text, 1 where one has it as it stands, else 2; all as pieces with spaces."""
    if text in names:
        return 0
    return 1 if any(f" {text}" in f" {name}" for name in names) else 2


def _query(phrases: Sequence[Sequence[str]]) -> str:
    """The FTS5 query; a piece has letters and digits only, so that none ends its quotes."""
    return " AND ".join(f'"{" ".join(phrase)}" *' for phrase in phrases)
