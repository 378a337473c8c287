"""The public questions in; for each term of ours the questions that use it, out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.documenting.constraints import terms_in
from kg.querying.query_file import QueryFile

_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


@dataclass(frozen=True)
class UsedIn:
    """A question that uses a term: its name and its words."""

    name: str
    words: str


def questions_by_term(queries: Iterable[QueryFile]) -> dict[str, list[UsedIn]]:
    """The questions in whose text a term stands, by its IRI; comments do not count."""
    by_term: dict[str, list[UsedIn]] = {}
    for query in queries:
        for term in sorted(terms_in(_COMMENT.sub("", query.text))):
            by_term.setdefault(term, []).append(UsedIn(query.name, query.question))
    return by_term
