"""A store and a query's text in; the rows of a SELECT or the triples of a CONSTRUCT out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, QueryTriples, Store, Triple

from kg.errors import InputError
from kg.querying.syntax import syntax_problem

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Table:
    """The answer to a SELECT: its columns as the query names them, and its rows; None is an unbound cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def records(self) -> Iterator[dict[str, Term]]:
        """Each row as a mapping from column to term; an unbound cell is left out."""
        for row in self.rows:
            yield {column: term for column, term in zip(self.columns, row, strict=True) if term is not None}

    @classmethod
    def of(cls, solutions: QuerySolutions) -> "Table":
        """The table that the engine's solutions make; it reads them to the end."""
        columns = tuple(variable.value for variable in solutions.variables)
        return cls(columns, tuple(tuple(solution) for solution in solutions))


def select(store: Store, query: str, path: Path | None = None) -> Table:
    """The rows of a SELECT over the store's default and named graphs.

    Raises SyntaxProblem (with `path`, where the text is a file's) when the query does not parse, InputError when it is
    of another form.
    """
    try:
        result = store.query(query)
    except SyntaxError as error:
        raise syntax_problem(error, query, path) from None
    if not isinstance(result, QuerySolutions):
        raise InputError("this query is not a SELECT.", path=path)
    return Table.of(result)


def construct(store: Store, query: str, path: Path | None = None) -> list[Triple]:
    """The distinct triples of a CONSTRUCT, in the engine's order; raises as `select` does."""
    try:
        result = store.query(query)
    except SyntaxError as error:
        raise syntax_problem(error, query, path) from None
    if not isinstance(result, QueryTriples):
        raise InputError("this query is not a CONSTRUCT.", path=path)
    return list(dict.fromkeys(result))
