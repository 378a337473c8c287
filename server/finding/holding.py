"""What is served in; the index of the dataset that is served now out, made anew when that is another.

Why it is made here and not by the build: it is a function of the dataset, and made in a fraction of a second by asking
the very engine that answers questions. So it cannot disagree with the dataset, whichever files are served, and
however often they are replaced; nothing has to be kept together on a disk.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from kg.asking.frames import Question
from kg.finding.candidates import Candidates
from kg.finding.entries import LABELS_QUERY, LENT_QUERY, STANCES_QUERY, TYPES_QUERY, Entry, Row, entries_of
from kg.finding.terms_of_office import TERMS_QUERY, Terms, terms_of
from kg.finding.word_index import WordIndex
from server.replies import Message, Spooled
from server.settings import Settings
from server.sparql.answers import Answers
from server.sparql.serving import Serving
from server.sparql.stopping import of_stop, result_of

Result = TypeVar("Result")

_JSON = "application/sparql-results+json"
_QUERIES = (LABELS_QUERY, LENT_QUERY, TYPES_QUERY, STANCES_QUERY, TERMS_QUERY)
_TRIES = 3
"""How often an answer is made anew because the dataset has been replaced meanwhile."""
_UNSURE = 60.0
"""Seconds that an index is good for where nobody can tell whether the dataset is still the same."""


@dataclass(frozen=True)
class Index:
    """What can be found in one dataset: its entries by IRI, their words, the names of things, and terms of office."""

    entries: dict[str, Entry]
    words: WordIndex
    candidates: Candidates
    terms: Terms

    def label_of(self, iri: str) -> str:
        """The label of what has one, else the end of its IRI."""
        found = self.entries.get(iri)
        return found.label if found is not None else iri.rpartition("#")[2].rpartition("/")[2]


@dataclass(frozen=True)
class _Kept:
    answers: Answers
    hash: str
    made: float
    index: Index


class Holding:
    """The index of what is served."""

    def __init__(self, settings: Settings, serving: Serving) -> None:
        self._settings = settings
        self._serving = serving
        self._kept: _Kept | None = None
        self._making = asyncio.Lock()

    async def now(self) -> Index:
        """The index of the dataset that is served now; raises Problem 503 while nothing is."""
        kept = self._good()
        if kept is None:
            async with self._making:
                kept = self._good() or await self._make()
        return kept.index

    async def on_one(self, work: Callable[[Index], Awaitable[Result]]) -> Result:
        """What work on an index and on its dataset gives: done again where the dataset was replaced meanwhile."""
        for _ in range(_TRIES):
            index = await self.now()
            result = await work(index)
            kept = self._good()
            if kept is not None and kept.index is index:
                return result
        raise of_stop("unavailable", self._settings)

    async def ask(self, query: str) -> list[Row]:
        """The rows of a SELECT on the dataset that is served now; raises Problem."""
        return await self._rows(self._answers(), query)

    def _answers(self) -> Answers:
        if self._serving.now is None:
            raise of_stop("unavailable", self._settings)
        return self._serving.now

    def _good(self) -> _Kept | None:
        kept, answers = self._kept, self._answers()
        if kept is None or kept.answers is not answers or kept.hash != answers.dataset_hash:
            return None
        return kept if kept.hash or time.monotonic() < kept.made + _UNSURE else None

    async def _make(self) -> _Kept:
        answers = self._answers()
        told = answers.dataset_hash
        labels, lent, types, stances, terms = [await self._rows(answers, query) for query in _QUERIES]
        index = await asyncio.to_thread(_index, labels, lent, types, stances, terms)
        self._kept = _Kept(answers, told, time.monotonic(), index)
        return self._kept

    async def _rows(self, answers: Answers, query: str) -> list[Row]:
        """The rows, asked in a turn of our own, which all that search share."""
        answering = answers.ask(Question(query, _JSON), None, "", self._settings.query_timeout, _for_ever)
        answer = await result_of(answering, self._settings)
        content = answer.read() if isinstance(answer, Spooled) else answer
        rows: list[Row] = (await asyncio.to_thread(json.loads, content))["results"]["bindings"]
        return rows


async def _for_ever() -> Message:
    """What is received where nobody can leave: the index is for all."""
    never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    return await never


def _index(labels: list[Row], lent: list[Row], types: list[Row], stances: list[Row], terms: list[Row]) -> Index:
    entries = entries_of(labels, lent, types, stances)
    return Index({one.iri: one for one in entries}, WordIndex(entries), Candidates(entries), terms_of(terms))
