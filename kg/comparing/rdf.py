"""A comparison in; the same as RDF, in terms of other vocabularies, out.

Each change is a `cs:ChangeSet` of the thing it is about, with the statements it adds and removes as reified statements:
naming a statement does not make it, so that a view that is only reported stays unasserted here too. Of a claim, the
statements whose subject is not the claim itself are those of its graph. A change is also a `schema:AddAction`,
`schema:DeleteAction` or `schema:ReplaceAction`, and part of the comparison (`dcterms:isPartOf`). What its reason
says in words is also said apart: `schema:name` (the action in a word), `schema:category` (the group),
`dcterms:title` (what the thing is called), `schema:location` (module or section), `schema:keywords` (aspects),
`dcterms:subject` (a claim's stance, without which nobody should show its sentence). Mentions that came or went are
named without their statements: these are nothing but rows of the lock files, and would be most of a release's record.
"""

from collections.abc import Iterator
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.comparing.answers import AnswerChange
from kg.comparing.changes import ADDED, GONE, Change
from kg.comparing.comparison import Comparison, Group
from kg.comparing.statements import Statement, Structure, Value
from kg.prefixes import BASE, PREFIXES, shorten

_ACTIONS = {ADDED: "AddAction", GONE: "DeleteAction"}
Node = NamedNode | BlankNode


def term(name: str) -> NamedNode:
    """The IRI of a prefixed name of any vocabulary that we use."""
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


_A, _LABEL, _PART_OF = term("rdf:type"), term("rdfs:label"), term("dcterms:isPartOf")
_FIRST, _REST, _NIL = term("rdf:first"), term("rdf:rest"), term("rdf:nil")


def as_turtle(comparison: Comparison) -> bytes:
    """The comparison as Turtle; the same comparison gives the same bytes."""
    old, new = comparison.old_digest[:12], comparison.new_digest[:12]
    node = NamedNode(f"{BASE}comparison/{old}-{new}")
    triples = [
        Triple(node, _A, term("prov:Entity")),
        Triple(node, _LABEL, Literal(f"From {comparison.old} to {comparison.new}", language="en")),
        Triple(node, term("prov:wasDerivedFrom"), dataset_node(comparison.old_digest)),
        Triple(node, term("prov:wasDerivedFrom"), dataset_node(comparison.new_digest)),
        Triple(dataset_node(comparison.new_digest), term("prov:wasRevisionOf"), dataset_node(comparison.old_digest)),
        *dataset_triples(comparison.old_digest),
        *dataset_triples(comparison.new_digest),
        *change_triples(comparison, node),
    ]
    return turtle(triples)


def turtle(triples: list[Triple]) -> bytes:
    """Triples as Turtle, in their own order, with the prefixes of the project."""
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""


def dataset_node(digest: str) -> NamedNode:
    """The IRI of a dataset: the first twelve digits of its SHA-256, as in the name of its file."""
    return NamedNode(f"{BASE}dataset/{digest[:12]}")


def dataset_triples(digest: str) -> list[Triple]:
    """What identifies a dataset."""
    node = dataset_node(digest)
    return [
        Triple(node, _A, term("schema:Dataset")),
        Triple(node, term("schema:identifier"), Literal(f"sha256:{digest}")),
    ]


def change_triples(comparison: Comparison, whole: NamedNode) -> Iterator[Triple]:
    """All changes as parts of `whole`, numbered in their order; blank nodes are named after its IRI."""
    numbers, nodes = count(1), _Nodes(whole)
    for group in comparison.groups:
        for change in group.changes:
            yield from _change(change, group, NamedNode(f"{whole.value}#{next(numbers)}"), whole, nodes)
    for answer in comparison.answers.changes:
        yield from _answer(answer, NamedNode(f"{whole.value}#{next(numbers)}"), whole)
    for derived in comparison.derived:
        words = f"What follows, {derived.predicate}: {derived.lost} statements gone, {derived.new} added"
        yield Triple(whole, term("dcterms:description"), Literal(words, language="en"))


class _Nodes:
    """Names for the blank nodes of one document, in the order they are asked for."""

    def __init__(self, whole: NamedNode) -> None:
        self._stem = "".join(c if c.isalnum() else "-" for c in whole.value.removeprefix(BASE))
        self._numbers = count(1)

    def next(self) -> BlankNode:
        return BlankNode(f"{self._stem}-{next(self._numbers)}")


def _change(change: Change, group: Group, node: NamedNode, whole: NamedNode, nodes: _Nodes) -> Iterator[Triple]:
    about = f"{shorten(change.subject)} “{change.label}”" if change.subject else change.label
    aspects = f" ({', '.join(change.aspects)})" if change.aspects else ""
    yield Triple(node, _A, term("cs:ChangeSet"))
    yield Triple(node, _A, term(f"schema:{_ACTIONS.get(change.action, 'ReplaceAction')}"))
    yield Triple(node, _PART_OF, whole)
    yield Triple(
        node, term("cs:changeReason"), Literal(f"{group.title}: {change.action}: {about}{aspects}", language="en")
    )
    yield from _apart(change, group, node)
    if change.subject:
        yield Triple(node, term("cs:subjectOfChange"), NamedNode(change.subject))
    if group.name == "mentions" and not change.aspects:
        return
    for predicate, statements in (("cs:removal", change.lost), ("cs:addition", change.new)):
        for statement in statements:
            reified = nodes.next()
            yield Triple(node, term(predicate), reified)
            yield from _reified(statement, reified, nodes)


def _apart(change: Change, group: Group, node: NamedNode) -> Iterator[Triple]:
    """What the reason says in words, each by itself."""
    yield Triple(node, term("schema:name"), Literal(change.action))
    yield Triple(node, term("schema:category"), Literal(group.name))
    if change.label:
        yield Triple(node, term("dcterms:title"), Literal(change.label))
    if change.where:
        yield Triple(node, term("schema:location"), Literal(change.where))
    for aspect in change.aspects:
        yield Triple(node, term("schema:keywords"), Literal(aspect))
    if change.stance:
        yield Triple(node, term("dcterms:subject"), NamedNode(change.stance))


def _reified(statement: Statement, node: BlankNode, nodes: _Nodes) -> Iterator[Triple]:
    value, below = _value(statement.value, nodes)
    yield Triple(node, _A, term("rdf:Statement"))
    yield Triple(node, term("rdf:subject"), NamedNode(statement.subject))
    yield Triple(node, term("rdf:predicate"), NamedNode(statement.predicate))
    yield Triple(node, term("rdf:object"), value)
    yield from below


def _value(value: Value, nodes: _Nodes) -> tuple[Node | Literal, list[Triple]]:
    """The term that stands for a value, and what must be said of it: a structure is a blank node again."""
    if not isinstance(value, Structure):
        return value, []
    if value.items:
        return _list(value.items, nodes)
    node, said = nodes.next(), list[Triple]()
    for predicate, part in sorted(value.says, key=str):
        inner, below = _value(part, nodes)
        said += [Triple(node, NamedNode(predicate), inner), *below]
    return node, said


def _list(items: tuple[Value, ...], nodes: _Nodes) -> tuple[Node, list[Triple]]:
    head: Node = _NIL
    said = list[Triple]()
    for item in reversed(items):
        inner, below = _value(item, nodes)
        cell = nodes.next()
        said += [Triple(cell, _FIRST, inner), Triple(cell, _REST, head), *below]
        head = cell
    return head, said


def _answer(change: AnswerChange, node: NamedNode, whole: NamedNode) -> Iterator[Triple]:
    yield Triple(node, _A, term("schema:ReplaceAction"))
    yield Triple(node, _PART_OF, whole)
    yield Triple(node, _LABEL, Literal(f"Answer to {change.name}: {change.summary}", language="en"))
    for word, rows in (("lost", change.lost), ("new", change.new)):
        for row in rows:
            yield Triple(node, term("dcterms:description"), Literal(f"{word}: {' | '.join(row)}"))
