"""The service description of a dataset of very many graphs."""

import time

from pyoxigraph import RdfFormat, parse

from server.sparql.description import SD, service_description
from server.sparql.parent import Description


def test_very_many_graphs_hold_nobody_up() -> None:
    dataset = Description("0" * 64, 1, 1, tuple(f"http://example.org/{number}" for number in range(100_000)), False)
    began = time.perf_counter()
    content = service_description(dataset, "http://example.org/sparql", "application/n-triples", "")
    assert time.perf_counter() - began < 2
    names = [quad for quad in parse(content, RdfFormat.N_TRIPLES) if quad.predicate.value == f"{SD}name"]
    assert 1000 < len(names) < 5000
