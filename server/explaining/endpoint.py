"""Requests to /explain-empty in; which pattern of a query emptied it, and near names, as JSON, out."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.accounts import QUERY
from server.explaining.document import as_document
from server.explaining.explanation import Explaining
from server.problems import Problem
from server.settings import Settings
from server.sparql.body import read_body
from server.sparql.endpoint import checked
from server.sparql.protocol import read_request

PATH = "/explain-empty"


class ExplainEmpty:
    """The address /explain-empty: a query as /sparql takes it, by GET or POST."""

    def __init__(self, settings: Settings, explaining: Explaining) -> None:
        self._settings = settings
        self._explaining = explaining

    @property
    def routes(self) -> list[Route]:
        """Where it lies."""
        return [Route(PATH, self.explain, methods=["GET", "POST"])]

    async def explain(self, request: Request) -> Response:
        """What was measured; raises Problem 400 without a query, and as the endpoint does for one that is no query."""
        body = await read_body(request.receive, request.headers, self._settings) if request.method == "POST" else b""
        query_string, content_type = request.scope["query_string"], request.headers.get("content-type")
        asks = read_request(request.method, query_string, content_type, body)
        if not asks.query:
            raise Problem(400, "no-query", "Say with `query` which query has no rows.")
        request.scope[QUERY] = asks.query
        checked(asks.query)
        explanation = await self._explaining.explain(request, asks)
        document = json.dumps(as_document(explanation), ensure_ascii=False)
        return Response(document, headers={"Cache-Control": "no-store"}, media_type="application/json")
