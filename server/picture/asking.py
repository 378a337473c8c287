"""A request in; what the served dataset has for the picture, asked as any client could ask it, out."""

from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request

from kg.asking.frames import Question
from kg.querying.query_file import QueryFile, load_query, part_of
from server.pages.tables import Row, table_of
from server.picture.reading import terms_of, things_of
from server.picture.things import Thing
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS

MOST, _MOST_LINKS, _MOST_TERMS = 1000, 10_000, 400
"""Rows of things, links and terms that go into a picture; of more than so many things a page says so."""


@dataclass(frozen=True)
class Told:
    """The things and the terms of governments; `more`: the dataset has more things than a picture shows."""

    things: tuple[Thing, ...]
    terms: tuple[Thing, ...]
    more: bool


class Asking:
    """Asks the endpoint by the files of `kg/queries/descriptions`."""

    def __init__(self, endpoint: SparqlEndpoint, folder: Path) -> None:
        self._endpoint = endpoint
        self._queries = {name: load_query(folder / f"timeline-{name}.rq") for name in ("things", "links", "terms")}

    async def told(self, request: Request) -> Told:
        """What there is to draw; raises Problem, or ClientGone."""
        rows = await self._rows(request, self._queries["things"], MOST + 1)
        links = await self._rows(request, self._queries["links"], _MOST_LINKS)
        terms = terms_of(await self._rows(request, self._queries["terms"], _MOST_TERMS))
        return Told(tuple(things_of(rows[:MOST], links, terms)), tuple(terms), len(rows) > MOST)

    async def _rows(self, request: Request, query: QueryFile, most: int) -> tuple[Row, ...]:
        text = part_of(query.text, most, 0)
        return table_of(await self._endpoint.bytes_for(request, Question(text, RESULTS[0].engine))).rows
