"""The text of a query in; its form, its FROM clauses, whether it calls another endpoint, whether it varies, out.

A scanner of tokens, not a parser: linear in the text, without recursion. It looks where a word of interest stands, and
passes over strings, comments and IRIs on the way there, so as to know what the word is part of. The engine joins words
as its grammar allows (`trueSERVICE<x>{}` is a SERVICE clause to it), so a word that contains SERVICE refuses, and so
does a name like `service:x` where a block follows it. Where `<` may open an IRI or be an operator, both readings are
followed, and one that finds SERVICE is enough.

No query may hold up the others, so there is an end to what is followed. A text with more mentions, readings or escapes
than that, which only an attack has, is too involved: it counts as calling a service if it has the word at all.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import cast

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.asking.dataset import QUERY_BASE
from kg.asking.tokens import (
    BACKWARDS,
    DECLARATION,
    GAP,
    HELD,
    OUTSIDE,
    OUTSIDE_TO_BRACKET,
    PROLOGUE,
    SOURCE,
    WORD,
)

_FORM = re.compile(
    r"(?P<query>SELECT|ASK|CONSTRUCT|DESCRIBE)|(?P<update>INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)",
    re.I,
)
_ESCAPED = re.compile(r"\\(?:u|u0000)00(?:[57][236]|[46][359])")
"""In a text in lower case, a letter of SERVICE as an escape."""
_MENTIONS = (
    re.compile("service"),
    _ESCAPED,
    re.compile(r"from(?<![?$:@]from)(?=[ \t\r\n#<n])"),
    *(re.compile(rf"{name}(?<![?$:@]{name})(?=[ \t\r\n#(])") for name in ("now", "rand", "uuid", "bnode")),
)
"""In a text in lower case, the words of interest, as far as the characters beside them tell."""
_NAMES_A_GRAPH = ("GRAPH", "FROM", "NAMED", "DESCRIBE")
_MOST_MENTIONS = 20_000
_MOST_DECLARATIONS = 1000
_MOST_SOURCES = 2000
_MOST_ESCAPES = 1000
_MOST_READ_AGAIN = 1 << 14
"""Characters read beyond the length of the text, to follow both readings."""
_MOST_STEPS = 6400
"""Places stopped at, in all readings together; a word counts for four, what begins another reading for six."""
_OPENING = "'\"<#\\"
_MOST_OPENINGS = 40_000
"""Signs that may open something, in a text that is read a second time."""
_STRIDE = 1024
"""Characters between the places where readings can be seen to have met."""
_LONGEST_NAME = 256
_LONGEST_BASE = 2048
_VARYING = re.compile("NOW|RAND|UUID|BNODE", re.I)
_CODEPOINT = re.compile(r"\\u(00[0-7][0-9A-Fa-f])|\\U(000000[0-7][0-9A-Fa-f])")


@dataclass(frozen=True)
class Scan:
    """What a query's words tell.

    `form` is SELECT, ASK, CONSTRUCT, DESCRIBE, UPDATE, or None where none is found; `default_graphs` and `named_graphs`
    are the absolute IRIs of its FROM and FROM NAMED clauses, each as often as it stands; `calls_service`: it would
    call another endpoint; `varies`: it has NOW, RAND, UUID, STRUUID or BNODE, so that two evaluations may differ;
    `too_involved`: it was not read to its end, and must not be evaluated.
    """

    form: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    calls_service: bool = False
    varies: bool = False
    too_involved: bool = False


@dataclass
class _Words:
    """The bare words that were found, with the places they end at; whether one calls a service; whether that is all."""

    words: list[tuple[str, int]] = field(default_factory=list)
    calls_service: bool = False
    too_involved: bool = False


def scan(query: str) -> Scan:
    """Read a query's tokens once (twice where it has codepoint escapes, which other engines decode first)."""
    start = PROLOGUE.match(query).end()  # type: ignore[union-attr]  # every part of it may be empty
    match = _FORM.match(query, start)
    form = None if match is None else match["query"].upper() if match["query"] else "UPDATE"
    lower = _lower(query)
    found = _words(query, lower, start, _MENTIONS)
    escaped = "\\u00" in lower
    if escaped and not (found.calls_service or found.too_involved):
        decoded = _decoded(query, _MOST_ESCAPES + 1)
        found.too_involved = len(query) - len(decoded) > 5 * _MOST_ESCAPES
        lower_decoded = _lower(decoded)
        if not found.too_involved and "service" in lower_decoded:
            if sum(map(decoded.count, _OPENING)) > _MOST_OPENINGS:
                found.too_involved = True
            else:
                again = _words(decoded, lower_decoded, PROLOGUE.match(decoded).end(), _MENTIONS[:1], _MOST_STEPS // 3)  # type: ignore[union-attr]
                found.calls_service, found.too_involved = again.calls_service, again.too_involved
    if found.too_involved:
        return Scan(form, calls_service="service" in lower or escaped, varies=True, too_involved=True)
    sources = [
        source
        for word, end in found.words
        if word[-4:].upper() == "FROM" and (source := SOURCE.match(query, end)) is not None
    ]
    declared = _declared(query) if sources else None
    if (sources and declared is None) or len(sources) > _MOST_SOURCES:
        return Scan(form, calls_service=found.calls_service, varies=True, too_involved=True)
    default_graphs, named_graphs = list[str](), list[str]()
    for source in sources:
        iri = _resolved(source, *cast("tuple[dict[str, str], str]", declared))
        if iri is not None:
            (named_graphs if source["named"] else default_graphs).append(iri)
    return Scan(
        form=form,
        default_graphs=tuple(default_graphs),
        named_graphs=tuple(named_graphs),
        calls_service=found.calls_service,
        varies=any(_VARYING.search(word) for word, _ in found.words),
    )


def _lower(text: str) -> str:
    """The text in lower case, each character where it was."""
    return text.lower() if text.isascii() else text.replace("\u0130", "I").lower()


def _declared(query: str) -> tuple[dict[str, str], str] | None:
    """The prefixes and the base that the query declares; None where they are too many to be followed."""
    prefixes: dict[str, str] = {}
    base, position = QUERY_BASE, 0
    for _ in range(_MOST_DECLARATIONS):
        declaration = DECLARATION.match(query, position)
        if declaration is None:
            return prefixes, base
        position = declaration.end()
        if declaration["base"] is not None:
            base = _joined(base, declaration["base"][1:-1])
        elif declaration["namespace"] is not None:
            prefixes[declaration["prefix"]] = _joined(base, declaration["namespace"][1:-1])
    return None


def _resolved(source: re.Match[str], prefixes: dict[str, str], base: str) -> str | None:
    """The absolute IRI that a FROM clause names, or None where its prefix is not declared."""
    if source["iri"] is not None:
        return _joined(base, source["iri"][1:-1])
    prefix, _, local = source["name"].partition(":")
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local) if prefix in prefixes else None


def _joined(base: str, reference: str) -> str:
    """A reference, as it is written, made absolute by the engine's own rules; as it stands where that cannot be."""
    if not base or len(base) > _LONGEST_BASE:
        return _decoded(reference)
    try:
        (quad,) = parse(f"<{reference}> <x:p> <x:o> .", RdfFormat.TURTLE, base_iri=base)
    except (SyntaxError, ValueError):
        return _decoded(reference)
    return quad.subject.value if isinstance(quad.subject, NamedNode) else reference


def _words(text: str, lower: str, start: int, patterns: Sequence[re.Pattern[str]], most: int = _MOST_STEPS) -> _Words:
    """The bare words at the places where a pattern matches the text in lower case, in every reading."""
    found = _Words()
    mentions = (mention for pattern in patterns for mention in pattern.finditer(lower, start))
    places = sorted(mention.start() for mention in islice(mentions, _MOST_MENTIONS + 1))
    found.too_involved = len(places) > _MOST_MENTIONS
    if found.too_involved:
        return found
    # A reading: where it goes on, and whether it took `<` for an operator in an expression that is still open there
    # (no SERVICE clause can begin in one). Readings that meet are one.
    readings, seen = [(start, False)], set[tuple[int, bool]]()
    left, dear = len(text) + _MOST_READ_AGAIN, 0
    while readings and not found.calls_service:
        position, in_expression = readings.pop()
        passed = list[int]()
        while (position, in_expression) not in seen:
            seen.add((position, in_expression))
            following = bisect_left(places, position)
            if following == len(places):
                break
            place = places[following]
            stop = min(place, (position // _STRIDE + 1) * _STRIDE)
            reading = OUTSIDE_TO_BRACKET if in_expression else OUTSIDE
            reached, began = _end(reading, text, position, stop), position
            passed.append(began)
            if reached < stop:
                held = cast("re.Match[str]", HELD.match(text, reached))
                position = held.end()
                if held.lastgroup == "bracket":
                    in_expression = False
                elif held.lastgroup == "iri":
                    readings.append((reached + 1, True))
                    dear += 5
            elif stop < place:
                position = stop
            else:
                word = _token(text, place)
                dear += 3
                position = place + 1 if word is None else word.end()
                if word is None or word.lastgroup == "word":
                    found.words.append((word[0] if word is not None else "SERVICE", position))
                    called = "SERVICE" in _decoded(found.words[-1][0]).upper()
                else:
                    called = word.lastgroup == "name" and _opens_block(text, word, passed)
                found.calls_service |= called and not in_expression
            left -= position - began
            if left < 0 or len(seen) + dear > most:
                found.too_involved = True
                return found
    return found


def _token(text: str, place: int) -> re.Match[str] | None:
    """The token that has the character at this place, outside of strings, comments and IRIs; None: it is too long."""
    before = text[max(0, place - _LONGEST_NAME) : place][::-1]
    touching = _end(BACKWARDS, before, 0, len(before))
    if touching == _LONGEST_NAME:
        return None
    position = place - touching
    while True:
        token = cast("re.Match[str]", WORD.match(text, position))
        position = token.end()
        if position > place:
            return token


def _opens_block(text: str, name: re.Match[str], passed: list[int]) -> bool:
    """Whether a block follows a name, which then calls a service, unless a word before it says that it is a graph's.

    `passed` are places before it outside of strings, comments and IRIs.
    """
    if not text.startswith("{", _end(GAP, text, name.end(), len(text))):
        return False
    start = max(0, name.start() - _LONGEST_NAME)
    before = text[start : name.start()].rstrip(" \t\r\n")
    last = start + len(before) - 1
    nearest = bisect_right(passed, last)
    if not before.upper().endswith(_NAMES_A_GRAPH) or not nearest:
        return True
    if _end(OUTSIDE, text, passed[nearest - 1], last) < last:
        return True
    word = _token(text, last)
    return word is None or word.lastgroup != "word"


def _end(pattern: re.Pattern[str], text: str, start: int, stop: int) -> int:
    """Where the match of a pattern of which every part may be empty ends."""
    return cast("re.Match[str]", pattern.match(text, start, stop)).end()


def _decoded(text: str, most: int = 0) -> str:
    """The text with its escapes of ASCII characters decoded, so many at most; others matter to nobody here."""
    return _CODEPOINT.sub(_character, text, most) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))
