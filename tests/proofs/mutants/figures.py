"""Mutants and their verdicts go in; how many were caught, by what and of which kind, comes out."""

from collections import Counter
from collections.abc import Callable, Sequence

from .judging import Verdict
from .mutation import Mutant

FINDERS = ("load", "shapes", "checks", "answers")

Judged = Sequence[tuple[Mutant, Verdict]]


def figures_of(judged: Judged) -> dict[str, object]:
    """Totals, tables by kind of change and of claim, and a line for each mutant that nothing noticed."""
    return {
        "all": _caught(judged),
        "by change": _table(judged, lambda mutant: mutant.change),
        "by kind of claim": _table(judged, lambda mutant: mutant.claim_kind),
        "unnoticed": sorted(str(mutant) for mutant, verdict in judged if not verdict.first),
        "noticed by recorded answers alone": sorted(
            str(mutant) for mutant, verdict in judged if verdict.first == "answers"
        ),
    }


def _table(judged: Judged, key: Callable[[Mutant], str]) -> dict[str, dict[str, int]]:
    groups = sorted({key(mutant) for mutant, _ in judged})
    return {group: _caught([pair for pair in judged if key(pair[0]) == group]) for group in groups}


def _caught(judged: Judged) -> dict[str, int]:
    """How many mutants each finder notices, whoever else does (the answers: of those that nothing else notices)."""
    noticed = Counter(name for _, verdict in judged for name in FINDERS if getattr(verdict, name))
    stopped = sum(verdict.first in ("load", "shapes", "checks") for _, verdict in judged)
    unnoticed = sum(not verdict.first for _, verdict in judged)
    counts = {name: noticed[name] for name in FINDERS}
    return {"mutants": len(judged), **counts, "stopped by the build": stopped, "unnoticed": unnoticed}
