"""Requests for the home page in; what this is, the first answer, the picture in brief and the figures, out."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.asking.evidence import ClaimEvidence
from kg.asking.frames import Question
from kg.querying.query_file import load_query
from server.pages.figures import Citation, Figure, citation_of, figures_of
from server.pages.flagship import QUESTION, Stage, stages_of
from server.pages.questions import SavedQuestion
from server.pages.site import PAGE_HEADERS, Site
from server.pages.tables import Table, table_of
from server.pages.visitors import sees_sentences
from server.picture.asking import Asking, Told
from server.picture.drawing import Picture, picture_of, scale_of
from server.picture.lanes import lanes_of
from server.problems import Problem
from server.representations import Representation
from server.settings import Settings
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS

SELECTED = (
    "life-cycle-of-instrument",
    "levels-of-cooperation",
    "timeline-of-administration",
    "strategies-of-administrations",
    "factors-common-to-administrations",
    "historical-issues-as-barriers",
    "shocks-followed-by-cooperation",
    "who-met-whom",
    "what-did-not-happen",
    "reported-not-asserted",
    "verdicts-that-differ",
    "evidence-about",
)
"""Questions that show what may be asked: of agreements, governments, causes and persons, and of the article itself."""


@dataclass(frozen=True)
class Answer:
    """The first question with its answer and the evidence, or with what is wrong."""

    question: SavedQuestion
    stages: tuple[Stage, ...] = ()
    evidence: Mapping[str, ClaimEvidence] = field(default_factory=dict)
    problem: Problem | None = None


@dataclass(frozen=True)
class About:
    """The picture, the figures and the citation of what is served; all of it missing where the dataset is busy."""

    picture: Picture | None = None
    figures: Mapping[str, list[Figure]] = field(default_factory=dict)
    citation: Citation = field(default_factory=Citation)
    missing: Problem | None = None


class Home:
    """The address `/`."""

    def __init__(
        self,
        settings: Settings,
        endpoint: SparqlEndpoint,
        site: Site,
        questions: Mapping[str, SavedQuestion],
        queries: Path,
    ) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._site = site
        self._questions = questions
        self._asking = Asking(endpoint, queries)
        self._figures = load_query(queries / "figures.rq").text
        self._citation = load_query(queries / "citation.rq").text
        self._kept = LRUCache[str, Representation](1)

    @property
    def routes(self) -> list[Route]:
        """Where it lies."""
        return [Route("/", self.page)]

    async def page(self, request: Request) -> Response:
        """The page: one for all, kept while its dataset is served; to whom sentences are shown, one of their own."""
        sees, dataset = sees_sentences(request, self._settings), self._endpoint.dataset_hash
        if not sees and dataset in self._kept:
            return self._kept[dataset].reply(request)
        answer, about = await self._answer(request), await self._about(request)
        content: dict[str, Any] = {
            "dataset": dataset,
            "answer": answer,
            "about": about,
            "count": len(self._questions),
            "selected": [self._questions[name] for name in SELECTED if name in self._questions],
        }
        if sees or answer.problem is not None or about.missing is not None:
            return self._site.personal(request, "home.html", **content)
        html = self._site.rendered("home.html", **content).encode()
        made = await asyncio.to_thread(Representation.of, "text/html", html, PAGE_HEADERS)
        if dataset and dataset == self._endpoint.dataset_hash:
            self._kept[dataset] = made
        return made.reply(request)

    async def _answer(self, request: Request) -> Answer:
        question = self._questions[QUESTION]
        try:
            table = await self._table(request, question.query)
            evidence = await self._site.evidence(request, table, question.evidence)
        except Problem as problem:
            return Answer(question, problem=problem)
        return Answer(question, tuple(stages_of(table.rows)), evidence)

    async def _about(self, request: Request) -> About:
        try:
            told = await self._asking.told(request)
            figures = figures_of((await self._table(request, self._figures)).rows)
            citation = citation_of((await self._table(request, self._citation)).rows)
        except Problem as problem:
            return About(missing=problem)
        return About(await asyncio.to_thread(brief, told), figures, citation)

    async def _table(self, request: Request, query: str) -> Table:
        return table_of(await self._endpoint.bytes_for(request, Question(query, RESULTS[0].engine)))


def brief(told: Told) -> Picture | None:
    """The picture of what is dated, with the governments of the first state alone; None where nothing is."""
    lanes = lanes_of([thing for thing in told.things if thing.dated], told.terms)
    kept = [replace(lane, unplaced=()) for lane in lanes if not lane.background or lane.key == "government-0"]
    if all(lane.background for lane in kept):
        return None
    return picture_of(kept, scale_of(lanes), brief=True)
