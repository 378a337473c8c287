"""What a service description says of formats and entailment, and of a dataset of very many graphs."""

import time

from pyoxigraph import NamedNode, RdfFormat, parse

from server.sparql.description import SD, service_description
from server.sparql.parent import Description


def test_very_many_graphs_hold_nobody_up() -> None:
    graphs = {f"http://example.org/{number:06}": number for number in range(100_000)}
    dataset = Description("0" * 64, 1, 1, graphs, False)
    began = time.perf_counter()
    content = service_description(dataset, "http://example.org/sparql", "application/n-triples", "")
    assert time.perf_counter() - began < 2
    names = [quad for quad in parse(content, RdfFormat.N_TRIPLES) if quad.predicate.value == f"{SD}name"]
    assert 1000 < len(names) < 5000
    assert b"100000 named graphs, of which the first 2000 are listed here." in content


def test_formats_and_entailment_are_named_as_the_w3c_names_them() -> None:
    dataset = Description("0" * 64, 1, 1, {}, False)
    content = service_description(dataset, "http://example.org/sparql", "application/n-triples", "")
    told: dict[str, set[str]] = {}
    for quad in parse(content, RdfFormat.N_TRIPLES):
        if isinstance(quad.object, NamedNode):
            told.setdefault(quad.predicate.value.removeprefix(SD), set()).add(quad.object.value)
    graphs = {"Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads", "N3"}
    results = {f"SPARQL_Results_{name}" for name in ("XML", "JSON", "CSV", "TSV")}
    assert told["resultFormat"] == {f"http://www.w3.org/ns/formats/{name}" for name in graphs | results}
    assert told["defaultEntailmentRegime"] == {"http://www.w3.org/ns/entailment/Simple"}
