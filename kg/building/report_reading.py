"""The JSON of a report goes in; the report comes out, but for the node shapes that its constraints are part of."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rdflib import Literal, URIRef

from kg.building.report import ClaimEvidence, Entry, Place, Report
from kg.building.violation import Violation
from kg.errors import InputError


def read_report(text: str) -> Report:
    """The report that `report_json` wrote; raises InputError for what it did not write."""
    try:
        document = json.loads(text)
        listed = (document["violations"], document["waived"])
        entries, waived = (tuple(_entry(one) for one in found) for found in listed)
        return Report(entries, waived, document["focusNodes"], dict(_labels(document)))
    except (ValueError, KeyError, TypeError):
        raise InputError("this is no validation report in JSON.", advice="Write it with `kg build`.") from None


def _entry(said: Mapping[str, Any]) -> Entry:
    kinds = {"iri": URIRef, "literal": Literal}
    value = None if said["value"] is None else kinds[said["valueType"]](said["value"]).n3()
    violation = Violation(
        shape=said["shape"],
        focus=said["node"],
        path=said["path"],
        value=value,
        message=said["message"],
        severity=said["severity"],
        pass_name=min(said["passes"]),
        component=said["component"],
    )
    claims = tuple(
        ClaimEvidence(one["claim"], tuple(there["passage"] for there in one["passages"])) for one in said["claims"]
    )
    other = None if said["other"] is None else _place(said["other"])
    return Entry(violation, tuple(said["passes"]), _place(said), other, claims, said.get("note"))


def _place(said: Mapping[str, Any]) -> Place | None:
    return None if said["file"] is None else (Path(said["file"]), said["line"] or 0)


def _labels(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the IRIs in it are called."""
    named = [(one["shape"], one["name"]) for one in document["shapes"]]
    for entry in (*document["violations"], *document["waived"]):
        named.append((entry["node"], entry["label"]))
        for one in entry["claims"]:
            named.append((one["claim"], one["label"]))
            named += [(there["passage"], there["place"]) for there in one["passages"]]
    return ((iri, label) for iri, label in named if label)
