"""Statements of a document with blank nodes go in; the same triples with IRIs in their place come out.

Such an IRI is `…/.well-known/genid/<hash of parent, property and content>` (RDF 1.1 Concepts, section 3.5), so it does
not depend on the order of files or lines.
"""

import hashlib
from collections.abc import Iterable

import pyoxigraph as ox

from kg.claims.statement import Statement
from kg.errors import InputError
from kg.prefixes import BASE

GENID = f"{BASE}.well-known/genid/"


def skolem_triples(statements: Iterable[Statement]) -> list[ox.Triple]:
    """The triples with an IRI for each blank node; raises InputError for blank nodes that form a loop or a second use.

    The statements of one file each have blank nodes of their own, whatever the labels.
    """
    by_file: dict[object, list[Statement]] = {}
    for statement in statements:
        by_file.setdefault(statement.path, []).append(statement)
    used: set[str] = set()
    return [triple for file in by_file.values() for triple in _of_file(file, used)]


def _of_file(statements: list[Statement], used: set[str]) -> list[ox.Triple]:
    about: dict[ox.BlankNode, list[Statement]] = {}
    parents: dict[ox.BlankNode, Statement] = {}
    for statement in statements:
        if isinstance(statement.subject, ox.BlankNode):
            about.setdefault(statement.subject, []).append(statement)
        if isinstance(statement.object, ox.BlankNode):
            if statement.object in parents:
                what = "a blank node is used in two places, so its name would depend on which comes first."
                raise InputError(what, path=statement.path, line=statement.line, advice="Give it an IRI.")
            parents[statement.object] = statement
    names: dict[ox.BlankNode, ox.NamedNode] = {}

    def name(node: ox.BlankNode) -> ox.NamedNode:
        if node not in names:
            content = _content(node, about, ())  # first, because it finds loops, which have no topmost parent
            parent = parents.get(node)
            above = "" if parent is None else f"{named(parent.subject)} {parent.predicate}"
            digest = hashlib.sha256(f"{above} {content}".encode()).hexdigest()[:32]
            # Twice the same content in the same place is two nodes, as it was before.
            number = 1
            while (iri := f"{GENID}{digest}" + (f"-{number}" if number > 1 else "")) in used:
                number += 1
            used.add(iri)
            names[node] = ox.NamedNode(iri)
        return names[node]

    def named(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> ox.NamedNode | ox.Literal:
        return name(term) if isinstance(term, ox.BlankNode) else term

    triples = []
    for statement in statements:
        subject = statement.subject
        node = name(subject) if isinstance(subject, ox.BlankNode) else subject
        triples.append(ox.Triple(node, statement.predicate, named(statement.object)))
    return triples


def _content(node: ox.BlankNode, about: dict[ox.BlankNode, list[Statement]], above: tuple[ox.BlankNode, ...]) -> str:
    """What is said of a blank node, blank nodes below it written out, in an order of its own."""
    if node in above:
        place = about[node][0]
        raise InputError("blank nodes form a loop.", path=place.path, line=place.line, advice="Give one an IRI.")
    said = []
    for statement in about.get(node, ()):
        value = statement.object
        below = _content(value, about, (*above, node)) if isinstance(value, ox.BlankNode) else str(value)
        said.append(f"{statement.predicate} {below}")
    return "[" + " ; ".join(sorted(said)) + "]"
