"""The query string of a fragment's address in; the triple pattern and the page it names out.

Sources: Triple Pattern Fragments, section 3; Hydra, section on explicit representations: an IRI as it is, a literal in
quotes with its language or datatype behind it, nothing escaped. A variable, or nothing, is anything.
"""

import re
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from server.problems import Problem
from server.sparql.protocol import parameters_of

PARTS = ("subject", "predicate", "object")

_VARIABLE = re.compile(r"[?_].*", re.DOTALL)
_LITERAL = re.compile(
    r'"(?P<value>.*)"(?:@(?P<language>[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)|\^\^(?:<(?P<iri>[^<>"]+)>|(?P<bare>[^<>"]+)))?',
    re.DOTALL,
)
_PAGE = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)

Term = NamedNode | Literal


@dataclass(frozen=True)
class Pattern:
    """Subject, predicate and object, None for any, and the page, from 1."""

    subject: NamedNode | None = None
    predicate: NamedNode | None = None
    object: Term | None = None
    page: int = 1

    @property
    def terms(self) -> tuple[Term | None, ...]:
        """The three in their order."""
        return (self.subject, self.predicate, self.object)

    @property
    def sparql(self) -> str:
        """The pattern in SPARQL."""
        return " ".join(
            f"?{name[0]}" if term is None else str(term) for name, term in zip(PARTS, self.terms, strict=True)
        )

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The parameters of its address, without the page."""
        given = zip(PARTS, self.terms, strict=True)
        return tuple((name, _represented(term)) for name, term in given if term is not None)


def read_pattern(query_string: bytes) -> Pattern:
    """The pattern that a query string names; raises Problem 400 that names the parameter at fault."""
    given: dict[str, str] = {}
    for name, value in parameters_of(query_string, "The query string"):
        if name not in (*PARTS, "page", "format"):
            detail = f"A fragment has no parameter {name[:80]!r}; `allowed` lists those there are."
            raise Problem(400, "unknown-parameter", detail, parameter=name[:80], allowed=[*PARTS, "page", "format"])
        if name in given:
            raise Problem(400, "bad-parameter", f"{name} is given twice; a fragment has one.", parameter=name)
        given[name] = value
    page = given.get("page") or "1"
    if not _PAGE.fullmatch(page):
        raise _bad("page", page, "a whole number from 1 on")
    return Pattern(
        _iri("subject", given.get("subject", "")),
        _iri("predicate", given.get("predicate", "")),
        _object(given.get("object", "")),
        int(page),
    )


def _iri(name: str, value: str) -> NamedNode | None:
    if not value or _VARIABLE.fullmatch(value):
        return None
    try:
        return NamedNode(value[1:-1] if value.startswith("<") and value.endswith(">") else value)
    except ValueError:
        raise _bad(name, value, "an absolute IRI, or a variable like ?x") from None


def _object(value: str) -> Term | None:
    if not value.startswith('"'):
        return _iri("object", value)
    match = _LITERAL.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        datatype = match["iri"] or match["bare"]
        if datatype:
            return Literal(match["value"], datatype=NamedNode(datatype))
        return Literal(match["value"], language=match["language"])
    except ValueError:
        allowed = 'an absolute IRI, a variable, or a literal like "text", "text"@en or "1"^^http://…#integer'
        raise _bad("object", value, allowed) from None


def _represented(term: Term) -> str:
    if isinstance(term, NamedNode):
        return term.value
    if term.language:
        return f'"{term.value}"@{term.language}'
    simple = term.datatype.value.endswith("XMLSchema#string")
    return f'"{term.value}"' if simple else f'"{term.value}"^^{term.datatype.value}'


def _bad(name: str, value: str, allowed: str) -> Problem:
    detail = f"{name} cannot be {value[:80]!r}; it is {allowed}."
    return Problem(400, "bad-parameter", detail, parameter=name, allowed=allowed)
