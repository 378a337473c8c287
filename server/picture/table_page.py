"""Requests for the article's table in; the page that rebuilds it from the claims on its cells out."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.asking.frames import Question
from kg.querying.query_file import load_query, part_of
from server.pages.site import Site
from server.pages.tables import table_of
from server.picture.table import tables_of
from server.problems import Problem
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS

_MOST = 1000
"""Rows of the query that go into the page."""


class TablePage:
    """The address `/table`."""

    def __init__(self, endpoint: SparqlEndpoint, site: Site, queries: Path) -> None:
        self._endpoint = endpoint
        self._site = site
        self._query = load_query(queries / "table-cells.rq")

    @property
    def routes(self) -> list[Route]:
        """Where it lies."""
        return [Route("/table", self.page)]

    async def page(self, request: Request) -> Response:
        """The tables of the articles, each cell with its claims; what is wrong, where that is so."""
        text = part_of(self._query.text, _MOST, 0)
        try:
            found = table_of(await self._endpoint.bytes_for(request, Question(text, RESULTS[0].engine)))
            evidence = await self._site.evidence(request, found, self._query.evidence)
        except Problem as problem:
            page = self._site.personal(request, "article-table.html", status=problem.status, problem=problem)
            page.headers.update(problem.headers)
            return page
        tables = tables_of(found.rows)
        return self._site.personal(request, "article-table.html", problem=None, tables=tables, evidence=evidence)
