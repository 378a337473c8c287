"""Violations go in; the validation report comes out: one line each, SHACL in Turtle, and JSON."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.util import from_n3

from kg.building.validate import Violation
from kg.prefixes import BASE, PREFIXES, shorten

Place = tuple[Path, int]
Locate = Callable[[str, str | None, str | None], Place | None]
"""The file and line of the first statement with a subject, and a predicate and value where they are given."""


@dataclass(frozen=True)
class ClaimEvidence:
    """A claim that speaks of a node, and the passages it rests on; all are IRIs."""

    claim: str
    passages: tuple[str, ...]


Evidence = Callable[[str], Sequence[ClaimEvidence]]


def evidence_in(store: ox.Store) -> Evidence:
    """What gives a node's claims with their passages, sorted, from a store with the records in its default graph.

    A claim is its own claim. Any other node has those that it is stated in, or whose named graph it is a subject of.
    """

    def evidence(node: str) -> list[ClaimEvidence]:
        found: dict[str, set[str]] = {}
        for row in _solutions(store.query(_EVIDENCE, substitutions={ox.Variable("node"): ox.NamedNode(node)})):
            found.setdefault(row["claim"].value, set()).add(row["passage"].value)
        return [ClaimEvidence(claim, tuple(sorted(passages))) for claim, passages in sorted(found.items())]

    return evidence


_EVIDENCE = f"""
PREFIX ent: <{PREFIXES["ent"]}>
SELECT DISTINCT ?node ?claim ?passage WHERE {{
  {{ ?node ent:evidence ?passage . BIND(?node AS ?claim) }}
  UNION {{ ?node ent:statedIn ?claim . ?claim ent:evidence ?passage }}
  UNION {{ GRAPH ?claim {{ ?node ?property ?object }} ?claim ent:evidence ?passage }}
}}"""


def place_of(violation: Violation, locate: Locate) -> Place | None:
    """Where the statement a violation is about stands: the nearest that is known of value, property and node."""
    path = violation.path if violation.path and violation.path.startswith("http") else None
    value = value_text(violation)
    exact = locate(violation.focus, path, value) if path and value else None
    return exact or (locate(violation.focus, path, None) if path else None) or locate(violation.focus, None, None)


def value_text(violation: Violation) -> str | None:
    """The value as an IRI or as a literal's text, None if there is none."""
    return None if violation.value is None else str(from_n3(violation.value))


def plain(violation: Violation, locate: Locate) -> str:
    """One line that names file and line, shape, node and message, and the place of the other node if there is one."""
    place = place_of(violation, locate)
    where = f"{place[0]}:{place[1]}: " if place else ""
    kind = "" if violation.severity == "Violation" else f"{violation.severity.lower()}: "
    line = f"{where}{kind}{shorten(violation.shape)}: {shorten(violation.focus)}: {violation.message}"
    other = _place_of_value(violation, locate)
    return f"{line} ({shorten(value_text(violation) or '')} stands at {other[0]}:{other[1]}.)" if other else line


def report_turtle(violations: Iterable[Violation], locate: Locate) -> str:
    """The report in SHACL's own terms, without blank nodes; a result's IRI follows from what it says.

    A property path that is more than one IRI would need blank nodes and is left out; the shape has it.
    """
    graph = Graph()
    for prefix in ("sh", "shapes", "ent", "concept", "rdf"):
        graph.bind(prefix, PREFIXES[prefix])
    listed = list(violations)
    report = URIRef(BASE + "report")
    graph.add((report, RDF.type, SH.ValidationReport))
    graph.add((report, SH.conforms, Literal(not listed)))
    for violation in listed:
        digest = hashlib.sha256("\n".join(violation.sort_key).encode()).hexdigest()
        result = URIRef(f"{BASE}report#{digest[:16]}")
        graph.add((report, SH.result, result))
        for predicate, term in _result_terms(violation, place_of(violation, locate)):
            graph.add((result, predicate, term))
    return graph.serialize(format="turtle")


def report_json(
    violations: Iterable[Violation],
    locate: Locate,
    evidence: Evidence,
    focus_nodes: Mapping[str, Mapping[str, int]] | None = None,
) -> str:
    """The report for programs; `focus_nodes` is how many nodes each shape looked at, by pass."""
    listed = list(violations)
    severities = sorted({violation.severity for violation in listed})
    document = {
        "conforms": not listed,
        "counts": {severity: sum(one.severity == severity for one in listed) for severity in severities},
        "focusNodes": {name: dict(sorted(counts.items())) for name, counts in sorted((focus_nodes or {}).items())},
        "violations": [_as_json(violation, locate, evidence) for violation in listed],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _as_json(violation: Violation, locate: Locate, evidence: Evidence) -> dict[str, Any]:
    place = place_of(violation, locate)
    return {
        "shape": violation.shape,
        "component": violation.component,
        "severity": violation.severity,
        "pass": violation.pass_name,
        "node": violation.focus,
        "path": violation.path,
        "value": value_text(violation),
        "message": violation.message,
        "file": str(place[0]) if place else None,
        "line": place[1] if place else None,
        "claims": [{"claim": one.claim, "passages": list(one.passages)} for one in evidence(violation.focus)],
    }


def _result_terms(violation: Violation, place: Place | None) -> list[tuple[URIRef, URIRef | Literal]]:
    terms: list[tuple[URIRef, URIRef | Literal]] = [
        (RDF.type, SH.ValidationResult),
        (SH.focusNode, URIRef(violation.focus)),
        (SH.sourceShape, URIRef(violation.source_shape or violation.shape)),
        (SH.sourceConstraintComponent, SH[f"{violation.component}ConstraintComponent"]),
        (SH.resultSeverity, SH[violation.severity]),
        (SH.resultMessage, Literal(violation.message, lang="en")),
        (URIRef(PREFIXES["ent"] + "inPass"), Literal(violation.pass_name)),
    ]
    if violation.component == "SPARQL":
        terms.append((SH.sourceConstraint, URIRef(violation.shape)))
    if violation.path and violation.path.startswith("http"):
        terms.append((SH.resultPath, URIRef(violation.path)))
    if violation.value is not None:
        value = from_n3(violation.value)
        if isinstance(value, URIRef | Literal):
            terms.append((SH.value, value))
    if place is not None:
        terms.append((URIRef(PREFIXES["shapes"] + "inFile"), Literal(str(place[0]))))
        terms.append((URIRef(PREFIXES["shapes"] + "atLine"), Literal(place[1], datatype=XSD.integer)))
    return terms


def _place_of_value(violation: Violation, locate: Locate) -> Place | None:
    """Where the other node of a rule across nodes stands; a property's value stands where the property does."""
    return locate(value_text(violation) or "", None, None) if violation.path is None and violation.value else None


def _solutions(results: object) -> ox.QuerySolutions:
    assert isinstance(results, ox.QuerySolutions)  # noqa: S101 - the query is a SELECT
    return results
