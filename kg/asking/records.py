"""SPARQL results in JSON in; a list of records with values of JSON's own types, as data frames read them, out.

Source: SPARQL 1.1 Query Results JSON Format, section 3.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.asking.answers import serialise
from kg.asking.dataset import evaluate
from kg.asking.questions import ask, find_question
from kg.prefixes import PREFIXES

Record = dict[str, object]
_XSD = PREFIXES["xsd"]
_INTEGERS = (
    *("integer", "int", "long", "short", "byte"),
    *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
    *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
)
_TYPES: dict[str, Callable[[str], object]] = {
    **{_XSD + name: int for name in _INTEGERS},
    **{_XSD + name: float for name in ("decimal", "double", "float")},
    _XSD + "boolean": lambda text: text in ("true", "1"),
}


def answer_in_records(store: Store, questions: Sequence[Path], name: str, **values: str) -> list[Record]:
    """What the store answers to the question of that name, `values` bound to its parameters, ready for a data frame.

    A value is an IRI, a prefixed name, or a name in words. Raises InputError for a question, a parameter or a value
    that there is not, with the nearest.
    """
    return select_records(store, ask(store, find_question(questions, name), values.items()))


def select_records(store: Store, query: str) -> list[Record]:
    """The rows that the store gives for a SELECT; raises SyntaxProblem, or InputError for a query without rows."""
    return records_of(serialise(evaluate(store, query), "json"))


def records_of(results: bytes) -> list[Record]:
    """A record for each row, with every column in it: null where the row has no value."""
    document = json.loads(results)
    columns = document["head"]["vars"]
    return [{column: value_of(row.get(column)) for column in columns} for row in document["results"]["bindings"]]


def value_of(term: Mapping[str, Any] | None) -> object:
    """A term's value: a number or a truth where its datatype says so, else its text; JSON has no other types.

    A number that JSON cannot hold (INF, NaN) and one that is malformed stay texts.
    """
    if term is None:
        return None
    text = term["value"]
    if not isinstance(text, str):
        return json.dumps(text)  # a triple as a term
    try:
        value = _TYPES.get(term.get("datatype", ""), str)(text)
    except ValueError:
        return text
    return text if isinstance(value, float) and (value != value or value in (float("inf"), -float("inf"))) else value
