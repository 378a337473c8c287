"""What is served in; the names of all that it speaks of and that lie at an address of this server, in their order, out.

They are gathered once for a dataset, the first time somebody needs them: who mistypes a name, or wants the map of all.
"""

import asyncio
from bisect import bisect
from collections.abc import Sequence
from difflib import get_close_matches

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.requests import Request

from kg.asking.frames import Question
from kg.prefixes import BASE
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS

_SUBJECTS = f"""SELECT DISTINCT ?thing {{
  {{ ?thing ?property ?value }} UNION {{ GRAPH ?graph {{ ?thing ?property ?value }} }}
  FILTER(STRSTARTS(STR(?thing), "{BASE}"))
}}"""
_NEAR = 500
"""Names on either side of the wanted one, in their order, that are compared with it: some milliseconds."""


class KnownNames:
    """The names of one dataset after the other."""

    def __init__(self, endpoint: SparqlEndpoint) -> None:
        self._endpoint = endpoint
        self._gathering = asyncio.Lock()
        self._dataset = ""
        self._names: tuple[str, ...] = ()

    async def of(self, request: Request) -> tuple[str, ...]:
        """The IRIs of ours that something is said of, sorted; raises Problem where they are too many to ask for."""
        async with self._gathering:
            dataset = self._endpoint.dataset_hash
            if not dataset or dataset != self._dataset:
                results = await self._endpoint.bytes_for(request, Question(_SUBJECTS, RESULTS[0].engine))
                self._names = await asyncio.to_thread(_sorted_names, results)
                self._dataset = dataset
            return self._names


def nearest(iri: str, names: Sequence[str]) -> list[str]:
    """Up to three of the names, which are in order: those of which what follows the last slash is most like its own."""
    place = bisect(names, iri)
    near = {name.rpartition("/")[2]: name for name in names[max(0, place - _NEAR) : place + _NEAR]}
    return [near[end] for end in get_close_matches(iri.rpartition("/")[2][:200], near, 3, 0.7)]


def _sorted_names(results: bytes) -> tuple[str, ...]:
    solutions = parse_query_results(results, QueryResultsFormat.JSON)
    assert isinstance(solutions, QuerySolutions)  # noqa: S101 (the query is a SELECT)
    return tuple(sorted(row[0].value for row in solutions if isinstance(row[0], NamedNode)))
