"""The coverage and the figures recorded of it go in; a line for each figure that got worse, or the record anew, out.

Recorded is what may not get worse unseen: counts that must not fall (claims, passages with claims, what claims use) and
counts that must not rise (what is undecided, open, unknown or inferred).
"""

import json
from pathlib import Path

from kg.building.coverage import Coverage
from kg.building.figures import Figures
from kg.errors import InputError

Record = dict[str, dict[str, int]]

_MUST_NOT_FALL = (
    "claims",
    "passages claimed",
    "dates used",
    "numbers used",
    "entities used",
    "uses by claims",
)
_MUST_NOT_RISE = (
    "passages undecided",
    "dates open",
    "numbers open",
    "entities open",
    "names unknown",
    "claims with inferred dates or entities",
)
_WHOLE = "the whole article"


def record_of(coverage: Coverage) -> Record:
    """The guarded figures: of the whole article, and of each section by its name."""
    whole = _guarded(coverage.whole) | {"claims with inferred dates or entities": coverage.inferred_claims}
    return {_WHOLE: whole} | {section.name: _guarded(section.figures) for section in coverage.sections}


def worse_figures(recorded: Record, now: Record) -> list[str]:
    """A line for each recorded figure that got worse; a stretch that is not there any more has nought of everything."""
    lines = []
    for stretch, figures in recorded.items():
        for name, before in figures.items():
            count = now.get(stretch, {}).get(name, 0)
            if count < before if name in _MUST_NOT_FALL else count > before:
                lines.append(f"coverage of {stretch}: {name} was {before}, is {count}")
    return lines


def read_record(path: Path) -> Record:
    """The recorded figures; raises InputError for a file that is no such record."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        record = None
    if not (isinstance(record, dict) and all(_is_figures(figures) for figures in record.values())):
        raise InputError("is no record of coverage.", path=path, advice="Write it with `kg check --record`.")
    return record


def record_json(record: Record) -> str:
    """The record as it is committed: a line per figure, so that a change can be read in a diff."""
    return json.dumps(record, indent=2) + "\n"


def _guarded(figures: Figures) -> dict[str, int]:
    return {name: count for name, count in figures.flat().items() if name in (*_MUST_NOT_FALL, *_MUST_NOT_RISE)}


def _is_figures(figures: object) -> bool:
    return isinstance(figures, dict) and all(
        name in (*_MUST_NOT_FALL, *_MUST_NOT_RISE) and isinstance(count, int) for name, count in figures.items()
    )
