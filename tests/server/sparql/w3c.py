"""The W3C's SPARQL 1.1 tests, read from their manifests; they lie beside the checkout or where ENTENTE_W3C says."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Request:
    """One request of a protocol test, and what must come back."""

    method: str
    query_string: str
    headers: dict[str, str]
    body: bytes
    statuses: frozenset[str]
    boolean: bool | None
    format: str | None


@dataclass(frozen=True)
class Evaluation:
    """A query, the data it is asked of (files relative to the folder of all tests), and the file of its result."""

    name: str
    query: Path
    result: Path
    data: tuple[str, ...] = ()
    named: tuple[str, ...] = field(default=())


def manifest(folder: str) -> rdflib.Graph:
    path = FOLDER / folder / "manifest.ttl"
    return rdflib.Graph().parse(path, publicID=f"{BASE}{folder}/manifest.ttl")


def entries(graph: rdflib.Graph) -> list[Node]:
    return [test for head in graph.objects(None, MF.entries) for test in Collection(graph, head)]


def protocol_tests() -> dict[str, list[Request]]:
    if not AT_HAND:
        return {}
    graph = manifest("protocol")
    tests = {}
    for test in entries(graph):
        action = graph.value(test, MF.action)
        requests = Collection(graph, graph.value(action, HT.requests))
        tests[str(test).rpartition("#")[2]] = [_request(graph, request) for request in requests]
    return tests


def _request(graph: rdflib.Graph, request: Node) -> Request:
    headers = {}
    if (head := graph.value(request, HT.headers)) is not None:
        for header in Collection(graph, head):
            headers[str(graph.value(header, HT.fieldName))] = str(graph.value(header, HT.fieldValue))
    body = graph.value(request, HT.body)
    text = "" if body is None else str(graph.value(body, CNT.chars))
    encoding = "utf-8" if body is None else str(graph.value(body, CNT.characterEncoding) or "utf-8")
    response = graph.value(request, HT.resp)
    boolean = graph.value(response, MF.expectedBoolean)
    expected_format = graph.value(response, MF.expectedFormat)
    return Request(
        method=str(graph.value(request, HT.methodName)),
        query_string=str(graph.value(request, HT.absolutePath)).partition("?")[2],
        headers=headers,
        body=text.encode(encoding),
        statuses=frozenset(str(status)[-3:] for status in graph.objects(response, MF.expectedStatus)),
        boolean=None if boolean is None else bool(boolean.toPython()),  # type: ignore[attr-defined]
        format=None if expected_format is None else str(expected_format),
    )


def protocol_graphs() -> dict[str, str]:
    """The graphs that the protocol tests name, and their files."""
    graph = manifest("protocol")
    return {
        str(graph.value(data, RDFS.label)): _file(graph.value(data, UT.graph))
        for data in graph.objects(None, UT.graphData)
    }


def evaluation_tests() -> Iterator[Evaluation]:
    if not AT_HAND:
        return
    for folder in sorted(path.name for path in FOLDER.iterdir() if (path / "manifest.ttl").exists()):
        graph = manifest(folder)
        for test in entries(graph):
            if graph.value(test, RDF.type) not in (MF.QueryEvaluationTest, MF.CSVResultFormatTest):
                continue
            action = graph.value(test, MF.action)
            yield Evaluation(
                name=f"{folder}/{str(test).rpartition('#')[2]}",
                query=FOLDER / _file(graph.value(action, QT.query)),
                result=FOLDER / _file(graph.value(test, MF.result)),
                data=tuple(_file(data) for data in graph.objects(action, QT.data)),
                named=tuple(_file(data) for data in graph.objects(action, QT.graphData)),
            )


def _file(iri: Node | None) -> str:
    return str(iri).removeprefix(BASE)
