"""The query string of a question's address in; what is asked of it out."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.querying.parameters import Parameter
from kg.querying.query_file import QueryFile
from server.problems import Problem
from server.sparql.protocol import parameters_of, seconds

OURS = ("format", "limit", "offset", "evidence", "dataset", "timeout")
"""Parameters that every question takes; none of its own may be called so."""

_LONGEST_QUERY = 8000
"""Bytes of a query string; the links in the answer repeat it, and clients take no headers of any length."""
_LONGEST = 2000
"""Characters of a value; no IRI and no name is longer."""
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{12,64}", re.ASCII)
_YES_OR_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


@dataclass(frozen=True)
class Arguments:
    """What an address asks: the values of the question's own parameters as typed, and of those that all take.

    `limit`: rows at most (None: all), `offset`: rows to leave out before, `dataset`: the beginning of the hash of the
    dataset that must answer, `timeout`: seconds.
    """

    values: tuple[tuple[str, str], ...] = ()
    format: str | None = None
    limit: int | None = None
    offset: int = 0
    evidence: bool = False
    dataset: str | None = None
    timeout: float | None = None

    def address(self, name: str, *, limit: int | None = None, offset: int = 0, dataset: str | None = None) -> str:
        """The path and query of the same question, of another part or of one dataset."""
        ours = {
            "format": self.format,
            "evidence": "1" if self.evidence else None,
            "limit": limit,
            "offset": offset or None,
            "dataset": dataset or self.dataset,
        }
        given = [*self.values, *((key, value) for key, value in ours.items() if value is not None)]
        return f"/queries/{name}" + (f"?{urlencode(given)}" if given else "")


def read_arguments(question: QueryFile, query_string: bytes) -> Arguments:
    """What the query string asks of the question; an empty value, as forms send it, is none.

    Raises Problem 400 that names the parameter at fault and what it may be.
    """
    if len(query_string) > _LONGEST_QUERY:
        detail = f"The query string is longer than {_LONGEST_QUERY} bytes. Ask with fewer values at a time."
        raise Problem(414, "uri-too-long", detail)
    given = [(name, value) for name, value in parameters_of(query_string, "The query string") if value.strip()]
    own = [parameter.name for parameter in question.parameters]
    for name, value in given:
        if name not in (*own, *OURS):
            detail = f"{question.name} has no parameter {name[:80]!r}; `allowed` lists those it takes."
            raise Problem(400, "unknown-parameter", detail, parameter=name[:80], allowed=[*own, *OURS])
        if len(value) > _LONGEST:
            raise _bad(name, value, f"at most {_LONGEST} characters long")
    values = tuple((name, value) for name, value in given if name in own)
    last = {name: value.strip() for name, value in given if name in OURS}
    for parameter in question.parameters:
        if parameter.required and parameter.name not in dict(values):
            raise missing(question, parameter)
    return Arguments(
        values=values,
        format=last.get("format"),
        limit=_number("limit", last["limit"], 1) if "limit" in last else None,
        offset=_number("offset", last["offset"], 0) if "offset" in last else 0,
        evidence=_yes_or_no("evidence", last["evidence"]) if "evidence" in last else False,
        dataset=_hash("dataset", last["dataset"]) if "dataset" in last else None,
        timeout=seconds(last["timeout"]) if "timeout" in last else None,
    )


def described(parameter: Parameter) -> dict[str, object]:
    """What a parameter takes, as a member of a list or of a problem."""
    return {
        "name": parameter.name,
        "label": parameter.label,
        "type": parameter.type,
        "kinds": list(parameter.kinds),
        "required": parameter.required,
        "default": [term.value for term in parameter.default],
        "several": True,
    }


def missing(question: QueryFile, parameter: Parameter) -> Problem:
    """The problem of a question that is not asked without this parameter."""
    detail = f"{question.name} is asked of something: give it {parameter.name} ({parameter.label})."
    return Problem(400, "missing-parameter", detail, parameter=parameter.name, allowed=described(parameter))


def _bad(name: str, value: str, allowed: str) -> Problem:
    detail = f"{name} cannot be {value[:80]!r}; it is {allowed}."
    return Problem(400, "bad-parameter", detail, parameter=name, allowed=allowed)


def _number(name: str, value: str, least: int) -> int:
    if not _NUMBER.fullmatch(value) or int(value) < least:
        raise _bad(name, value, f"a whole number from {least} on")
    return int(value)


def _hash(name: str, value: str) -> str:
    if not _HASH.fullmatch(value):
        raise _bad(name, value, "the hash of a dataset, or twelve or more hexadecimal digits that it begins with")
    return value


def _yes_or_no(name: str, value: str) -> bool:
    if value.lower() not in _YES_OR_NO:
        raise _bad(name, value, " or ".join(_YES_OR_NO))
    return _YES_OR_NO[value.lower()]
