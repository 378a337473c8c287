"""A public question in; the same as RDF, an `sh:SPARQLExecutable` with its parameters, out.

Sources: SHACL, appendix on its vocabulary, for `sh:SPARQLExecutable`; SHACL Advanced Features, section 5.2, for
`sh:parameter`. The query stands there as it does in its file, so that it can be run as it is.
"""

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.prefixes import BASE, PREFIXES
from kg.querying.parameters import Parameter
from kg.querying.query_file import QueryFile

QUESTIONS = f"{BASE}queries/"
"""What the IRIs of the questions begin with; their names follow."""

_A = NamedNode(PREFIXES["rdf"] + "type")
_DATATYPES = ("string", "integer", "date")


def executable_triples(question: QueryFile) -> Iterator[Triple]:
    """What the question asks, in words and in SPARQL, how to draw its answer, and what may be filled in."""
    iri = NamedNode(QUESTIONS + question.name)
    header = question.header
    yield Triple(iri, _A, _term("sh", "SPARQLExecutable"))
    yield Triple(iri, _A, _term("sh", "SPARQLSelectExecutable"))
    yield Triple(iri, _term("sh", "select"), Literal(question.sparql))
    words = (("rdfs", "label", header.summary), ("rdfs", "comment", header.question))
    for prefix, name, text in (*words, ("dcterms", "description", header.description)):
        yield Triple(iri, _term(prefix, name), Literal(text, language="en"))
    for tag in header.tags:
        yield Triple(iri, _term("schema", "keywords"), Literal(tag))
    yield Triple(iri, _term("schema", "additionalType"), Literal(header.chart))
    if header.drill:
        yield Triple(iri, _term("rdfs", "seeAlso"), NamedNode(QUESTIONS + header.drill))
    for parameter in question.parameters:
        node = NamedNode(f"{iri.value}#{parameter.name}")
        yield Triple(iri, _term("sh", "parameter"), node)
        yield from _parameter(node, parameter)


def _parameter(node: NamedNode, parameter: Parameter) -> Iterator[Triple]:
    yield Triple(node, _A, _term("sh", "Parameter"))
    yield Triple(node, _term("sh", "path"), node)
    yield Triple(node, _term("dcterms", "identifier"), Literal(parameter.name))
    yield Triple(node, _term("sh", "name"), Literal(parameter.label, language="en"))
    if parameter.type in _DATATYPES:
        yield Triple(node, _term("sh", "datatype"), _term("xsd", parameter.type))
    else:
        yield Triple(node, _term("sh", "nodeKind"), _term("sh", "IRI"))
    if parameter.kinds:
        beginnings = "|".join(re.escape(PREFIXES[kind]) for kind in parameter.kinds)
        yield Triple(node, _term("sh", "pattern"), Literal(f"^({beginnings})"))
    if parameter.required:
        yield Triple(node, _term("sh", "minCount"), Literal(1))
    for value in parameter.default:
        yield Triple(node, _term("sh", "defaultValue"), value)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)
