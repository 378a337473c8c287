"""Requests to /explain-empty in; which pattern of a query emptied it, and near names, as JSON, out."""

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.querying.lexing import place_of
from server.accounts import QUERY
from server.explaining.explanation import Explaining, Explanation
from server.explaining.measuring import Culprit
from server.explaining.names import Unknown
from server.explaining.words import in_words, of_culprit, of_name, shown
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
        document = json.dumps(as_json(explanation), ensure_ascii=False)
        return Response(document, headers={"Cache-Control": "no-store"}, media_type="application/json")


def as_json(explanation: Explanation) -> dict[str, object]:
    """The explanation as a document; places are lines and columns from 1."""
    measured, query = explanation.measured, explanation.query
    return {
        "empty": not measured.fits,
        "complete": measured.complete and not explanation.beyond,
        "asked": explanation.asked,
        "words": in_words(explanation),
        "patterns": [_culprit(query, one) for one in measured.culprits],
        "names": [_unknown(query, one) for one in explanation.unknown],
    }


def _culprit(query: str, culprit: Culprit) -> dict[str, object]:
    pattern = culprit.pattern
    measured = {"alone": culprit.alone, "rest": culprit.rest, "together": culprit.together}
    told = {name: truth for name, truth in measured.items() if truth is not None}
    return {
        "kind": pattern.kind,
        "sparql": shown(pattern),
        "words": of_culprit(culprit),
        **told,
        **_place(query, pattern.start, pattern.end),
    }


def _unknown(query: str, unknown: Unknown) -> dict[str, object]:
    near = [
        {"iri": one.iri, "label": one.label, **({"language": one.language} if one.language else {})}
        for one in unknown.near
    ]
    more = {"iri": unknown.iri, "knownAs": unknown.known_as}
    said = {name: value for name, value in more.items() if value}
    return {
        "written": unknown.written,
        **said,
        "words": of_name(unknown),
        "near": near,
        **_place(query, unknown.start, unknown.end),
    }


def _place(query: str, start: int, end: int) -> dict[str, int]:
    (line, column), (end_line, end_column) = place_of(query, start), place_of(query, end)
    return {"line": line, "column": column, "endLine": end_line, "endColumn": end_column}
