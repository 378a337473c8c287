"""A report goes in; SHACL's own report (SHACL, section 3.6) in Turtle comes out, with file and line of each result."""

import hashlib

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.util import from_n3

from kg.building.report import Entry, Report
from kg.building.violation import UNUSED_WAIVER
from kg.prefixes import BASE, PREFIXES


def report_turtle(report: Report) -> str:
    """The report without blank nodes; a result's IRI follows from what it says.

    A property path that is more than one IRI would need blank nodes and is left out; the shape has it. What a note
    waives is no result.
    """
    graph = Graph()
    for prefix in ("sh", "shapes", "ent", "concept", "rdf"):
        graph.bind(prefix, PREFIXES[prefix])
    node = URIRef(BASE + "report")
    graph.add((node, RDF.type, SH.ValidationReport))
    graph.add((node, SH.conforms, Literal(report.conforms)))
    for entry in report.entries:
        digest = hashlib.sha256("\n".join(entry.violation.sort_key).encode()).hexdigest()
        result = URIRef(f"{BASE}report#{digest[:16]}")
        graph.add((node, SH.result, result))
        for predicate, term in _result_terms(entry):
            graph.add((result, predicate, term))
    return graph.serialize(format="turtle")


def _result_terms(entry: Entry) -> list[tuple[URIRef, URIRef | Literal]]:
    violation, place = entry.violation, entry.place
    ours = violation.component == UNUSED_WAIVER
    component = PREFIXES["shapes"] + UNUSED_WAIVER if ours else f"{SH}{violation.component}ConstraintComponent"
    terms: list[tuple[URIRef, URIRef | Literal]] = [
        (RDF.type, SH.ValidationResult),
        (SH.focusNode, URIRef(violation.focus)),
        (SH.sourceShape, URIRef(violation.source_shape or violation.shape)),
        (SH.sourceConstraintComponent, URIRef(component)),
        (SH.resultSeverity, SH[violation.severity]),
        (SH.resultMessage, Literal(violation.message, lang="en")),
        *((URIRef(PREFIXES["ent"] + "inPass"), Literal(name)) for name in entry.passes),
    ]
    if violation.component == "SPARQL":
        terms.append((SH.sourceConstraint, URIRef(violation.shape)))
    if violation.path and violation.path.startswith(("http", "urn:")):
        terms.append((SH.resultPath, URIRef(violation.path)))
    if violation.value is not None:
        value = from_n3(violation.value)
        if isinstance(value, URIRef | Literal):
            terms.append((SH.value, value))
    if place is not None:
        terms.append((URIRef(PREFIXES["shapes"] + "inFile"), Literal(str(place[0]))))
        if place[1]:
            terms.append((URIRef(PREFIXES["shapes"] + "atLine"), Literal(place[1], datatype=XSD.integer)))
    return terms
