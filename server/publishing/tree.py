"""Triples, and the thing they are about, in; a tidy tree in JSON-LD out, written in the words of the published context.

The tree begins at the thing: what it is linked with is told where it stands, what links to it under `@reverse`, and
what neither reaches beside it under `@included`. So nothing is lost. The part of the context that the tree
uses goes with it: who reads it need fetch nothing, and nobody can have it read otherwise.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pyld import jsonld
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.prefixes import PREFIXES

CONTEXT = Path(__file__).parent / "context.jsonld"
_TYPE = PREFIXES["rdf"] + "type"
_TEXT = PREFIXES["xsd"] + "string"
_DEEPEST = 8
"""Steps from the thing; what is farther away stands beside it."""

Node = dict[str, Any]


def tree_of(thing: NamedNode, triples: Iterable[Triple], context: Mapping[str, Any]) -> Node:
    """The tree as JSON; raises ValueError for a triple that is said of a triple, which JSON-LD does not have."""
    said: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        said[_name(triple.subject)].append(triple)
    told: set[str] = set()

    def node(name: str, steps: int) -> Node:
        """What is said of one thing, once; to what has been told already only its name leads."""
        written: Node = {"@id": name}
        if name in told or steps > _DEEPEST:
            return written
        told.add(name)
        for triple in said.get(name, ()):
            property_, value = triple.predicate.value, triple.object
            if property_ == _TYPE and isinstance(value, NamedNode):
                written.setdefault("@type", []).append(value.value)
            else:
                written.setdefault(property_, []).append(
                    _literal(value) if isinstance(value, Literal) else node(_name(value), steps + 1)
                )
        return written

    root = node(thing.value, 0)
    reverse: Node = {}
    for name in list(said):
        if name in told:
            continue
        links = [triple for triple in said[name] if triple.object == thing and triple.predicate.value != _TYPE]
        if links:
            said[name].remove(links[0])
            reverse.setdefault(links[0].predicate.value, []).append(node(name, 1))
    if reverse:
        root["@reverse"] = reverse
    rest = [node(name, 0) for name in list(said) if name not in told]
    if rest:
        root["@included"] = rest
    compacted: Node = jsonld.compact(root, {"@context": context}, {"documentLoader": _nothing, "graph": False})
    del compacted["@context"]
    return {"@context": _used(context, compacted), **compacted}


def _nothing(url: str, _: object) -> None:
    raise ValueError(f"{url} is not fetched: all that is needed is here.")


def _name(term: object) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    raise ValueError("a triple is said of a triple, which JSON-LD does not have.")


def _literal(value: Literal) -> Node:
    if value.language is not None:
        return {"@value": value.value, "@language": value.language}
    return (
        {"@value": value.value}
        if value.datatype.value == _TEXT
        else {
            "@value": value.value,
            "@type": value.datatype.value,
        }
    )


def _used(context: Mapping[str, Any], written: object) -> Node:
    """The entries of the context that something is written in, and those that these are defined by."""
    words: set[str] = {"@version", "id", "type", "@vocab"}

    def collect(part: object) -> None:
        if isinstance(part, dict):
            for key, value in part.items():
                collect(key)
                collect(value)
        elif isinstance(part, list):
            for one in part:
                collect(one)
        elif isinstance(part, str):
            words.update((part, part.partition(":")[0]))

    collect(written)
    for word in [word for word in words if isinstance(context.get(word), dict)]:
        words.update(str(value).partition(":")[0] for value in context[word].values())
    return {word: meaning for word, meaning in context.items() if word in words}
