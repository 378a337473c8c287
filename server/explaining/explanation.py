"""A query without rows and the endpoint in; why it has none, as far as asking tells, out.

It is asked in the turn of whoever wants to know, so many questions and seconds at most.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from starlette.requests import Request

from kg.asking.frames import Question
from kg.errors import InputError
from kg.finding.word_index import TooLong
from kg.querying.patterns import Query
from kg.querying.taking_apart import parse
from server.explaining.measuring import Measured, Spent, measure
from server.explaining.names import Unknown, names_in, unknown_names, unknown_texts, used
from server.finding.holding import Holding
from server.problems import Problem
from server.publishing.known import KnownNames
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS
from server.sparql.protocol import SparqlRequest

LONGEST = 16_000
"""Characters of a query that is taken apart."""
_MOST, _SECONDS, _EACH = 40, 4.0, 1.0
"""How many questions are asked, in how many seconds, of which each may have so many."""


@dataclass(frozen=True)
class Explanation:
    """What was measured of a query, the names that it has wrong, how many questions that took, or why it cannot be."""

    query: str
    measured: Measured = field(default_factory=Measured)
    unknown: tuple[Unknown, ...] = ()
    asked: int = 0
    beyond: str = ""


class Explaining:
    """What explains empty answers; `known` and `holding` have the dataset's names."""

    def __init__(self, endpoint: SparqlEndpoint, known: KnownNames, holding: Holding) -> None:
        self._endpoint = endpoint
        self._known = known
        self._holding = holding

    async def explain(self, request: Request, asks: SparqlRequest) -> Explanation:
        """Why the query has no rows; `beyond` says why that cannot be told. Raises Problem as the endpoint does."""
        query = asks.query or ""
        if len(query) > LONGEST:
            return Explanation(query, beyond=f"It has more than {LONGEST:,} characters.")
        try:
            parsed = await asyncio.to_thread(parse, query)
        except InputError as error:
            return Explanation(query, beyond=f"{error.what[:1].upper()}{error.what[1:]}")
        asking = _Asking(lambda question, seconds: self._true(request, asks, question, seconds))
        measured = await measure(parsed, asking.ask)
        if measured.fits or measured.modified:
            return Explanation(query, measured, asked=asking.asked)
        return Explanation(query, measured, await self._unknown(request, query, parsed, measured), asking.asked)

    async def _true(self, request: Request, asks: SparqlRequest, query: str, seconds: float) -> bool:
        question = Question(query, RESULTS[0].engine, asks.default_graphs, asks.named_graphs)
        try:
            return b"true" in await self._endpoint.bytes_for(request, question, seconds)
        except Problem as problem:
            if problem.status in (400, 422, 503, 504):
                raise Spent from None
            raise

    async def _unknown(self, request: Request, query: str, parsed: Query, measured: Measured) -> tuple[Unknown, ...]:
        """The names and texts that the dataset does not have; none where it has too many to compare with."""
        try:
            known, index = await self._known.of(request), await self._holding.now()
            names = names_in(query, len(parsed.prologue), known)
            told = await self._endpoint.bytes_for(request, Question(used(names), RESULTS[0].engine), _EACH)
        except Problem:
            return ()
        for row in json.loads(told)["results"]["bindings"]:
            names.pop(row["name"]["value"], None)

        def found() -> tuple[Unknown, ...]:
            texts: list[Unknown] = []
            for culprit in measured.culprits:
                pattern = query[culprit.pattern.start : culprit.pattern.end]
                texts += unknown_texts(pattern, culprit.pattern.start, index)
            return (*unknown_names(names, known, index), *texts)

        try:
            return await asyncio.to_thread(found)
        except TooLong:
            return ()


class _Asking:
    """The questions of one explanation, counted and timed."""

    def __init__(self, true: Callable[[str, float], Awaitable[bool]]) -> None:
        self._true = true
        self._until = time.monotonic() + _SECONDS
        self.asked = 0

    async def ask(self, query: str) -> bool:
        left = self._until - time.monotonic()
        if self.asked >= _MOST or left <= 0:
            raise Spent
        self.asked += 1
        return await self._true(query, min(left, _EACH))
