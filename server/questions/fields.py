"""A parameter, what the address gives for it and what there is to choose, in; the field of its form out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from kg.prefixes import shorten
from kg.querying.parameters import Parameter
from server.questions.choices import Choice

_KINDS = {"date": "date", "integer": "number", "string": "text", "iri": "text"}
_SHORT = 80
"""Choices of which each value has a list of its own; more are offered while one types."""


@dataclass(frozen=True)
class Field:
    """One field: its name and label, how it is filled in, its values so far, and the choices that there are.

    `way`: select (a list to choose from), suggest (typed in, with the choices offered), or the type of an input.
    `hint`: what may be typed; `anything`: the name of any thing there is.
    """

    name: str
    label: str
    way: str
    required: bool
    values: tuple[str, ...]
    choices: tuple[Choice, ...]
    hint: str
    anything: bool


def field_of(
    parameter: Parameter, given: QueryParams, choices: Mapping[str, Sequence[Choice]], told: Sequence[str] = ()
) -> Field:
    """The field of a parameter; a value that names a choice by its IRI or its label is that choice.

    `told` are the IRIs that the answer has in the parameter's column: what another name than the label has chosen.
    """
    offered = tuple(choices.get(parameter.name, ()))
    known = {one.value: one.value for one in offered} | {one.label.lower(): one.value for one in offered}
    typed = [value.strip() for value in given.getlist(parameter.name) if value.strip()]
    values = tuple(dict.fromkeys(known.get(shorten(value), known.get(value.lower(), value)) for value in typed))
    if told and any(value not in known.values() for value in values):
        values = tuple(dict.fromkeys(shorten(iri) for iri in told))
    way = "select" if 0 < len(offered) <= _SHORT else "suggest" if offered else _KINDS[parameter.type]
    if way == "suggest":
        labels = {one.value: one.label for one in offered}
        values = tuple(labels.get(value, value) for value in values)
    return Field(
        parameter.name,
        parameter.label,
        way,
        parameter.required,
        values,
        offered,
        _hint(parameter, way),
        anything=parameter.type == "iri" and not offered,
    )


def _hint(parameter: Parameter, way: str) -> str:
    if way == "select":
        return ""
    if parameter.type == "iri":
        return "A name in words, as the pages show it; or an IRI."
    return {"date": "A day: year, month, day.", "integer": "A whole number.", "string": "A text."}[parameter.type]
