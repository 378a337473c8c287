"""A comparison in; the same as values that JSON can hold out, nothing left out."""

from typing import Any

from kg.comparing.changes import Change
from kg.comparing.comparison import Comparison
from kg.comparing.statements import Statement, shown


def as_document(comparison: Comparison) -> dict[str, Any]:
    """The comparison as dictionaries and lists: IRIs in full, other values as they are shown to people."""
    return {
        "old": {"name": comparison.old, "sha256": comparison.old_digest},
        "new": {"name": comparison.new, "sha256": comparison.new_digest},
        "different": not comparison.is_empty,
        "broken_passages": list(comparison.broken_passages),
        "groups": {
            group.name: {"counts": group.counts(), "changes": [_change(change) for change in group.changes]}
            for group in comparison.groups
        },
        "derived": {count.predicate: {"lost": count.lost, "new": count.new} for count in comparison.derived},
        "answers": {
            "asked": comparison.answers.asked,
            "not_asked": list(comparison.answers.not_asked),
            "changed": [
                {"name": change.name, "columns": change.columns, "lost": change.lost, "new": change.new}
                for change in comparison.answers.changes
            ],
        },
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "action": change.action,
        "subject": change.subject or None,
        "label": change.label,
        "where": change.where,
        "aspects": list(change.aspects),
        "lost": [_statement(statement) for statement in change.lost],
        "new": [_statement(statement) for statement in change.new],
    }


def _statement(statement: Statement) -> dict[str, str]:
    return {"subject": statement.subject, "predicate": statement.predicate, "value": shown(statement.value)}
