"""A question's parameters in; for each what a person may choose from, named as the served dataset names it, out.

Where the question tells its parameter in a column of that name, the choices are the things for which it has rows; else
they are the things of the parameter's kinds. What is too much to choose from is typed in, by name.
"""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Literal

from kg.finding.folding import fold
from kg.prefixes import PREFIXES, kind_of, shorten
from kg.querying.parameters import Parameter
from kg.querying.query_file import QueryFile, bind, column_of, load_query
from server.problems import Problem

Fetch = Callable[[str], Awaitable[bytes]]
"""What sends a SELECT and has its rows in JSON."""
_MOST = 400
"""Things in one list; more of them are typed in by name."""
_LONGEST = 120
"""Characters of a label in a list."""


@dataclass(frozen=True)
class Choice:
    """One thing to choose: what the form sends, and how it is called."""

    value: str
    label: str


class Choices:
    """What there is to choose for the questions."""

    def __init__(self, descriptions: Path) -> None:
        self._of_kinds = load_query(descriptions / "choices.rq")

    async def of(self, question: QueryFile, fetch: Fetch) -> dict[str, tuple[Choice, ...]]:
        """For each parameter that names a thing its choices, in the order of their names; none where too many."""
        found = {}
        for parameter in question.parameters:
            query = self._query(question, parameter)
            if query:
                try:
                    rows = json.loads(await fetch(query))["results"]["bindings"]
                except Problem:
                    rows = []  # too much to be asked for: it can still be typed in
                found[parameter.name] = _choices(rows) if len(rows) <= _MOST else ()
        return found

    def _query(self, question: QueryFile, parameter: Parameter) -> str:
        if parameter.type != "iri":
            return ""
        if parameter.name in question.columns and not any(one.required for one in question.parameters):
            return column_of(bind(question, {}), parameter.name)
        if not parameter.kinds:
            return ""
        return bind(self._of_kinds, {"namespace": [Literal(PREFIXES[kind]) for kind in parameter.kinds]})


def _choices(rows: Sequence[Mapping[str, Any]]) -> tuple[Choice, ...]:
    named = [(row["thing"]["value"], row["label"]["value"]) for row in rows if "label" in row]
    often = Counter(label for _, label in named)
    choices = [Choice(shorten(iri), _cut(label) + _kind(iri) * (often[label] > 1)) for iri, label in named]
    return tuple(sorted(choices, key=lambda one: (fold(one.label), one.value)))


def _kind(iri: str) -> str:
    kind = kind_of(iri)
    return f" ({kind.prefix if kind is not None else shorten(iri)})"


def _cut(label: str) -> str:
    words = " ".join(label.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
