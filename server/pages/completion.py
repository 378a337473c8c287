"""Requests to /complete.json in; the prefixes, classes and properties that an editor completes, out.

The terms are those of the served dataset, declared there or used; the prefixes are the project's own.
"""

import asyncio
import json
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.asking.frames import Question
from kg.prefixes import PREFIXES
from kg.querying.query_file import load_query
from server.representations import Representation
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS

PATH = "/complete.json"
_LONGEST = 200
"""Characters of what a term means; the reference has it all."""


class Completion:
    """What an editor completes; made once for each dataset."""

    def __init__(self, endpoint: SparqlEndpoint, queries: Path) -> None:
        self._endpoint = endpoint
        self._query = load_query(queries / "terms.rq").text
        self._made: tuple[str, Representation] | None = None

    @property
    def routes(self) -> list[Route]:
        """Where it lies."""
        return [Route(PATH, self.complete)]

    async def complete(self, request: Request) -> Response:
        """The prefixes and terms; raises Problem where the dataset has too many to be asked for."""
        dataset = self._endpoint.dataset_hash
        made = self._made
        if made is None or not dataset or made[0] != dataset:
            results = await self._endpoint.bytes_for(request, Question(self._query, RESULTS[0].engine))
            body = await asyncio.to_thread(_body, results)
            made = (dataset, Representation.of("application/json", body, {"X-Content-Type-Options": "nosniff"}))
            self._made = made
        return made[1].reply(request)


def _body(results: bytes) -> bytes:
    terms = [
        {
            "iri": row["term"]["value"],
            "kind": row["kind"]["value"],
            "name": _ending(row["term"]["value"]),
            "label": row["label"]["value"] if "label" in row else _ending(row["term"]["value"]),
            "comment": _cut(row["definition"]["value"]) if "definition" in row else "",
        }
        for row in json.loads(results)["results"]["bindings"]
    ]
    return json.dumps({"prefixes": PREFIXES, "terms": terms}, ensure_ascii=False).encode()


def _ending(iri: str) -> str:
    return iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
