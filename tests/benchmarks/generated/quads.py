"""Statements and the graphs they stand in go in; N-Quads lines, each once, come out in order."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from kg.prefixes import PREFIXES

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
XSD = PREFIXES["xsd"]


@cache
def term(name: str) -> str:
    """A prefixed name as an IRI in angle brackets."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def text(words: str) -> str:
    """An English literal of words that need no escape."""
    return f'"{words}"@en'


def number(value: int) -> str:
    """An integer literal."""
    return f'"{value}"^^<{XSD}integer>'


def day(value: date) -> str:
    """A date literal."""
    return f'"{value.isoformat()}"^^<{XSD}date>'


class Quads:
    """What is said so far, as N-Quads lines."""

    def __init__(self) -> None:
        self._lines: set[str] = set()

    def __len__(self) -> int:
        return len(self._lines)

    def say(self, graph: str, subject: str, property_: str, value: str, *, aside: bool = False) -> None:
        """Add a statement to a named graph and, unless it is said `aside`, to the default graph.

        `graph`, `subject` and `value` are N-Triples terms, the property is a prefixed name.
        """
        said = f"{subject} {term(property_)} {value}"
        self._lines.add(f"{said} {graph} .\n")
        if not aside:
            self._lines.add(f"{said} .\n")

    def add(self, lines: Iterable[str]) -> None:
        """Add lines made elsewhere."""
        self._lines.update(lines)

    def lines(self) -> list[str]:
        """All lines, sorted."""
        return sorted(self._lines)
