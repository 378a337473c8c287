"""The patterns that the WHERE of a query is made of in; an ASK of some of them out."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """One pattern, by itself a part of a WHERE: its kind, its SPARQL, and where in the query it stands.

    Kinds: triple, filter, bind, values, optional, minus, union, subquery; and graph and group, which have `parts`.
    A triple's SPARQL is written out in full where the query shares its subject with others; its place is then that of
    what it has alone.
    """

    kind: str
    sparql: str
    start: int
    end: int
    parts: tuple["Pattern", ...] = ()


@dataclass(frozen=True)
class Query:
    """A SELECT or ASK: what stands before its form, its FROM clauses, the patterns, and VALUES at its end.

    `modified`: something after the patterns (GROUP BY, HAVING, LIMIT, OFFSET) may take all rows away.
    """

    prologue: str
    sources: str
    patterns: tuple[Pattern, ...]
    values: str
    modified: bool

    def asks(self, patterns: tuple[Pattern, ...]) -> str:
        """The ASK whether anything fits these patterns instead."""
        return f"{self.prologue}\nASK {self.sources} {{\n{written(patterns)}\n}} {self.values}"


def written(patterns: tuple[Pattern, ...]) -> str:
    """The patterns as they stand between braces."""
    return "\n".join(
        f"{one.sparql} {{ {written(one.parts)} }}"
        if one.kind in ("graph", "group")
        else f"{one.sparql} ."
        if one.kind == "triple"
        else one.sparql
        for one in patterns
    )


def leaves(patterns: tuple[Pattern, ...]) -> Iterator[Pattern]:
    """The patterns that have no parts, in the order of the query."""
    for one in patterns:
        if one.kind in ("graph", "group"):
            yield from leaves(one.parts)
        else:
            yield one


def without(patterns: tuple[Pattern, ...], left_out: frozenset[int]) -> tuple[Pattern, ...]:
    """The same without the patterns that begin at these places."""
    return tuple(
        Pattern(one.kind, one.sparql, one.start, one.end, without(one.parts, left_out))
        for one in patterns
        if one.start not in left_out or one.parts
    )
