"""The coverage goes in; JSON for programs and for the server's pages comes out: figures, titles, what is left."""

import json
from dataclasses import asdict
from typing import Any

from kg.building.coverage import Coverage
from kg.building.work_list import work_list


def coverage_document(coverage: Coverage) -> dict[str, Any]:
    """The figures of the whole, the parts and the sections by their names, our titles of these, claims, and tasks."""
    stretches = (*coverage.parts, *coverage.sections)
    return {
        "whole": coverage.whole.flat(),
        "parts": {part.name: part.figures.flat() for part in coverage.parts},
        "sections": {section.name: section.figures.flat() for section in coverage.sections},
        "titles": {stretch.name: stretch.title for stretch in stretches if stretch.title},
        "claims": {"by stance": coverage.stances, "by kind": coverage.kinds, "inferred": coverage.inferred},
        "inferred share": round(coverage.inferred_share, 4),
        "work": [asdict(task) for task in work_list(coverage)],
    }


def coverage_json(coverage: Coverage) -> str:
    """The same as text."""
    return json.dumps(coverage_document(coverage), indent=2, ensure_ascii=False) + "\n"
