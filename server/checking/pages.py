"""Requests for what is checked in; the overview, the validation report, the coverage and our notes, as pages, out.

What is said of the dataset is asked of it through the endpoint; what its build found comes from the files beside it,
and only where their manifest is that of the dataset which is served.
"""

import asyncio
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.asking.frames import Question
from kg.building.manifest import COVERAGE, REPORT
from kg.querying.query_file import load_query
from server.checking.coverage import MOST, Figures, articles_of, shares_of
from server.checking.findings import Finding, finding_of
from server.checking.notes import kinds_of
from server.checking.report import counts_of, fragment_of
from server.pages.site import PAGE_HEADERS, Site
from server.pages.tables import Row, Table, table_of
from server.pages.visitors import sees_sentences
from server.representations import Representation
from server.settings import Settings
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS


class Checking:
    """The pages below `/check`; `queries` is the folder of the files that ask what they show."""

    def __init__(self, settings: Settings, endpoint: SparqlEndpoint, site: Site, queries: Path) -> None:
        self._settings = settings
        self._folder = settings.dataset[0].parent
        self._endpoint = endpoint
        self._site = site
        self._queries = {name: load_query(queries / f"{name}.rq").sparql for name in (_PASSAGES, _NOTES)}

    @property
    def routes(self) -> list[Route]:
        """Where they lie."""
        return [
            Route("/check", self.overview),
            Route("/check/report", self.report),
            Route("/check/coverage", self.coverage),
            Route("/check/notes", self.notes),
        ]

    async def overview(self, request: Request) -> Response:
        """What is checked, with what came of it, and the way to each."""
        passages, notes = await self._rows(request, _PASSAGES), await self._rows(request, _NOTES)
        report, figures = await self._finding(REPORT), await self._finding(COVERAGE)
        return await self._reply(
            request,
            "check.html",
            report=report,
            counts=await asyncio.to_thread(counts_of, report.text) if report.text else {},
            passages=len({row["passage"].value for row in passages}),
            claimed=len({row["passage"].value for row in passages if row["claims"].value != "0"}),
            shares=shares_of(Figures.of(figures.text).whole),
            kinds=[(kind.label, kind.anchor, len(kind.notes)) for kind in kinds_of(notes)],
        )

    async def report(self, request: Request) -> Response:
        """The report that the build of the served dataset wrote, or why there is none."""
        found = await self._finding(REPORT)
        fragment = await asyncio.to_thread(fragment_of, found.text) if found.text else ""
        return await self._reply(request, "check-report.html", report=found, fragment=fragment)

    async def coverage(self, request: Request) -> Response:
        """Every passage with the number of claims on it, and the build's figures where they are of what is served."""
        found, rows = await self._finding(COVERAGE), await self._rows(request, _PASSAGES)
        figures = Figures.of(found.text)
        return await self._reply(
            request,
            "check-coverage.html",
            found=found,
            whole=figures.whole,
            shares=shares_of(figures.whole),
            articles=articles_of(rows[:MOST], figures),
            left_out=len(rows[MOST:]),
        )

    async def notes(self, request: Request) -> Response:
        """Our notes by kind, each with the claims it is on and where these rest."""
        rows = await self._rows(request, _NOTES)
        table = Table(("claim",), tuple(rows))
        evidence = await self._site.evidence(request, table, ["claim"])
        left_out, kinds = len(rows) - len(table.shown), kinds_of(table.shown)
        reply = self._personal if sees_sentences(request, self._settings) else self._reply
        return await reply(request, "check-notes.html", kinds=kinds, evidence=evidence, left_out=left_out)

    async def _rows(self, request: Request, name: str) -> tuple[Row, ...]:
        """The rows of one of the queries; raises Problem, or ClientGone."""
        answer = await self._endpoint.bytes_for(request, Question(self._queries[name], RESULTS[0].engine))
        return (await asyncio.to_thread(table_of, answer)).rows

    async def _finding(self, name: str) -> Finding:
        return await asyncio.to_thread(finding_of, self._folder, name, self._endpoint.dataset_hash)

    async def _personal(self, request: Request, template: str, **content: Any) -> Response:
        """A page with sentences, for whoever may see them."""
        return self._site.personal(request, template, **content)

    async def _reply(self, request: Request, template: str, **content: object) -> Response:
        """A page that is the same for all."""
        dataset = self._endpoint.dataset_hash
        html = await asyncio.to_thread(self._site.rendered, template, dataset=dataset, **content)
        return Representation.of("text/html", html.encode(), PAGE_HEADERS).reply(request)


_PASSAGES, _NOTES = "covered-passages", "editorial-notes"
