"""The words of a query in; those of its names that the dataset does not have, with the nearest that it has, out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.finding.folding import fold
from kg.prefixes import BASE, PREFIXES
from kg.querying.lexing import Token, tokens_of
from server.finding.holding import Index
from server.publishing.known import nearest

_MOST_NAMES, _MOST_TEXTS, _LIKE = 10, 5, 3
_LEAST_LIKE = 70.0
_LONGEST = 200
_NAMESPACES = frozenset(PREFIXES.values())


@dataclass(frozen=True)
class Near:
    """A name that the dataset has: its IRI, its label, and the label's language tag, empty where it has none."""

    iri: str
    label: str
    language: str = ""


@dataclass(frozen=True)
class Unknown:
    """A name of ours (`iri`) or a text in the query that the dataset does not have, as written, where, and the nearest.

    `known_as` is the text with the language tag that it has in the dataset, where only that differs.
    """

    written: str
    start: int
    end: int
    iri: str = ""
    near: tuple[Near, ...] = ()
    known_as: str = ""


def names_in(query: str, prologue: int, known: Sequence[str]) -> dict[str, Token]:
    """The IRIs of ours after the prologue, with where they stand first, but for those in `known`, which is in order."""
    names = frozenset(known)
    found: dict[str, Token] = {}
    for token, iri in _iris(query, prologue):
        ours = iri.startswith(BASE) and iri not in _NAMESPACES and _absolute(iri)
        if ours and iri not in names and len(found) < _MOST_NAMES:
            found.setdefault(iri, token)
    return found


def used(names: Iterable[str]) -> str:
    """The SELECT of those of the names, as `name`, that stand anywhere in the dataset."""
    terms = " ".join(sorted(str(NamedNode(name)) for name in names))
    anywhere = "{ ?s ?name ?o } UNION { ?s ?p ?name }"
    return f"""SELECT ?name WHERE {{
  VALUES ?name {{ {terms} }}
  FILTER EXISTS {{ {anywhere} UNION {{ GRAPH ?g {{ {anywhere} }} }} UNION {{ GRAPH ?name {{ ?s ?p ?o }} }} }}
}}"""


def unknown_names(names: Mapping[str, Token], known: Sequence[str], index: Index) -> tuple[Unknown, ...]:
    """The names with the nearest of those that are known."""
    return tuple(
        Unknown(
            token.text,
            token.start,
            token.end,
            iri,
            tuple(Near(one, index.label_of(one)) for one in nearest(iri, known)),
        )
        for iri, token in names.items()
    )


def unknown_texts(pattern: str, start: int, index: Index) -> tuple[Unknown, ...]:
    """The texts in a pattern, which begins at `start`, that no label is; with labels that are like them."""
    tokens = [*tokens_of(pattern)]
    plain = [
        place
        for place, token in enumerate(tokens)
        if token.kind == "string" and not (place + 1 < len(tokens) and tokens[place + 1].says("^^"))
    ]
    found = []
    for place in plain[:_MOST_TEXTS]:  # comparing takes some milliseconds for each
        language = tokens[place + 1].text[1:] if _is_language(tokens, place + 1) else ""
        unknown = _text(tokens[place], start, language.lower(), index)
        found += [] if unknown is None else [unknown]
    return tuple(found)


def _text(token: Token, start: int, language: str, index: Index) -> Unknown | None:
    text = _value(token.text)
    if not text.strip() or len(text) > _LONGEST:
        return None
    begin, end = start + token.start, start + token.end
    same = [(entry, name) for entry in index.entries.values() for name in entry.names if name.text == text]
    if any(name.language.lower() == language for _, name in same):
        return None
    if same:
        entry, name = same[0]
        written = str(Literal(text, language=name.language) if name.language else Literal(text))
        return Unknown(token.text, begin, end, near=(Near(entry.iri, text, name.language),), known_as=written)
    like = [one for one in index.candidates.like(text) if one.likeness >= _LEAST_LIKE][:_LIKE]
    near = tuple(Near(one.entry.iri, one.entry.label, one.entry.names[0].language) for one in like)
    if not near:
        near = tuple(
            Near(entry.iri, entry.label, entry.names[0].language)
            for entry in index.words.search(text, limit=_LIKE, seconds=0.2).entries
            if fold(entry.label) != fold(text)
        )
    return Unknown(token.text, begin, end, near=near)


def _is_language(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind == "language"


def _value(string: str) -> str:
    """What a string in its quotes stands for; SPARQL and Turtle write them alike."""
    try:
        quads = [*parse(f"<x:s> <x:p> {string} .", RdfFormat.TURTLE)]
    except SyntaxError:
        return ""
    return quads[0].object.value if isinstance(quads[0].object, Literal) else ""


def _iris(query: str, prologue: int) -> Iterator[tuple[Token, str]]:
    """The IRIs that the query names after its prologue; a relative one is left out."""
    declared = _declared(tokens_of(query[:prologue]))
    for token in tokens_of(query):
        if token.start < prologue:
            continue
        if token.kind == "iri":
            yield token, token.text[1:-1]
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            if prefix in declared and "\\" not in local:
                yield token, declared[prefix] + local


def _declared(tokens: Iterable[Token]) -> dict[str, str]:
    declared, name = {}, ""
    for token in tokens:
        if token.kind == "name":
            name = token.text[:-1]
        elif token.kind == "iri":
            declared[name] = token.text[1:-1]
    return {prefix: iri for prefix, iri in declared.items() if _absolute(iri)}


def _absolute(iri: str) -> bool:
    try:
        NamedNode(iri)
    except ValueError:
        return False
    return True
