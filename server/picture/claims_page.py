"""The name of a thing in the picture in; the page of the claims that tell of it, and where they are made, out."""

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.asking.frames import Question
from kg.prefixes import BASE
from kg.querying.query_file import bind, load_query
from server.addresses import page_of
from server.pages.site import Site
from server.pages.tables import table_of
from server.problems import Problem
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS


class ClaimsPage:
    """The address `/timeline/claims`: what the picture shows beside a thing, as a page of its own."""

    def __init__(self, endpoint: SparqlEndpoint, site: Site, queries: Path) -> None:
        self._endpoint = endpoint
        self._site = site
        self._query = load_query(queries / "claims-of-thing.rq")

    @property
    def routes(self) -> list[Route]:
        """Where it lies."""
        return [Route("/timeline/claims", self.page)]

    async def page(self, request: Request) -> Response:
        """The page; raises Problem 400 for no name of a thing, 404 for a thing that no claim tells of."""
        thing = _thing(request.query_params)
        query = bind(self._query, {"thing": [thing]})
        table = table_of(await self._endpoint.bytes_for(request, Question(query, RESULTS[0].engine)))
        if not table.rows:
            detail = f"No claim that the article makes its own tells of <{thing.value[:200]}>."
            raise Problem(404, "no-such-thing", detail)
        return self._site.personal(
            request,
            "timeline-claims.html",
            label=table.rows[0]["thingLabel"].value,
            link=page_of(thing.value),
            claims=list(dict.fromkeys(row["claim"].value for row in table.rows)),
            evidence=await self._site.evidence(request, table, self._query.evidence),
        )


def _thing(parameters: Mapping[str, str]) -> NamedNode:
    """The thing that the address names by its IRI, or by what follows our base in it; raises Problem 400."""
    given = parameters.get("thing", "")
    try:
        return NamedNode(given if ":" in given.partition("/")[0] else BASE + given.removeprefix("/"))
    except ValueError:
        detail = f"`thing` is to be an IRI, or a path such as id/event/…, not {given[:100]!r}."
        raise Problem(400, "bad-thing", detail) from None
