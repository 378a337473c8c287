"""The `#+` lines at the top of a query file in; the header's fields, each of its type, out."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.errors import InputError
from kg.prefixes import PREFIXES
from kg.querying.parameters import TYPES

MARK = "#+"
CHARTS = ("table", "timeline", "bars")
FIELDS = ("summary", "description", "question", "tags", "parameters", "evidence", "drill", "chart")
PARAMETER_FIELDS = ("label", "type", "kind", "required", "default")


@dataclass(frozen=True)
class ParameterHeader:
    """What the header says of one parameter; the default is as typed."""

    name: str
    label: str
    type: str
    kinds: tuple[str, ...]
    required: bool
    default: str | None


@dataclass(frozen=True)
class Header:
    """The fields of a header; what it does not give is empty.

    `evidence` names the columns that hold claims; where there are none, `evidence_note` says why. `drill` names the
    question that lists the rows behind a number.
    """

    summary: str
    description: str
    question: str
    tags: tuple[str, ...]
    parameters: tuple[ParameterHeader, ...]
    evidence: tuple[str, ...]
    evidence_note: str
    drill: str
    chart: str


def read_header(text: str, path: Path) -> Header:
    """The header of a query file's text; raises InputError for one that is absent, no YAML, or has a wrong field."""
    lines = [line.strip() for line in text.splitlines()]
    marked = [line[len(MARK) :].removeprefix(" ") for line in lines if line.startswith(MARK)]
    if not marked:
        raise InputError(
            "the query has no header.", path=path, advice="Begin the file with lines like `#+ summary: …`."
        )
    try:
        fields = yaml.safe_load("\n".join(marked))
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        raise InputError(f"the header is not YAML: {reason}.", path=path) from None
    if not isinstance(fields, dict):
        raise InputError("the header is not a list of fields.", path=path, advice="Write `#+ field: value` lines.")
    _known(fields, FIELDS, "header field", path)
    evidence, note = _evidence(fields.get("evidence", []), path)
    header = Header(
        summary=_text(fields, "summary", path),
        description=_text(fields, "description", path),
        question=_text(fields, "question", path),
        tags=_names(fields.get("tags", []), "tags", path),
        parameters=_parameters(fields.get("parameters", {}), path),
        evidence=evidence,
        evidence_note=note,
        drill=_text(fields, "drill", path),
        chart=_text(fields, "chart", path),
    )
    if not header.summary:
        raise InputError("the header has no summary.", path=path, advice="Add `#+ summary: …`, one line.")
    if header.chart and header.chart not in CHARTS:
        raise InputError(f"the chart {header.chart!r} is unknown.", path=path, advice=f"Use {', '.join(CHARTS)}.")
    return header


def _parameters(value: object, path: Path) -> tuple[ParameterHeader, ...]:
    if not isinstance(value, dict):
        raise InputError("parameters is not a mapping from name to fields.", path=path)
    return tuple(_parameter(str(name), fields, path) for name, fields in value.items())


def _parameter(name: str, fields: object, path: Path) -> ParameterHeader:
    if not isinstance(fields, dict):
        raise InputError(f"parameter {name} has no fields.", path=path, advice="Give it at least label and type.")
    _known(fields, PARAMETER_FIELDS, f"field of parameter {name}", path)
    kind, required, default = fields.get("kind", []), fields.get("required", False), fields.get("default")
    parameter = ParameterHeader(
        name=name,
        label=_text(fields, "label", path),
        type=_text(fields, "type", path),
        kinds=_names([kind] if isinstance(kind, str) else kind, f"kind of parameter {name}", path),
        required=required is True,
        default=None if default is None else str(default),
    )
    faults = [
        (not parameter.label, "has no label"),
        (parameter.type not in TYPES, f"is of type {parameter.type!r}, which is none of {', '.join(TYPES)}"),
        (bool(parameter.kinds) and parameter.type != "iri", "names a kind and is no iri"),
        (any(kind not in PREFIXES for kind in parameter.kinds), "names a kind that is no prefix of kg/prefixes.py"),
        (not isinstance(required, bool), "has a `required` that is neither true nor false"),
        (required is True and default is not None, "is required and has a default"),
    ]
    for wrong, what in faults:
        if wrong:
            raise InputError(f"parameter {name} {what}.", path=path)
    return parameter


def _evidence(value: object, path: Path) -> tuple[tuple[str, ...], str]:
    if isinstance(value, dict):
        _known(value, ("none",), "field of evidence", path)
        note = _text(value, "none", path)
        if not note:
            raise InputError("evidence says none and not why.", path=path, advice="Write `evidence: {none: why}`.")
        return (), note
    return _names(value, "evidence", path), ""


def _known(fields: Mapping[Any, object], known: tuple[str, ...], what: str, path: Path) -> None:
    for name in fields:
        if name not in known:
            raise InputError(f"{name!r} is no {what}.", path=path, advice=f"Known are {', '.join(known)}.")


def _text(fields: Mapping[Any, object], name: str, path: Path) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise InputError(f"{name} is not a text.", path=path, advice="Put it in quotes.")
    return " ".join(value.split())


def _names(value: object, what: str, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise InputError(f"{what} is not a list of names.", path=path, advice="Write it like [one, two].")
    return tuple(value)
