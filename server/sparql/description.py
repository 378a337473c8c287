"""A served dataset and the endpoint's address in; its SPARQL 1.1 Service Description out.

Source: SPARQL 1.1 Service Description, section 3.
"""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, RdfFormat, Triple, serialize

from kg.building.void import DATASET
from kg.prefixes import GRAPH, PREFIXES
from server.sparql.formats import GRAPHS, RESULTS
from server.sparql.parent import Description

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = PREFIXES["void"]
_SIMPLE_ENTAILMENT = "http://www.w3.org/ns/entailment/Simple"
_SHORT = {"sd": SD, "void": VOID, "dcterms": PREFIXES["dcterms"], "rdfs": PREFIXES["rdfs"], "xsd": PREFIXES["xsd"]}
_W3C_NAMES = {"https://www.w3.org/ns/formats/data/JSON-LD": "http://www.w3.org/ns/formats/JSON-LD"}
"""Of formats that the engine's library names otherwise than the W3C's list at http://www.w3.org/ns/formats/ does."""
_MOST_GRAPHS = 2000
"""Named graphs listed at most: the description is made for each who asks, and must not hold up the others."""
_A = NamedNode(PREFIXES["rdf"] + "type")


def service_description(dataset: Description, endpoint: str, media_type: str, limits: str) -> bytes:
    """The description in an RDF syntax, told by its media type; `limits` say what a query may use."""
    syntax = RdfFormat.from_media_type(media_type)
    prefixes = _SHORT if syntax in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N3, RdfFormat.RDF_XML) else None
    return serialize(_triples(dataset, NamedNode(endpoint), limits), format=syntax, prefixes=prefixes) or b""


def _triples(dataset: Description, endpoint: NamedNode, limits: str) -> Iterator[Triple]:
    service, served, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, _A, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, NamedNode(PREFIXES["rdfs"] + "comment"), Literal(limits, language="en"))
    for iri in sorted(_result_formats()):
        yield Triple(service, _sd("resultFormat"), NamedNode(iri))
    if dataset.default_is_union:
        yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    yield Triple(service, _sd("defaultEntailmentRegime"), NamedNode(_SIMPLE_ENTAILMENT))
    yield Triple(service, _sd("defaultDataset"), served)
    yield Triple(served, _A, _sd("Dataset"))
    yield Triple(served, NamedNode(PREFIXES["dcterms"] + "identifier"), Literal(f"sha256:{dataset.hash}"))
    yield Triple(
        served, NamedNode(PREFIXES["rdfs"] + "seeAlso"), NamedNode(urljoin(endpoint.value, "/.well-known/void"))
    )
    if f"{GRAPH}void" in dataset.named_graphs:
        yield Triple(served, _A, NamedNode(VOID + "Dataset"))
        yield Triple(served, NamedNode(PREFIXES["dcterms"] + "isVersionOf"), NamedNode(DATASET))
    yield Triple(served, _sd("defaultGraph"), default)
    yield from _graph(default, dataset.default_triples)
    if len(dataset.named_graphs) > _MOST_GRAPHS:
        comment = f"{len(dataset.named_graphs)} named graphs, of which the first {_MOST_GRAPHS} are listed here."
        yield Triple(served, NamedNode(PREFIXES["rdfs"] + "comment"), Literal(comment, language="en"))
    for number, (name, size) in enumerate(islice(dataset.named_graphs.items(), _MOST_GRAPHS)):
        named, content = BlankNode(f"named{number}"), BlankNode(f"content{number}")
        yield Triple(served, _sd("namedGraph"), named)
        yield Triple(named, _A, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(name))
        yield Triple(named, _sd("graph"), content)
        yield from _graph(content, size)


def _graph(graph: BlankNode, triples: int) -> Iterator[Triple]:
    yield Triple(graph, _A, _sd("Graph"))
    yield Triple(graph, NamedNode(VOID + "triples"), Literal(triples))


def _result_formats() -> set[str]:
    results = [QueryResultsFormat.from_media_type(format_.engine) for format_ in RESULTS]
    graphs = [RdfFormat.from_media_type(format_.engine) for format_ in GRAPHS]
    return {_W3C_NAMES.get(format_.iri, format_.iri) for format_ in (*results, *graphs) if format_ is not None}


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
