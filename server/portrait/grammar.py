"""Statements that belong together (a claim's content, or facts) in; the sentences that say the same out.

A node of ours (a stage, an influence, a participation …) is one sentence by its pattern in `patterns.NODES`; what that
leaves is a sentence for each property. Every statement is in some sentence, but for labels and for bounds of dates.
"""

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from kg.prefixes import ENT, KINDS, PREFIXES
from server.addresses import address_of
from server.portrait.names import Names
from server.portrait.parts import Part, Sentence, finished
from server.portrait.patterns import NODES, PROPERTIES
from server.portrait.plural import is_plural
from server.portrait.templates import Optional, Slot, Template, Verb, Words, template_of
from server.portrait.wording import EVIDENT, Node, filling, has, listed

_NAMESPACES = (ENT, PREFIXES["cito"], PREFIXES["dcterms"], PREFIXES["rdf"], PREFIXES["rdfs"])
_UNSAID = {"label", "hasTimeSpan", "conventionUsed"}
_ORDER = {kind.prefix: place for place, kind in enumerate(KINDS)}
Values = Sequence[object]
"""What a property gives."""


def sentences_of(triples: Iterable[Triple], names: Names) -> list[Sentence]:
    """The sentences, things that happen before those who take part in them, each once."""
    said = list(triples)
    spans = {triple.object for triple in said if triple.predicate.value == f"{ENT}hasTimeSpan"}
    nodes: dict[NamedNode, Node] = {}
    for triple in said:
        if isinstance(triple.subject, NamedNode) and triple.subject not in spans:
            node = nodes.setdefault(triple.subject, Node(triple.subject))
            node.said[name_of(triple.predicate.value)].append(triple.object)
    for node in list(nodes.values()):
        for part in node.said.get("hasParticipation", ()):
            if isinstance(part, NamedNode) and part in nodes:
                nodes[part].said["^hasParticipation"].append(node.term)
    ordered = sorted(nodes.values(), key=lambda node: (_ORDER.get(node.kind, 99), node.term.value))
    return list(dict.fromkeys(sentence for node in ordered for sentence in _said_of(node, nodes, names)))


def name_of(property_: str) -> str:
    """The name by which the patterns know a property: its local name where it is of a vocabulary they speak of."""
    for namespace in _NAMESPACES:
        if property_.startswith(namespace):
            return property_.removeprefix(namespace)
    return property_


def _said_of(node: Node, nodes: dict[NamedNode, Node], names: Names) -> Iterator[Sentence]:
    classes = [term.value for term in node.said.get("type", ()) if isinstance(term, NamedNode)]
    left = {name for name in node.said if name not in _UNSAID and not name.startswith("^")}
    if set(classes) <= EVIDENT:
        left.discard("type")
    keys = [name_of(one) for one in classes] + [node.kind]
    for pattern in (pattern for key in keys for pattern in NODES.get(key, ())):
        template = template_of(pattern)
        if all(has(name, node) for name in template.needed):
            yield _filled(template, node, names)
            left -= template.slots
            if keys[0] in NODES and keys[0] != node.kind:
                left.discard("type")
            break
    for name in sorted(left):
        values = node.said[name]
        if name == "hasParticipation":
            values = [one for one in values if "participationAgent" not in _said(nodes, one)]
        if values:
            pattern = PROPERTIES.get(name, "")
            if pattern:
                yield _filled(template_of(pattern), node, names, name, values)
            else:
                heading = [Part(f"{names.of_property(name)} of "), names.of(node.term), Part(": ")]
                parts = [*heading, *listed(name, values, node, names)]
                yield finished(parts, _said_with(node, {name}), node.kind)


def _said(nodes: dict[NamedNode, Node], term: object) -> dict[str, list[object]]:
    return nodes[term].said if isinstance(term, NamedNode) and term in nodes else {}


def _filled(template: Template, node: Node, names: Names, property_: str = "", values: Values = ()) -> Sentence:
    """The sentence that a pattern makes of a node; `{o}` are these values of a property."""
    parts: list[Part] = []
    subject: list[Part] = []

    def fill(part: Words | Slot | Verb) -> None:
        nonlocal subject
        if isinstance(part, Verb):
            many = "“" not in {word.words for word in subject} and (
                len(subject) > 1 or (bool(subject) and is_plural(subject[0]))
            )
            parts.append(Part(part.plural if many else part.singular))
        elif isinstance(part, Slot):
            words = listed(property_, values, node, names) if part.name == "o" else filling(part.name, node, names)
            if part.own:
                words = [Part("".join(word.words for word in words), address_of(node.term.value))]
            elif not subject:
                subject = words
            parts.extend(words)
        else:
            parts.append(Part(part.text, address_of(node.term.value) if part.own else ""))

    for part in template.parts:
        if not isinstance(part, Optional):
            fill(part)
        elif all(has(one.name, node) for one in part.parts if isinstance(one, Slot)):
            for one in part.parts:
                fill(one)
    return finished(
        parts, _said_with(node, (template.slots - {"self", "o"}) | ({property_} if property_ else set())), node.kind
    )


def _said_with(node: Node, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The statements of a node by these properties; who takes part in an event is said of the event too."""
    for name in names:
        for value in node.said.get(name, ()):
            words = value.value if isinstance(value, NamedNode | Literal) else str(value)
            turned = name.startswith("^")
            yield (words, name[1:], node.term.value) if turned else (node.term.value, name, words)
