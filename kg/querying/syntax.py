"""The engine's complaint about a query in; one plain sentence with line, column and the text there out."""

import re
from pathlib import Path

from kg.errors import SyntaxProblem

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SENTENCE = re.compile(r"(?:^|, )([A-Z][A-Za-z]*(?: [A-Za-z]+)+)(?=$|, )")
_BEFORE, _AFTER = 24, 16


def syntax_problem(error: SyntaxError, query: str, path: Path | str | None = None) -> SyntaxProblem:
    """The engine's error as ours: line and column from 1, the text around that place, and the reason if it gives one.

    Of what the engine says it expected only whole sentences are kept; the rest is its grammar's character classes.
    """
    match = _PLACE.match(str(error))
    if match is None:
        return SyntaxProblem(f"the query does not parse: {error}", path=path)
    line, column = int(match[1]), int(match[2])
    sentence = _SENTENCE.search(match[3])
    return SyntaxProblem(
        f"the query does not parse; reading stopped at line {line}, column {column}, {_around(query, line, column)}"
        + (f": {_lower_first(sentence[1])}." if sentence else "."),
        path=path,
        line=line,
        column=column,
    )


def _around(query: str, line: int, column: int) -> str:
    lines = query.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    before, after = text[: column - 1].lstrip()[-_BEFORE:], text[column - 1 :].rstrip()[:_AFTER]
    if not before and not after:
        return "at the end"
    return f"after `{before}`" if not after else f"at `{after}`" if not before else f"after `{before}`, at `{after}`"


def _lower_first(sentence: str) -> str:
    first, _, rest = sentence.partition(" ")
    return sentence if first.isupper() else f"{first.lower()} {rest}"
