"""Results that are written differently in; whether they mean the same out.

Rows and graphs are equal but for the names of blank nodes: a row becomes a node of a graph, and graphs are brought into
one canonical form. Where the query gives an order, a row has its place as well.
"""

import contextlib
import csv
import io
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Meaning = tuple[frozenset[str], frozenset[str]] | bool
"""The names of the columns and the quads of the rows; of a graph no columns; of an ASK its answer."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_BOOLEAN = ox.NamedNode(f"{_XSD}boolean")
_NUMBERS = tuple(f"{_XSD}{name}" for name in ("integer", "decimal", "double", "float"))
_TOLD = """PREFIX : <http://www.w3.org/2001/sw/DataAccess/tests/result-set#>
    SELECT ?row ?name ?value { ?set :solution ?row OPTIONAL { ?row :binding [ :variable ?name ; :value ?value ] } }"""
_COLUMNS = """PREFIX : <http://www.w3.org/2001/sw/DataAccess/tests/result-set#>
    SELECT ?name { ?set :resultVariable ?name }"""


def of_results(content: bytes, format_: ox.QueryResultsFormat, *, ordered: bool) -> Meaning:
    """What a document of SPARQL results means."""
    results = ox.parse_query_results(content, format_)
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return _rows(names, ({name: row[name] for name in names} for row in results), ordered=ordered)


def of_result_set(turtle: bytes, base: str) -> Meaning:
    """What a graph in the W3C's old vocabulary of result sets means; its rows have no order."""
    store = ox.Store()
    store.load(turtle, ox.RdfFormat.TURTLE, base_iri=base)
    rows: dict[str, dict[str, Term | None]] = {}
    for row, name, value in store.query(_TOLD):
        rows.setdefault(str(row), {}).update({} if name is None else {name.value: value})
    return _rows([name.value for (name,) in store.query(_COLUMNS)], rows.values(), ordered=False)


def of_graph(content: bytes, format_: ox.RdfFormat, base: str) -> Meaning:
    """What a document of triples means."""
    return frozenset(), _canonical(ox.Dataset(ox.parse(content, format_, base_iri=base)))


def of_csv(text: str) -> list[list[tuple[str, str]]]:
    """The cells of a CSV file, rows in their order, columns by name (`SELECT *` gives them none).

    Blank nodes are known by the place where they first stand, numbers by their value: the file tells no datatypes.
    """
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    places: dict[str, str] = {}
    columns = sorted(range(len(head)), key=lambda column: head[column])
    return [[(head[column], _cell(row[column], places)) for column in columns] for row in rows]


def _cell(cell: str, places: dict[str, str]) -> str:
    if cell.startswith("_:"):
        return places.setdefault(cell, f"_:{len(places)}")
    return repr(float(cell)) if _is_number(cell) else cell


def _is_number(text: str) -> bool:
    with contextlib.suppress(ValueError):
        float(text)
        return True
    return False


def _rows(names: Sequence[str], rows: Iterable[dict[str, Term | None]], *, ordered: bool) -> Meaning:
    dataset = ox.Dataset()
    for number, values in enumerate(rows):
        row = ox.BlankNode()
        place = ox.Literal(number if ordered else "anywhere")
        dataset.add(ox.Quad(row, ox.NamedNode("urn:place"), place, ox.DefaultGraph()))
        for name, value in values.items():
            if value is not None:
                dataset.add(ox.Quad(row, ox.NamedNode(f"urn:column:{name}"), _by_value(value), ox.DefaultGraph()))
    return frozenset(names), _canonical(dataset)


def _by_value(term: Term) -> Term:
    """Numbers and truth values by their value: the engine writes each in its canonical form, the tests in many."""
    if not isinstance(term, ox.Literal):
        return term
    if term.datatype == _BOOLEAN:
        return ox.Literal({"0": "false", "1": "true"}.get(term.value, term.value), datatype=_BOOLEAN)
    if term.datatype.value in _NUMBERS and _is_number(term.value):
        return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    return term


def _canonical(dataset: ox.Dataset) -> frozenset[str]:
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(str(quad) for quad in dataset)
