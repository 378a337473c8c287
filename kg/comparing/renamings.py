"""The changes of named things in; the same, with what was only given another label or another IRI told so, out."""

from collections.abc import Iterable
from dataclasses import replace

from kg.comparing.changes import ADDED, GONE, RENAMED, Change, label_in
from kg.comparing.statements import Statement, Value
from kg.prefixes import PREFIXES, shorten

_TYPE = f"{PREFIXES['rdf']}type"


def with_renamings(changes: Iterable[Change]) -> list[Change]:
    """The changes in their order; a thing that is gone and came back with its label and types is told once.

    Of such a thing `aspects` say which IRI it had.
    """
    listed = list(changes)
    gone = {_identity(change.lost): change for change in listed if change.action == GONE and change.label}
    before = {
        change.subject: gone.pop(_identity(change.new))
        for change in listed
        if change.action == ADDED and _identity(change.new) in gone
    }
    former = {change.subject for change in before.values()}
    return [_told(change, before.get(change.subject)) for change in listed if change.subject not in former]


def _told(change: Change, before: Change | None) -> Change:
    if before is not None:
        return replace(change, action=RENAMED, aspects=(f"was {shorten(before.subject)}",), lost=before.lost)
    return replace(change, action=RENAMED) if label_in(change.lost) and label_in(change.new) else change


def _identity(statements: Iterable[Statement]) -> tuple[str, frozenset[Value]]:
    listed = list(statements)
    return label_in(listed), frozenset(s.value for s in listed if s.predicate == _TYPE)
