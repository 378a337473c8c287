"""The text of a well-formed file goes in; its statements come out, each with the line of its object.

A sink under rdflib's own TriG parser, which knows where in the text it is. What our own files may not have (other
prefixes, a base, blank nodes, blocks without a name) is refused, unless the file is somebody else's.
"""

from bisect import bisect_left
from collections.abc import MutableSequence
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, NoReturn, cast

import pyoxigraph as ox
from rdflib.plugins.parsers.notation3 import RDFSink
from rdflib.plugins.parsers.trig import TrigSinkParser

from kg.claims.statement import Block, GraphName, Node, Statement, TurtleFile
from kg.errors import SyntaxProblem
from kg.prefixes import PREFIXES

_NO_BASE = "http://base.invalid/"  # rdflib's parser refuses a first @base unless there is one before it
_RDF = PREFIXES["rdf"]
_XSD = PREFIXES["xsd"]


class Manner(Enum):
    """Whose file it is: data of ours; a document of ours, which may have blank nodes and a base; anybody's."""

    DATA = "data"
    DOCUMENT = "document"
    FOREIGN = "foreign"


def parse_lines(text: str, path: Path, manner: Manner, base: str | None = None) -> TurtleFile:
    """The statements and blocks of a text that Oxigraph has parsed already; `path` is what errors name.

    Raises SyntaxProblem with the line for what is well formed and not allowed in a file of this manner. `base` is what
    relative IRIs of a foreign file begin at.
    """
    sink = _Sink(path, manner)
    try:
        _LineParser(sink, text, base).loadBuf(text)
    except RecursionError:
        raise sink.problem("brackets are nested too deep to be read", "Give the inner things IRIs.") from None
    return TurtleFile(path, tuple(sink.statements), tuple(sink.blocks))


class _Sink:
    """Takes what the parser finds; stands in for rdflib's RDFSink and keeps terms exactly as typed."""

    def __init__(self, path: Path, manner: Manner) -> None:
        self.path = path
        self.manner = manner
        self.statements: list[Statement] = []
        self.blocks: list[Block] = []
        self.line = 1
        self.block_line = 1
        self.graph = self  # the parser asks for `graph.identifier` wherever a block might begin without a name
        self.identifier = ox.DefaultGraph()
        self._blank_nodes_made = 0

    def problem(self, what: str, advice: str = "") -> SyntaxProblem:
        """An error at the line that is being read."""
        return SyntaxProblem(what, path=self.path, line=self.line, advice=advice)

    def startDoc(self, formula: object) -> None:  # noqa: N802
        """Nothing is to be done: the parser calls this first."""

    def endDoc(self, formula: object) -> None:  # noqa: N802
        """Nothing is to be done: the parser calls this last."""

    def bind(self, prefix: str, uri: bytes) -> None:
        """Prefixes are checked by the parser, which knows where they stand."""

    def setDefaultNamespace(self, *_uri: bytes) -> None:  # noqa: N802
        """As `bind`, for the empty prefix."""

    def intern(self, term: Any) -> Any:
        """Terms need no table."""
        return term

    def newSymbol(self, iri: str) -> ox.NamedNode:  # noqa: N802
        try:
            return ox.NamedNode(iri)
        except ValueError:
            raise self.problem(f"this is not Turtle or TriG 1.1: <{iri}> is no IRI") from None

    def newLiteral(  # noqa: N802
        self, value: str, datatype: ox.NamedNode | None = None, language: str | None = None
    ) -> ox.Literal:
        if language is None:
            return ox.Literal(value, datatype=datatype)
        if language != language.lower() and self.manner is not Manner.FOREIGN:
            raise self.problem(f'the language tag "{language}" is not in lower case', f"Write @{language.lower()}.")
        return ox.Literal(value, language=language.lower())

    def newBlankNode(self, *_: object, **__: object) -> ox.BlankNode:  # noqa: N802
        self._blank_nodes_made += 1
        return ox.BlankNode(f"b{self._blank_nodes_made}")

    def newList(self, items: list[Any], graph: GraphName | None) -> Node:  # noqa: N802
        head: Node = ox.NamedNode(_RDF + "nil")
        for item in reversed(items):
            cell = self.newBlankNode()
            self.makeStatement((graph, ox.NamedNode(_RDF + "first"), cell, item))
            self.makeStatement((graph, ox.NamedNode(_RDF + "rest"), cell, head))
            head = cell
        return head

    def newGraph(self, name: GraphName | ox.BlankNode) -> GraphName | ox.BlankNode:  # noqa: N802
        if self.manner is Manner.FOREIGN:
            return name
        if not isinstance(name, ox.NamedNode):
            self.line = self.block_line
            raise self.problem("a block of statements has no name", "Write the claim's IRI before the bracket.")
        self.blocks.append(Block(name, self.block_line, is_graph=True))
        return name

    def makeStatement(self, quadruple: tuple[Any, Any, Any, Any], why: object = None) -> None:  # noqa: ARG002, N802
        graph, predicate, subject, value = quadruple
        statement = Statement(subject, _term(predicate), _term(value), graph or ox.DefaultGraph(), self.path, self.line)
        if self.manner is Manner.DATA and ox.BlankNode in (type(statement.subject), type(statement.object)):
            raise self.problem("a blank node", "Give the thing an IRI, so that others can point at it.")
        self.statements.append(statement)


def _term(value: Any) -> Any:
    """The term for what rdflib's parser hands over: numbers and booleans as Python values, `a` as a pair."""
    if isinstance(value, tuple):
        return ox.NamedNode(str(value[1]))
    if isinstance(value, bool):
        return ox.Literal(str(value).lower(), datatype=ox.NamedNode(_XSD + "boolean"))
    for kind, name in ((int, "integer"), (Decimal, "decimal"), (str, "double")):
        if isinstance(value, kind):
            return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + name))
    return value


class _LineParser(TrigSinkParser):
    """rdflib's TriG parser, with the line of each object noted.

    Its own line counter cannot be used: where it tries a rule and goes back, it counts the same line end twice.
    """

    def __init__(self, sink: _Sink, text: str, base: str | None) -> None:
        super().__init__(cast("RDFSink", sink), baseURI=base or _NO_BASE, turtle=True)
        self._sink = sink
        self._line_ends = [index for index, character in enumerate(text) if character == "\n"]
        self._lines_of_objects: list[int] = []

    def _line_at(self, index: int) -> int:
        return bisect_left(self._line_ends, index) + 1

    def directive(self, argstr: str, i: int) -> int:
        return self._checked(i, super().directive(argstr, i))

    def sparqlDirective(self, argstr: str, i: int) -> int:  # noqa: N802
        return self._checked(i, super().sparqlDirective(argstr, i))

    def _checked(self, start: int, end: int) -> int:
        """Refuse what a directive that has just been read declares, where it is not what all our files declare."""
        if end < 0 or self._sink.manner is Manner.FOREIGN:
            return end
        self._sink.line = self._line_at(start)
        if self._baseURI != _NO_BASE and self._sink.manner is Manner.DATA:
            raise self._sink.problem("a base IRI is declared", "Write IRIs in full or with a prefix.")
        for prefix, namespace in self._bindings.items():
            if prefix not in PREFIXES:
                raise self._sink.problem(f"the prefix {prefix}: is not one of ours", "kg/prefixes.py lists them all.")
            if PREFIXES[prefix] != namespace:
                raise self._sink.problem(f"{prefix}: stands for <{namespace}>", f"Write <{PREFIXES[prefix]}>.")
        return end

    def BadSyntax(self, argstr: str, i: int, msg: str) -> NoReturn:  # noqa: ARG002, N802
        """What Oxigraph lets pass and rdflib does not: the triple terms of RDF 1.2."""
        self._sink.line = self._line_at(i)
        raise self._sink.problem(f"this is not Turtle or TriG 1.1: {msg}")

    def uriOf(self, sym: Any) -> str:  # noqa: N802
        """The text of an IRI in a directive (the parser asks for it because it cannot know the sink's terms)."""
        return str(sym.value)

    def graph(self, argstr: str, i: int) -> int:
        self._sink.block_line = self._line_at(i)
        return super().graph(argstr, i)

    def statement(self, argstr: str, i: int) -> int:
        start = self.skipSpace(argstr, i)
        end = super().statement(argstr, i)
        if end >= 0 and self._context is None and self._sink.statements:
            subject = self._sink.statements[-1].subject
            self._sink.blocks.append(Block(subject, self._line_at(start), is_graph=False))
        return end

    def objectList(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:  # noqa: N802
        lines = []
        while True:
            start = self.skipSpace(argstr, i)
            self._sink.line = self._line_at(start)
            lines.append(self._sink.line)
            end = self.object(argstr, start, res)
            following = self.skipSpace(argstr, end)
            if argstr[following] != ",":
                self._lines_of_objects = lines  # lists inside these objects are finished by now
                return following
            i = following + 1

    def makeStatement(self, quadruple: Any) -> None:  # noqa: N802
        if self._lines_of_objects:
            self._sink.line = self._lines_of_objects.pop(0)
        super().makeStatement(quadruple)
