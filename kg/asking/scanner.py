"""The text of a query in; its form, its FROM clauses, whether it calls another endpoint, whether it varies, out.

A scanner of tokens, not a parser: linear in the text, without recursion. Strings, comments, IRIs, variables and names
are passed over; what is left are words. The engine joins words as its grammar allows (`trueSERVICE<x>{}` is a SERVICE
clause to it), so a word that contains SERVICE refuses, and so does a name like `service:x` where a block follows it.
Where `<` may open an IRI or be an operator, both readings are followed, and one that finds SERVICE is enough; a text
with more such places than time to follow them, which only an attack has, counts as calling a service if it has the
word at all.
"""

import re
from dataclasses import dataclass
from typing import cast

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.asking.dataset import QUERY_BASE
from kg.asking.tokens import GAP, IRI, PROLOGUE, SOURCE, TOKEN, TOKEN_OR_BRACKET

_FORM = re.compile(
    r"(?P<query>SELECT|ASK|CONSTRUCT|DESCRIBE)|(?P<update>INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)",
    re.I,
)
_NAMES_A_GRAPH = ("GRAPH", "FROM", "NAMED", "DESCRIBE")
# Read as an operator and what follows it, an IRI without these ends where it ends as an IRI, with no clause in it.
_SHIFTING = re.compile("['#()]")
_QUOTES = ("'", '"')
_MAX_FORKS = 100
_MAX_REREAD = 500_000
"""Characters read again at most, to follow both readings and behind quotes that nothing closes, so that no query holds
up the others."""
_MAX_TOKENS = 5_000
"""Places where a clause of interest may begin, and declarations: a text with more has been made to be hard to read."""
_MAX_SOURCES = 2_000
_MAX_MENTIONS = 100
_LONGEST_BASE = 2048
_IN_A_NAME = re.compile(r"[:?$@][\w.\-]*\Z")
_VARYING = re.compile("NOW|RAND|UUID|BNODE", re.I)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


_Reference = tuple[str, str]
"""A base, and what is to be read with it."""


@dataclass(frozen=True)
class Scan:
    """What a query's words tell.

    `form` is SELECT, ASK, CONSTRUCT, DESCRIBE, UPDATE, or None where none is found; `default_graphs` and `named_graphs`
    are the absolute IRIs of its FROM and FROM NAMED clauses, each as often as it stands; `calls_service`: it would
    call another endpoint; `varies`: it has NOW, RAND, UUID, STRUUID or BNODE, so that two evaluations may differ;
    `too_involved`: there are so many places to look at that it was not read to its end, and counts as calling one.
    """

    form: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    calls_service: bool = False
    varies: bool = False
    too_involved: bool = False


class _TooInvolved(Exception):
    """There are more places to look at than there is time."""


def scan(query: str) -> Scan:
    """Read a query's tokens once (twice where it has codepoint escapes, which other engines decode first)."""
    try:
        return _read(query)
    except _TooInvolved:
        return Scan(None, calls_service=True, too_involved=True)


def _read(query: str) -> Scan:
    prefixes, base, start = _prologue(query)
    found = _FORM.match(query, start)
    form = None if found is None else found["query"].upper() if found["query"] else "UPDATE"
    if not _worth_reading(query[start:]):
        return Scan(form)
    words, calls_service = _words(query, start)
    if not calls_service and _CODEPOINT.search(query):
        plain = decoded(query)
        calls_service = _words(plain, _prologue(plain)[2])[1]
    default_graphs, named_graphs = list[str](), list[str]()
    for word, end in words:
        if len(default_graphs) + len(named_graphs) > _MAX_SOURCES:
            raise _TooInvolved
        if word[-4:].upper() == "FROM" and (source := SOURCE.match(query, end)):
            iri = _resolved(source, prefixes, base)
            if iri is not None:
                (named_graphs if source["named"] else default_graphs).append(iri)
    return Scan(
        form=form,
        default_graphs=tuple(default_graphs),
        named_graphs=tuple(named_graphs),
        calls_service=calls_service,
        varies=any(_VARYING.search(word) for word, _ in words),
    )


def _worth_reading(text: str) -> bool:
    """Whether a word of interest may be among the words: most queries have none, and need no reading of tokens."""
    lower, mentions = text.lower(), 0
    if "service" in lower or "\\u" in lower:
        return True
    for word in ("from", "now", "rand", "uuid", "bnode"):
        place = lower.find(word)
        while place >= 0:
            mentions += 1
            if mentions > _MAX_MENTIONS or not _IN_A_NAME.search(text[max(0, place - 80) : place]):
                return True
            place = lower.find(word, place + 1)
    return False


def _prologue(query: str) -> tuple[dict[str, _Reference], str, int]:
    """The prefixes and the base that the query declares, and where what follows them begins."""
    prefixes: dict[str, _Reference] = {}
    base, position, declared = QUERY_BASE, 0, 0
    while declaration := PROLOGUE.match(query, position):
        declared += 1
        if declared > _MAX_TOKENS:
            raise _TooInvolved
        position = declaration.end()
        if declaration["base"] is not None:
            base = _joined(base, declaration["base"][1:-1])
        elif declaration["namespace"] is not None:
            prefixes[declaration["prefix"]] = (base, declaration["namespace"][1:-1])
    return prefixes, base, _end_of_gap(query, position)


def _resolved(source: re.Match[str], prefixes: dict[str, _Reference], base: str) -> str | None:
    """The absolute IRI that a FROM clause names, or None where its prefix is not declared."""
    if source["iri"] is not None:
        return _joined(base, source["iri"][1:-1])
    prefix, _, local = source["name"].partition(":")
    return _joined(*prefixes[prefix]) + re.sub(r"\\(.)", r"\1", local) if prefix in prefixes else None


def _joined(base: str, reference: str) -> str:
    """A reference, as it is written, made absolute by the engine's own rules; as it stands where that cannot be."""
    if not base or len(base) > _LONGEST_BASE:
        return decoded(reference)
    try:
        (quad,) = parse(f"<{reference}> <x:p> <x:o> .", RdfFormat.TURTLE, base_iri=base)
    except (SyntaxError, ValueError):
        return decoded(reference)
    return quad.subject.value if isinstance(quad.subject, NamedNode) else reference


def _words(text: str, start: int) -> tuple[list[tuple[str, int]], bool]:
    """The bare words with the places they end at, in every reading, and whether one of them calls a service."""
    words: list[tuple[str, int]] = []
    calls_service = False
    # A reading: where it goes on, and whether it took `<` for an operator in an expression that is still open there
    # (no SERVICE clause can begin in one). Readings that meet are one.
    readings, seen = [(start, False)], set[tuple[int, bool]]()
    forks, most = 0, max(2, min(_MAX_FORKS, _MAX_REREAD // max(1, len(text))))
    tokens = in_vain = 0
    while readings and forks <= most:
        position, in_expression = readings.pop()
        last_word, last_end = "", 0
        while position < len(text) and (position, in_expression) not in seen:
            seen.add((position, in_expression))
            pattern = TOKEN_OR_BRACKET if in_expression else TOKEN
            token = cast("re.Match[str]", pattern.match(text, position))  # every part of it may be empty
            position, kind = token.end(), token.lastgroup
            tokens += 1
            if kind is None and text.startswith(_QUOTES, position - 1):
                in_vain += len(text) - position
            if tokens > _MAX_TOKENS or in_vain > _MAX_REREAD:
                raise _TooInvolved
            if kind == "word":
                last_word, last_end = token["word"], position
                words.append((last_word, position))
                if not in_expression and "SERVICE" in decoded(last_word).upper():
                    calls_service = True
            elif kind == "name" and text.startswith("{", _end_of_gap(text, position)):
                follows = _end_of_gap(text, last_end) == token.start("name")
                if not (follows and last_word.upper().endswith(_NAMES_A_GRAPH)):
                    calls_service = True
            elif kind == "bracket":
                in_expression = False
            elif kind == "less" and (iri := IRI.match(text, position - 1)):
                if _SHIFTING.search(iri[0]):
                    readings.append((position, True))
                    forks += 1
                position = iri.end()
    return words, calls_service or (forks > most and "SERVICE" in text.upper())


def _end_of_gap(text: str, position: int) -> int:
    return cast("re.Match[str]", GAP.match(text, position)).end()


def decoded(text: str) -> str:
    """The text with its codepoint escapes replaced. Source: SPARQL 1.1 Query, section 19.2."""
    if "\\" not in text:
        return text
    return _CODEPOINT.sub(_character, text)


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2], 16)
    return chr(number) if number < 0x110000 else escape[0]
