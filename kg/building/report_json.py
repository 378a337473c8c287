"""A report goes in; JSON for programs comes out, as `report-schema.json` beside this file describes it."""

import json
from pathlib import Path
from typing import Any

from kg.building.report import Entry, Place, Report, value_text
from kg.prefixes import BASE

SCHEMA = Path(__file__).with_name("report-schema.json")
"""The JSON Schema of the report."""


def report_json(report: Report) -> str:
    """The report; a key that has nothing to say has null, and the same keys are always there."""
    document = {
        "$schema": f"{BASE}schema/validation-report.json",
        "conforms": report.conforms,
        "counts": report.counts,
        "focusNodes": {name: dict(counts) for name, counts in report.focus_nodes.items()},
        "shapes": [
            {"shape": shape, "name": report.labels.get(shape), "count": len(entries)}
            for shape, entries in report.by_shape.items()
        ],
        "violations": [_as_json(entry, report) for entry in report.entries],
        "waived": [_as_json(entry, report) | {"note": entry.note} for entry in report.waived],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _as_json(entry: Entry, report: Report) -> dict[str, Any]:
    violation = entry.violation
    return {
        "shape": violation.shape,
        "component": violation.component,
        "severity": violation.severity,
        "passes": list(entry.passes),
        "node": violation.focus,
        "label": report.labels.get(violation.focus),
        "path": violation.path,
        "value": value_text(violation),
        "valueType": None if violation.value is None else "iri" if violation.value.startswith("<") else "literal",
        "message": violation.message,
        **_place(entry.place),
        "other": None if entry.other is None else _place(entry.other),
        "claims": [
            {
                "claim": one.claim,
                "label": report.labels.get(one.claim),
                "passages": [{"passage": iri, "place": report.labels.get(iri)} for iri in one.passages],
            }
            for one in entry.claims
        ],
    }


def _place(place: Place | None) -> dict[str, Any]:
    return {"file": None if place is None else str(place[0]), "line": (place[1] or None) if place else None}
