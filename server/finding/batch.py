"""The JSON of a batch of queries, or of a data extension query, in; what it asks, or what is wrong with it, out.

Source: Reconciliation Service API 0.2, sections 4.1 and 7.3.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from server.finding.manifest import MOST_QUERIES
from server.problems import Problem

_LONGEST = 300
"""Characters of a query that are compared; a name is shorter."""
_MOST_CANDIDATES = 50
_CANDIDATES = 5
MOST_CELLS = 5_000
"""Entities times properties of one data extension query."""
_STRICT = ("any", "all", "should")


@dataclass(frozen=True)
class Condition:
    """A property of the thing meant: its identifier, and the values as text or, of entities, as identifiers."""

    property: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """One query: a name or nothing, identifiers of types and how strictly they are meant, conditions, how many."""

    name: str
    types: tuple[str, ...]
    type_strict: str
    conditions: tuple[Condition, ...]
    limit: int


@dataclass(frozen=True)
class Extension:
    """Which properties (identifiers, each with its settings) of which entities are asked for."""

    entities: tuple[str, ...]
    properties: tuple[tuple[str, Mapping[str, Any]], ...]


def read_batch(text: str) -> dict[str, Query]:
    """The queries by their keys; raises Problem 400 that names the key, 413 where there are too many."""
    batch = _object(text, "queries")
    if len(batch) > MOST_QUERIES:
        raise Problem(413, "too-many-queries", f"A batch may have {MOST_QUERIES} queries; this one has {len(batch)}.")
    return {key: _query(key, asked) for key, asked in batch.items()}


def read_extension(text: str) -> Extension:
    """The data extension query; raises Problem 400, or 413 where it asks for too much at once."""
    asked = _object(text, "extend")
    entities, properties = asked.get("ids"), asked.get("properties")
    if not _are_texts(entities) or not isinstance(properties, list):
        raise _wrong("extend", "it has `ids`, a list of texts, and `properties`, a list")
    if not all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in properties):
        raise _wrong("extend", "each of `properties` is an object with an `id`")
    if len(entities) * len(properties) > MOST_CELLS:
        raise Problem(413, "too-many-cells", f"Entities times properties may be {MOST_CELLS}. Ask for fewer at once.")
    settings = [one.get("settings") for one in properties]
    pairs = zip(properties, settings, strict=True)
    return Extension(tuple(entities), tuple((one["id"], own if isinstance(own, dict) else {}) for one, own in pairs))


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise Problem(400, "no-json", f"What `{name}` holds is not JSON.") from None
    if not isinstance(read, dict):
        raise _wrong(name, "it is an object")
    return read


def _query(key: str, asked: object) -> Query:
    place = f"query {key[:50]!r}"
    if not isinstance(asked, dict):
        raise _wrong(place, "it is an object")
    name, types, limit = asked.get("query", ""), asked.get("type", []), asked.get("limit", _CANDIDATES)
    types = [types] if isinstance(types, str) else types
    strict, properties = asked.get("type_strict", "any"), asked.get("properties", [])
    if not isinstance(name, str):
        raise _wrong(place, "`query` is a text")
    if not _are_texts(types):
        raise _wrong(place, "`type` is an identifier, or a list of them")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or not limit >= 1:
        raise _wrong(place, "`limit` is a number above zero")
    if strict not in _STRICT:
        raise _wrong(place, f"`type_strict` is one of {', '.join(_STRICT)}")
    if not isinstance(properties, list) or not all(isinstance(one, dict) for one in properties):
        raise _wrong(place, "`properties` is a list of objects")
    if not name.strip() and not properties:
        raise _wrong(place, "it has a `query` that is not empty, or `properties`")
    conditions = tuple(_condition(place, one) for one in properties)
    count = int(min(limit, _MOST_CANDIDATES))
    return Query(name.strip()[:_LONGEST], tuple(types), strict, conditions, count)


def _condition(place: str, written: dict[str, Any]) -> Condition:
    pid, values = written.get("pid"), written.get("v")
    listed = values if isinstance(values, list) else [values]
    texts = [one.get("id") if isinstance(one, dict) else one for one in listed]
    if not isinstance(pid, str) or any(not isinstance(one, str | int | float) for one in texts):
        raise _wrong(place, "each of `properties` has a `pid`, a text, and `v`, a value, a list of values, or entities")
    return Condition(pid, tuple(str(one)[:_LONGEST] for one in texts))


def _are_texts(listed: object) -> TypeGuard[list[str]]:
    return isinstance(listed, list) and all(isinstance(one, str) for one in listed)


def _wrong(place: str, rule: str) -> Problem:
    return Problem(400, "malformed-query", f"Of {place}, this does not hold: {rule}.")
