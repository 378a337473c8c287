"""The W3C's SPARQL 1.1 tests, read from their manifests; they lie beside the checkout or where ENTENTE_W3C says."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, Namespace
from rdflib.term import Node

from kg.project import Project

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
BASE = "http://example.org/w3c/"
"""What stands for the folder of the tests in names of graphs."""

FOLDER = Path(os.environ.get("ENTENTE_W3C") or Project.here().root.parent / "shared/w3c") / "sparql11"
AT_HAND = FOLDER.is_dir()
WHY_NOT = "the W3C's tests are not at hand (ENTENTE_W3C)"


@dataclass(frozen=True)
class Request:
    """One request of a test, and what must come back: one of the statuses (`200` or `2xx`) and what it says."""

    method: str
    path: str
    query_string: str
    headers: dict[str, str]
    body: bytes
    statuses: frozenset[str]
    boolean: bool | None
    format: str | None
    content: bytes | None
    content_type: str | None


@dataclass(frozen=True)
class Evaluation:
    """A query, the data it is asked of (files relative to the folder of all tests), and the file of its result."""

    name: str
    query: Path
    result: Path
    data: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def manifest(name: str) -> rdflib.Graph:
    """The manifest, by its path in the folder of all tests."""
    return rdflib.Graph().parse(FOLDER / name, publicID=BASE + name)


def entries(graph: rdflib.Graph) -> list[Node]:
    return [test for head in graph.objects(None, MF.entries) for test in Collection(graph, head)]


def request_tests(name: str) -> dict[str, list[Request]]:
    """The tests of a manifest that are requests to be sent one after the other."""
    if not AT_HAND:
        return {}
    graph = manifest(name)
    tests = {}
    for test in entries(graph):
        action = graph.value(test, MF.action)
        requests = Collection(graph, graph.value(action, HT.requests))
        tests[_local(test)] = [_request(graph, request) for request in requests]
    return tests


def _request(graph: rdflib.Graph, request: Node) -> Request:
    response = graph.value(request, HT.resp)
    boolean, format_ = graph.value(response, MF.expectedBoolean), graph.value(response, MF.expectedFormat)
    path, _, query_string = str(graph.value(request, HT.absolutePath)).partition("?")
    return Request(
        method=str(graph.value(request, HT.methodName)),
        path=path,
        query_string=query_string,
        headers=_headers(graph, request),
        body=_body(graph, request) or b"",
        statuses=frozenset(STATUSES.get(_local(s), _local(s)[-3:]) for s in graph.objects(response, MF.expectedStatus)),
        boolean=None if boolean is None else bool(boolean.toPython()),  # type: ignore[attr-defined]
        format=None if format_ is None else str(format_),
        content=_body(graph, response),
        content_type=_headers(graph, response).get("content-type"),
    )


STATUSES = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}


def _headers(graph: rdflib.Graph, message: Node | None) -> dict[str, str]:
    """The headers of a message by lower-case name."""
    head = graph.value(message, HT.headers)
    headers = Collection(graph, head) if head is not None else ()
    return {str(graph.value(one, HT.fieldName)).lower(): str(graph.value(one, HT.fieldValue)) for one in headers}


def _body(graph: rdflib.Graph, message: Node | None) -> bytes | None:
    body = graph.value(message, HT.body)
    if body is None:
        return None
    return str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding) or "utf-8"))


def protocol_graphs() -> dict[str, str]:
    """The graphs that the protocol tests name, and their files."""
    graph = manifest("protocol/manifest.ttl")
    return {
        str(graph.value(data, RDFS.label)): _file(graph.value(data, UT.graph))
        for data in graph.objects(None, UT.graphData)
    }


def evaluation_tests() -> Iterator[Evaluation]:
    for graph, test, name in _of_type(MF.QueryEvaluationTest, MF.CSVResultFormatTest):
        action = graph.value(test, MF.action)
        yield Evaluation(
            name=name,
            query=FOLDER / _file(graph.value(action, QT.query)),
            result=FOLDER / _file(graph.value(test, MF.result)),
            data=tuple(_file(data) for data in graph.objects(action, QT.data)),
            named=tuple(_file(data) for data in graph.objects(action, QT.graphData)),
        )


def refusal_tests() -> dict[str, Path]:
    """The queries that are none."""
    found = _of_type(MF.NegativeSyntaxTest11)
    return {name: FOLDER / _file(graph.value(test, MF.action)) for graph, test, name in found}


def _of_type(*types: Node) -> Iterator[tuple[rdflib.Graph, Node, str]]:
    """The tests of these types in all folders: manifest, test, `folder/name`."""
    for path in sorted(FOLDER.glob("*/manifest.ttl")):
        graph = manifest(f"{path.parent.name}/manifest.ttl")
        for test in entries(graph):
            if graph.value(test, RDF.type) in types:
                yield graph, test, f"{path.parent.name}/{_local(test)}"


def _local(iri: Node) -> str:
    return str(iri).rpartition("#")[2]


def _file(iri: Node | None) -> str:
    return str(iri).removeprefix(BASE)
