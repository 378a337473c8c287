"""What a file of Turtle or TriG holds: its statements with their places, and its blocks."""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

Node = ox.NamedNode | ox.BlankNode
Term = Node | ox.Literal
GraphName = ox.NamedNode | ox.DefaultGraph


@dataclass(frozen=True)
class Statement:
    """One statement of a file, with the line on which its object begins (lines count from 1)."""

    subject: Node
    predicate: ox.NamedNode
    object: Term
    graph: GraphName
    path: Path
    line: int

    @property
    def triple(self) -> ox.Triple:
        """The statement without its place."""
        return ox.Triple(self.subject, self.predicate, self.object)


@dataclass(frozen=True)
class Block:
    """One sentence about a subject outside all graphs, or one named graph `name { … }`, with the line it begins on."""

    name: Node
    line: int
    is_graph: bool


@dataclass(frozen=True)
class TurtleFile:
    """The statements and the top-level blocks of one file, in the order of the text."""

    path: Path
    statements: tuple[Statement, ...]
    blocks: tuple[Block, ...]
