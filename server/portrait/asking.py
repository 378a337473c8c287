"""A query of `kg/queries/descriptions`, by name, and things in; the rows of its answer, asked as clients ask, out."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, QuerySolutions, parse_query_results
from starlette.requests import Request

from kg.asking.frames import Question
from kg.querying.query_file import bind, load_query
from server.portrait.names import Names, names_from
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS

_QUERIES = (
    *("citations-in", "claims-about", "claims-on", "contents", "dated", "facts", "named-in", "names", "neighbours"),
    *("notes-on", "passages-near", "passages-whole", "schema-org", "works-for"),
)

Row = dict[str, object]
"""The terms of a row by the names of its columns; one without a value is left out."""


class Asking:
    """The questions that pages of one thing are made of."""

    def __init__(self, endpoint: SparqlEndpoint, folder: Path) -> None:
        self._endpoint = endpoint
        self._queries = {name: load_query(folder / f"{name}.rq") for name in _QUERIES}

    async def rows(self, request: Request, name: str, things: Iterable[object]) -> list[Row]:
        """The rows about these things, none where there is none of them; raises Problem, or ClientGone."""
        named = sorted({thing for thing in things if isinstance(thing, NamedNode)}, key=str)
        if not named:
            return []
        query = self._queries[name]
        text = bind(query, {query.parameters[0].name: named})
        results = await self._endpoint.bytes_for(request, Question(text, RESULTS[0].engine))
        solutions = parse_query_results(results, QueryResultsFormat.JSON)
        assert isinstance(solutions, QuerySolutions)  # noqa: S101 (the files are SELECTs)
        columns = [variable.value for variable in solutions.variables]
        return [{name: row[name] for name in columns if row[name] is not None} for row in solutions]

    async def quads(self, request: Request, name: str, things: Iterable[object]) -> list[Quad]:
        """The same where the columns of a row are those of a quad."""
        return [quad_of(row) for row in await self.rows(request, name, things)]

    async def names(self, request: Request, quads: Sequence[Quad], others: Iterable[object] = ()) -> Names:
        """What all is called that these statements speak of, their properties included, and the others."""
        terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)}
        return names_from([*await self.quads(request, "names", terms | set(others)), *quads])


def quad_of(row: Row) -> Quad:
    """A row as the quad that its columns are."""
    return Quad(row["subject"], row["property"], row["value"], row.get("graph") or DefaultGraph())  # type: ignore[arg-type]
