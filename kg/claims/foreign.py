"""Anybody's RDF goes in, as bytes of a named syntax; its statements come out, with lines where the syntax has lines.

Oxigraph alone says what the statements are: it opens nothing, whatever contexts, entities or imports the bytes name.
The other parser is only asked where each of them stands.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pyoxigraph as ox

from kg.claims.line_parser import Manner, parse_lines
from kg.claims.statement import GraphName, Node, Statement, Term
from kg.errors import SyntaxProblem
from kg.prefixes import BASE

SYNTAXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
"""The syntax that a file's extension stands for."""
NO_LINE = 0
"""The line of a statement in a syntax whose parser tells none (JSON-LD, RDF/XML)."""
BLANK = f"{BASE}.well-known/genid/"
"""A blank node becomes an IRI that begins so, that it can be judged and named; it ends in its number in the file."""

_WITH_BLOCKS = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)
_A_LINE_EACH = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
_DEEPEST = 500  # levels of JSON; Oxigraph's own stack ends at some thousands, and the process with it
_STATEMENT_LINE = re.compile(rb"^[ \t]*[<_]", re.MULTILINE)
_QUAD_LINE = re.compile(
    rb'^[ \t]*[<_][^"\n]*(?:"(?:[^"\\\n]|\\.)*")?[^"\n]*[ \t](?:<[^>\n]*>|_:[^ \t\n]+)[ \t]*\.[ \t\r]*$'
)
_TERMS = re.compile(rb'(?<!\^)<[^>\n]*>|_:[^ \t\n]+|"(?:[^"\\\n]|\\.)*"')


def read_foreign(content: bytes, syntax: ox.RdfFormat, path: Path, number: int = 1) -> list[Statement]:
    """The statements in the order of the parser, blank nodes as IRIs; `path` is what they and errors name.

    `number` tells the blank nodes of several files apart. Raises SyntaxProblem, with the line where there is one, for
    bytes that do not parse, ask for another document, are nested too deep, or hold a term of RDF 1.2.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    if syntax == ox.RdfFormat.JSON_LD and _depth(content) > _DEEPEST:
        raise SyntaxProblem("it is nested too deep to be read", path=path, advice="Give the inner things @id.")
    quads = _quads(content, syntax, path)
    lines = _lines(content, syntax, path, quads)
    names = _Names(number)
    return [
        Statement(names.node(quad.subject), quad.predicate, names.term(quad.object), names.graph(quad), path, line)
        for quad, line in zip(quads, lines, strict=True)
    ]


def _quads(content: bytes, syntax: ox.RdfFormat, path: Path) -> list[ox.Quad]:
    quads = []
    try:
        for quad in ox.parse(content, syntax):
            if isinstance(quad.object, ox.Triple) or isinstance(quad.subject, ox.Triple):
                raise SyntaxProblem("a triple in the place of a term, which is RDF 1.2", path=path)
            quads.append(quad)
    except SyntaxError as error:
        what = error.msg.partition(": ")[2] or error.msg
        if "LoadDocumentCallback" in error.msg:
            what = "it names a context that would have to be fetched, and nothing is fetched"
            raise SyntaxProblem(what, path=path, advice="Write the context into the document.") from None
        raise SyntaxProblem(what, path=path, line=error.lineno, column=error.offset) from None
    except ValueError as error:
        raise SyntaxProblem(str(error), path=path) from None
    return quads


def _lines(content: bytes, syntax: ox.RdfFormat, path: Path, quads: list[ox.Quad]) -> list[int]:
    """The line of each quad; a blank node has another label in each parser, so any stands for any."""
    if syntax in _A_LINE_EACH:
        ends = [0, *accumulate(len(line) for line in content.splitlines(keepends=True))]
        return _lines_at(ends, (match.start() for match in _STATEMENT_LINE.finditer(content)), len(quads))
    if syntax not in _WITH_BLOCKS:
        return [NO_LINE] * len(quads)
    known: dict[tuple[str, str, str], deque[int]] = defaultdict(deque)
    near: dict[tuple[str, str], int] = {}
    for said in parse_lines(content.decode(), path, Manner.FOREIGN).statements:
        known[_key(said.subject, said.predicate, said.object)].append(said.line)
        near.setdefault((_name(said.subject), said.predicate.value), said.line)
    lines = []
    for quad in quads:
        places = known[_key(quad.subject, quad.predicate, quad.object)]
        by_predicate = near.get((_name(quad.subject), quad.predicate.value), NO_LINE)
        lines.append(places.popleft() if len(places) > 1 else places[0] if places else by_predicate)
    return lines


def _lines_at(ends: list[int], starts: Iterator[int], expected: int) -> list[int]:
    """The numbers of the lines that begin at `starts` (ascending), given where each line begins."""
    lines, line = [], 0
    for start in starts:
        while line + 1 < len(ends) and ends[line + 1] <= start:
            line += 1
        lines.append(line + 1)
    return lines if len(lines) == expected else [NO_LINE] * expected


def _key(subject: object, predicate: ox.NamedNode, value: object) -> tuple[str, str, str]:
    return _name(subject), predicate.value, _name(value)


def _name(term: object) -> str:
    return "_:" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))


class _Names:
    """The IRIs that stand for the blank nodes of one file, numbered as they come."""

    def __init__(self, number: int) -> None:
        self._file = number
        self._numbers: dict[str, int] = {}

    def node(self, term: object) -> Node:
        if isinstance(term, ox.NamedNode):
            return term
        label = self._numbers.setdefault(str(getattr(term, "value", "")), len(self._numbers) + 1)
        return ox.NamedNode(f"{BLANK}{self._file}-{label}")

    def term(self, term: object) -> Term:
        return term if isinstance(term, ox.Literal) else self.node(term)

    def graph(self, quad: ox.Quad) -> GraphName:
        name = quad.graph_name
        return name if isinstance(name, ox.DefaultGraph) else ox.NamedNode(self.node(name).value)


def _depth(content: bytes) -> int:
    """How deep brackets stand in brackets, those in strings counted too."""
    steps = (1 if match.group() in b"{[" else -1 for match in re.finditer(rb"[{}\[\]]", content))
    return max(accumulate(steps), default=0)


def recognised(content: bytes) -> ox.RdfFormat:
    """The syntax that bytes without a name seem to be in: RDF/XML, JSON-LD, N-Quads, else TriG.

    Turtle and N-Triples are TriG.
    """
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if re.match(rb"<\?xml|<!DOCTYPE|<!--|<rdf:RDF", start):
        return ox.RdfFormat.RDF_XML
    if re.match(rb'\{\s*["}]|\[\s*\{', start):
        return ox.RdfFormat.JSON_LD
    first = next((line for line in start.splitlines() if line.strip() and not line.lstrip().startswith(b"#")), b"")
    if _QUAD_LINE.match(first) and len(_TERMS.findall(first)) == 4:
        return ox.RdfFormat.N_QUADS
    return ox.RdfFormat.TRIG
