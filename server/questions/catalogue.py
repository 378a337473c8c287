"""The saved questions in; what there is to know of each before it is asked, as JSON and as RDF, out."""

import json
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.prefixes import PREFIXES
from kg.querying.executables import QUESTIONS, executable_triples
from kg.querying.query_file import QueryFile
from server.questions.arguments import described
from server.questions.topics import by_topic

_LIST = NamedNode(QUESTIONS.removesuffix("/"))
_SHORT = {name: PREFIXES[name] for name in ("dcterms", "rdf", "rdfs", "schema", "sh", "xsd")}


def as_json(questions: Sequence[QueryFile]) -> bytes:
    """A list with a member for each question."""
    topics = {question.name: topic for topic, members in by_topic(questions) for question in members}
    entries = [entry(question) | {"topic": topics[question.name]} for question in questions]
    return json.dumps(entries, ensure_ascii=False).encode()


def entry(question: QueryFile) -> dict[str, object]:
    """What a question asks, what may be filled in, the columns of its answer and how to draw it."""
    header = question.header
    return {
        "name": question.name,
        "address": f"/queries/{question.name}",
        "iri": QUESTIONS + question.name,
        "summary": header.summary,
        "question": header.question,
        "description": header.description,
        "tags": list(header.tags),
        "parameters": [described(parameter) for parameter in question.parameters],
        "columns": list(question.columns),
        "evidence": list(header.evidence),
        "noEvidence": header.evidence_note or None,
        "drill": header.drill or None,
        "chart": header.chart,
        "sparql": question.sparql,
    }


def as_rdf(questions: Iterable[QueryFile], media_type: str) -> bytes:
    """The questions in an RDF syntax, told by its media type, as they stand in the graph; with the list they are in."""
    syntax = RdfFormat.from_media_type(media_type)
    triples: list[Triple] = []
    for question in questions:
        triples.append(Triple(NamedNode(QUESTIONS + question.name), NamedNode(f"{PREFIXES['dcterms']}isPartOf"), _LIST))
        triples += executable_triples(question)
    with_prefixes = syntax in (RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N3, RdfFormat.RDF_XML)
    return serialize(triples, format=syntax, prefixes=_SHORT if with_prefixes else None) or b""
