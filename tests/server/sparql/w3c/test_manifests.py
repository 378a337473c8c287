"""Each test that the W3C's manifests list is driven by a file beside this one."""

from collections import Counter

import pytest
from rdflib.namespace import RDF

from tests.server.sparql.w3c.manifests import (
    AT_HAND,
    FOLDER,
    MF,
    WHY_NOT,
    entries,
    evaluation_tests,
    manifest,
    refusal_tests,
    request_tests,
)

pytestmark = pytest.mark.skipif(not AT_HAND, reason=WHY_NOT)

STORE = ("graph-store-protocol/manifest-direct.ttl", "graph-store-protocol/manifest-indirect.ttl")


def test_no_test_is_left_out() -> None:
    paths = [path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("manifest*.ttl")]
    graphs = [manifest(path) for path in paths]
    listed = Counter(graph.value(test, RDF.type) for graph in graphs for test in entries(graph))
    evaluated = Counter(test.result.suffix == ".csv" for test in evaluation_tests())
    assert listed == {
        MF.QueryEvaluationTest: evaluated[False],
        MF.CSVResultFormatTest: evaluated[True],
        MF.NegativeSyntaxTest11: len(refusal_tests()),
        MF.ProtocolTest: len(request_tests("protocol/manifest.ttl")),
        MF.GraphStoreProtocolTest: sum(len(request_tests(path)) for path in STORE),
        MF.ServiceDescriptionTest: 3,  # each told by hand, in `test_service_description`
    }
