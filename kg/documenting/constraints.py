"""The documents of the shapes in; each shape with what it asks, and the constraints that bear on each term, out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.documenting.documents import Document, Documents, text_of
from kg.prefixes import ENT, PREFIXES, shorten

SHAPES = PREFIXES["shapes"]
_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
_TOLD_APART = {RDF.type, SH.name, SH.message, SH.severity, SH.property, SH.sparql, SH.select, SH.prefixes, *_TARGETS}
_TOLD_APART |= {URIRef(ENT + "inPass"), RDFS.label, RDFS.comment, RDFS.isDefinedBy}
_PREFIXED = re.compile(r"(?<![\w:-])(ent|concept):([A-Za-z][\w-]*)")


@dataclass(frozen=True)
class Constraint:
    """One named shape or SPARQL constraint.

    `targets` are the terms by which it finds its nodes, its own and those of the shapes it belongs to, `terms` all of
    ours that it speaks of. `conditions` are pairs of what is asked and a value in words; `owner` the shape above it.
    """

    iri: str
    name: str
    message: str
    severity: str
    passes: tuple[str, ...]
    targets: tuple[tuple[str, str], ...]
    conditions: tuple[tuple[str, str], ...]
    query: str
    terms: frozenset[str]
    owner: str
    module: str

    @property
    def anchor(self) -> str:
        """The fragment that leads to it: that of its IRI."""
        return self.iri.removeprefix(SHAPES)

    @property
    def is_told(self) -> bool:
        """Whether it can be reported: it has a message, and is no mere part of another."""
        return bool(self.message)


def read_constraints(documents: Documents) -> dict[str, Constraint]:
    """The shapes by IRI: in the order of the modules, each followed by the parts that are told under it."""
    found: dict[str, Constraint] = {}
    for document in documents.shape_modules:
        graph = document.graph
        tops = {shape for shape in graph.subjects(RDF.type, SH.NodeShape) if isinstance(shape, URIRef)}
        for top in sorted(tops):
            parts = [part for p in (SH.property, SH.sparql) for part in graph.objects(top, p) if _named(part)]
            for shape in (top, *sorted(parts, key=str)):
                if str(shape) not in found:
                    found[str(shape)] = _constraint(graph, document, URIRef(str(shape)))
        for kind in (SH.PropertyShape, SH.SPARQLConstraint):  # parts that only a shape of another file names
            for part in sorted(graph.subjects(RDF.type, kind), key=str):
                if _named(part) and str(part) not in found:
                    found[str(part)] = _constraint(graph, document, URIRef(str(part)))
    return found


def constraining(constraints: Iterable[Constraint]) -> dict[str, list[Constraint]]:
    """For each term of ours, the constraints with a message that speak of it, directly or by their targets."""
    by_term: dict[str, list[Constraint]] = {}
    for constraint in constraints:
        if constraint.is_told:
            for term in sorted(constraint.terms):
                by_term.setdefault(term, []).append(constraint)
    return by_term


def terms_in(text: str) -> frozenset[str]:
    """The terms of ours that a SPARQL text names by their prefixes."""
    return frozenset(PREFIXES[prefix] + name for prefix, name in _PREFIXED.findall(text))


def _constraint(graph: Graph, document: Document, iri: URIRef) -> Constraint:
    owners = sorted({str(owner) for p in (SH.property, SH.sparql) for owner in graph.subjects(p, iri) if _named(owner)})
    holders = [iri, *(URIRef(owner) for owner in owners)]
    targets = tuple(
        (shorten(str(p)).removeprefix("sh:"), str(term))
        for p in _TARGETS
        for holder in holders
        for term in sorted(graph.objects(holder, p), key=str)
    )
    severity = graph.value(iri, SH.severity) or graph.value(URIRef(owners[0]) if owners else iri, SH.severity)
    query = text_of(graph, iri, SH.select).strip("\n")
    conditions = [
        (shorten(str(predicate)).removeprefix("sh:"), in_words(graph, value))
        for predicate, value in graph.predicate_objects(iri)
        if predicate not in _TOLD_APART
    ]
    return Constraint(
        iri=str(iri),
        name=text_of(graph, iri, SH.name),
        message=text_of(graph, iri, SH.message),
        severity="" if severity is None else str(severity).removeprefix(str(SH)),
        passes=tuple(sorted(str(name) for name in graph.objects(iri, URIRef(ENT + "inPass")))),
        targets=tuple(dict.fromkeys(targets)),
        conditions=tuple(sorted(conditions, key=lambda pair: (pair[0] != "path", pair))),
        query=query,
        terms=_ours(graph, iri, set()) | {term for _, term in targets if term.startswith(ENT)} | terms_in(query),
        owner=owners[0] if owners else "",
        module=document.name,
    )


def in_words(graph: Graph, node: Node) -> str:
    """A value of SHACL in short: a prefixed name, a literal, a list in brackets, a path with ^ and |."""
    if isinstance(node, URIRef):
        return shorten(str(node))
    if isinstance(node, Literal):
        return str(node)
    if (node, RDF.first, None) in graph:
        return "(" + " ".join(in_words(graph, member) for member in Collection(graph, node)) + ")"
    said = sorted(graph.predicate_objects(node), key=str)
    if len(said) == 1 and said[0][0] == SH.inversePath:
        return f"^{in_words(graph, said[0][1])}"
    if len(said) == 1 and said[0][0] == SH.alternativePath:
        return " | ".join(in_words(graph, member) for member in Collection(graph, said[0][1]))
    return "; ".join(f"{shorten(str(p)).removeprefix('sh:')} {in_words(graph, value)}" for p, value in said)


def _ours(graph: Graph, node: Node, seen: set[Node]) -> frozenset[str]:
    """The terms of ours in what is said of a node, through blank nodes and through shapes without a message."""
    terms: set[str] = set()
    for predicate, value in graph.predicate_objects(node):
        if predicate in (RDF.type, SH.property, SH.sparql) and not isinstance(node, BNode):
            part_untold = predicate == SH.property and (value, SH.message, None) not in graph
            if not part_untold:
                continue
        if isinstance(value, URIRef) and str(value).startswith((ENT, PREFIXES["concept"])):
            terms.add(str(value))
        untold = isinstance(value, BNode) or (
            isinstance(value, URIRef) and value.startswith(SHAPES) and (value, SH.message, None) not in graph
        )
        if untold and value not in seen:
            seen.add(value)
            terms |= _ours(graph, value, seen)
    return frozenset(terms)


def _named(node: Node) -> bool:
    return isinstance(node, URIRef)
