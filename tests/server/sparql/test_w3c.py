"""The W3C's tests of SPARQL 1.1 - protocol, service description, query evaluation, result formats - by HTTP."""

import contextlib
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from tests.server.sparql.w3c import (
    AT_HAND,
    BASE,
    FOLDER,
    Evaluation,
    Request,
    evaluation_tests,
    protocol_graphs,
    protocol_tests,
)

pytestmark = pytest.mark.skipif(not AT_HAND, reason="the W3C's tests are not at hand (ENTENTE_W3C)")

PROTOCOL = protocol_tests()
EVALUATION = {test.name: test for test in evaluation_tests()}
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}
NUMBERS = ("integer", "decimal", "double", "float")
BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_CONSTANT = "a path of length zero from a constant that no triple has gives no row: the engine looks it up first"
_LANGUAGE = "GROUP_CONCAT of literals in one language gives one in that language, as SPARQL 1.2 has it"
_GRAPH = "GRAPH ?g around a group without a pattern to match in the graph does not go through the graphs"
KNOWN_FAILURES = {
    "aggregates/agg-groupconcat-04": _LANGUAGE,
    "aggregates/agg-groupconcat-06": _LANGUAGE,
    "aggregates/agg-empty-group-count-graph": _GRAPH,
    "bindings/graph": _GRAPH,
    "csv-tsv-res/tsv03": "the engine keeps the integers that are derived from xsd:integer as xsd:integer",
    "functions/bnode01": "BNODE of a string is the same blank node in every row of the engine",
    "negation/graph-minus": "GRAPH ?g binds ?g on both sides of a MINUS within it, so that both share it",
    **{f"property-path/zero_or_{path}_set_{end}": _CONSTANT for path in ("more", "one") for end in ("start", "end")},
}
"""Tests of evaluation that the engine fails, each with the reason."""


@pytest.fixture(scope="module")
def w3c(serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Return a client of a server that has each file of the tests as a named graph."""
    store = ox.Store()
    files = {path.relative_to(FOLDER).as_posix() for test in EVALUATION.values() for path in _files(test)}
    for name in files:
        store.load(path=FOLDER / name, base_iri=BASE + name, to_graph=ox.NamedNode(BASE + name))
    for iri, name in protocol_graphs().items():
        store.load(path=FOLDER / name, base_iri=iri, to_graph=ox.NamedNode(iri))
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o")))
    path = tmp_path_factory.mktemp("w3c") / "w3c.nq"
    store.dump(path, ox.RdfFormat.N_QUADS)
    with serve("--dataset", str(path)) as server:
        yield server.client


def _files(test: Evaluation) -> list[Path]:
    return [FOLDER / name for name in (*test.data, *test.named)]


@pytest.mark.parametrize("requests", PROTOCOL.values(), ids=PROTOCOL.keys())
def test_protocol(w3c: httpx.Client, requests: list[Request], request: pytest.FixtureRequest) -> None:
    updates = "update" in request.node.callspec.id
    for sent in requests:
        headers = {name.lower(): value for name, value in sent.headers.items()}
        answer = w3c.request(sent.method, f"/sparql?{sent.query_string}", headers=headers, content=sent.body)
        if updates:
            _is_refused(answer, sent)
            continue
        assert f"{answer.status_code // 100}xx" in sent.statuses, answer.text
        media_type = answer.headers["content-type"].partition(";")[0]
        if sent.format is not None:
            assert media_type in FORMATS[sent.format]
        if sent.boolean is not None:
            assert answer.json()["boolean"] is sent.boolean


def _is_refused(answer: httpx.Response, sent: Request) -> None:
    """This server is read-only: updates get no more than the reason, and what only asks afterwards is answered."""
    asks = b"query=" in sent.body or b"ASK" in sent.body or "query=" in sent.query_string
    if asks and answer.status_code == 200:
        return
    assert answer.status_code in (400, 403, 405, 415)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/n-triples"])
def test_service_description(w3c: httpx.Client, accept: str) -> None:
    """GET on the endpoint returns RDF; it has a matching sd:endpoint; it conforms to the schema."""
    sd = "http://www.w3.org/ns/sparql-service-description#"
    answer = w3c.get("/sparql", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, accept)
    store = ox.Store()
    store.load(answer.content, ox.RdfFormat.from_media_type(accept))
    (found,) = store.quads_for_pattern(None, ox.NamedNode(sd + "endpoint"), None)
    assert found.object == ox.NamedNode(str(w3c.base_url.join("/sparql")))
    conforms = f"""PREFIX sd: <{sd}> ASK {{
        ?service a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query ; sd:resultFormat ?format ;
            sd:defaultDataset ?dataset . ?dataset a sd:Dataset ; sd:defaultGraph ?default . ?default a sd:Graph
        FILTER NOT EXISTS {{ ?dataset sd:namedGraph ?named FILTER NOT EXISTS {{ ?named sd:name ?name }} }}
        FILTER NOT EXISTS {{ ?service sd:feature sd:BasicFederatedQuery }} }}"""
    assert bool(store.query(conforms))
    assert "A query may take 10 s" in answer.text


@pytest.mark.parametrize("test", EVALUATION.values(), ids=EVALUATION.keys())
def test_evaluation(w3c: httpx.Client, test: Evaluation) -> None:
    try:
        _is_right(w3c, test)
    except AssertionError:
        if test.name not in KNOWN_FAILURES:
            raise
    else:
        assert test.name not in KNOWN_FAILURES, "it passes: take it from the list"


def _is_right(client: httpx.Client, test: Evaluation) -> None:
    suffix, expected = test.result.suffix, test.result.read_bytes()
    graph = suffix in (".ttl", ".rdf", ".nt")
    accept = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".srj": "application/sparql-results+json"}.get(
        suffix, "text/turtle" if graph and b"ResultSet" not in expected else "application/sparql-results+xml"
    )
    text = test.query.read_text(encoding="utf-8")
    named_by_query = "\nFROM " in text
    dataset = {
        "default-graph-uri": [] if named_by_query else [BASE + name for name in test.data] or ["urn:no-data"],
        "named-graph-uri": [] if named_by_query else [BASE + name for name in test.named],
    }
    query = f"BASE <{BASE}{test.query.relative_to(FOLDER).as_posix()}> " + text
    answer = client.post("/sparql", data={"query": query, **dataset}, headers={"Accept": accept})
    assert answer.status_code == 200, answer.text
    base = BASE + test.result.relative_to(FOLDER).as_posix()
    if suffix == ".csv":
        assert _table(answer.text) == _table(expected.decode())
    elif graph and b"ResultSet" in expected:
        said = ox.parse_query_results(answer.content, ox.QueryResultsFormat.XML)
        assert _as_graph(said) == _rows_told(expected, base)
    elif graph:
        wanted = ox.Dataset(ox.parse(expected, ox.RdfFormat.from_extension(suffix[1:]), base_iri=base))
        assert _canonical(ox.Dataset(ox.parse(answer.content, ox.RdfFormat.TURTLE))) == _canonical(wanted)
    else:
        said = ox.parse_query_results(answer.content, ox.QueryResultsFormat.from_media_type(accept))
        assert _as_graph(said) == _as_graph(
            ox.parse_query_results(expected, ox.QueryResultsFormat.from_extension(suffix[1:]))
        )


def _table(text: str) -> list[list[tuple[str, str]]]:
    """The rows of a CSV file in any order, each by the names of its columns; blank nodes alike, numbers by value."""
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted(sorted((name, _plain(value)) for name, value in row.items()) for row in rows)


def _plain(value: str) -> str:
    with contextlib.suppress(ValueError):
        return repr(float(value))
    return "_:" if value.startswith("_:") else value


def _as_graph(results: "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples") -> object:
    """A bag of solutions as a graph, a blank node each, so that equal means equal but for the names of blank nodes."""
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    assert isinstance(results, ox.QuerySolutions)
    dataset = ox.Dataset()
    for solution in results:
        row = ox.BlankNode()
        dataset.add(ox.Quad(row, ox.NamedNode("urn:is"), ox.NamedNode("urn:row"), ox.DefaultGraph()))
        for variable in results.variables:
            value = solution[variable]
            if value is not None:
                column = ox.NamedNode(f"urn:variable:{variable.value}")
                dataset.add(ox.Quad(row, column, _by_value(value), ox.DefaultGraph()))
    return _canonical(dataset)


def _rows_told(turtle: bytes, base: str) -> object:
    """A bag of solutions that is written as a graph in the vocabulary of result sets, as the other one is."""
    store, dataset = ox.Store(), ox.Dataset()
    store.load(turtle, ox.RdfFormat.TURTLE, base_iri=base)
    query = """PREFIX : <http://www.w3.org/2001/sw/DataAccess/tests/result-set#>
        SELECT ?row ?name ?value
        { ?set :solution ?row OPTIONAL { ?row :binding ?b . ?b :variable ?name ; :value ?value } }"""
    for row, name, value in store.query(query):
        dataset.add(ox.Quad(row, ox.NamedNode("urn:is"), ox.NamedNode("urn:row"), ox.DefaultGraph()))
        if name is not None:
            column = ox.NamedNode(f"urn:variable:{name.value}")
            dataset.add(ox.Quad(row, column, _by_value(value), ox.DefaultGraph()))
    return _canonical(dataset)


def _by_value(
    term: "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple",
) -> "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple":
    """Numbers and truth values by their value: the engine writes each in its canonical form, the tests in many."""
    if term == ox.Literal("0", datatype=ox.NamedNode(BOOLEAN)):
        return ox.Literal("false", datatype=ox.NamedNode(BOOLEAN))
    if not isinstance(term, ox.Literal) or term.datatype.value.rpartition("#")[2] not in NUMBERS:
        return term
    with contextlib.suppress(ValueError):
        return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    return term


def _canonical(dataset: ox.Dataset) -> set[str]:
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}
