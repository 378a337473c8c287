"""A thing's IRI in; what the dataset says of it, a page at a time, as quads, out.

What a description holds is decided by the files of `kg/queries/descriptions`: a page of statements, the records of the
claims that stand on the page, and the labels of the things that do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)
from starlette.requests import Request

from kg.asking.frames import Question
from kg.publishing.record import MARKER, PUBLISHED
from kg.querying.query_file import QueryFile, bind, load_query, part_of
from server.publishing.facts import among_facts, is_claim
from server.publishing.profiles import EVIDENCE, SCHEMA_ORG, Profile
from server.sparql.endpoint import SparqlEndpoint
from server.sparql.formats import RESULTS

PAGE = 500
"""Statements on a page."""
_BOOKS = (MARKER, PUBLISHED)
"""Graphs beside the dataset's, in which a store elsewhere is told what it holds."""


@dataclass(frozen=True)
class Description:
    """A page of what is said of a thing: statements, then records of claims, then labels; each quad once.

    `more`: there is another page.
    """

    thing: NamedNode
    quads: tuple[Quad, ...]
    more: bool

    @cached_property
    def facts(self) -> tuple[Triple, ...]:
        """The statements that may go without their graph's name, each once."""
        return tuple(dict.fromkeys(quad.triple for quad in self.quads if among_facts(quad)))


class Descriptions:
    """Descriptions of the things of what the endpoint serves."""

    def __init__(self, endpoint: SparqlEndpoint, folder: Path) -> None:
        self._endpoint = endpoint
        names = ("statements", "records", "labels", "schema-org")
        self._queries = {name: load_query(folder / f"{name}.rq") for name in names}

    async def of(self, request: Request, thing: NamedNode, profile: Profile, page: int) -> Description | None:
        """The page, numbered from 1; None where nothing is said of the thing at all, or there is no such page.

        Raises Problem, or ClientGone.
        """
        rows = await self._rows(request, self._queries["statements"], [thing], page)
        statements = tuple(quad for quad in rows[:PAGE] if quad.graph_name not in _BOOKS)
        if not rows or (page == 1 and not statements):
            return None
        if profile is SCHEMA_ORG:
            facts = await self._rows(request, self._queries["schema-org"], [thing], page)
            return Description(thing, tuple(facts[:PAGE]), len(facts) > PAGE) if facts or page == 1 else None
        quads, more = [*statements], len(rows) > PAGE
        if profile is EVIDENCE:
            claims = {quad.graph_name for quad in quads}
            quads += await self._rows(request, self._queries["records"], [c for c in claims if is_claim(c)])
        others = {end for quad in quads for end in (quad.subject, quad.object)} - {thing}
        quads += await self._rows(request, self._queries["labels"], others)
        return Description(thing, tuple(dict.fromkeys(quads)), more)

    async def _rows(
        self, request: Request, query: QueryFile, terms: Iterable[object], page: int | None = None
    ) -> list[Quad]:
        """The rows about these terms as quads: of a page, one more than it has where there are more."""
        named = sorted((term for term in terms if isinstance(term, NamedNode)), key=str)
        if not named:
            return []
        text = bind(query, {query.parameters[0].name: named})
        if page is not None:
            text = part_of(text, PAGE + 1, PAGE * (page - 1))
        return list(_quads(await self._endpoint.bytes_for(request, Question(text, RESULTS[0].engine))))


def _quads(results: bytes) -> Iterator[Quad]:
    solutions = parse_query_results(results, QueryResultsFormat.JSON)
    assert isinstance(solutions, QuerySolutions)  # noqa: S101 (the files are SELECTs)
    with_graph = "graph" in {variable.value for variable in solutions.variables}
    for row in solutions:
        graph = row["graph"] if with_graph else None
        subject, property_, value = row["subject"], row["property"], row["value"]
        assert isinstance(subject, NamedNode | BlankNode)  # noqa: S101 (as in the store)
        assert isinstance(property_, NamedNode)  # noqa: S101
        assert isinstance(value, NamedNode | BlankNode | Literal | Triple)  # noqa: S101
        yield Quad(subject, property_, value, graph if isinstance(graph, NamedNode | BlankNode) else DefaultGraph())
