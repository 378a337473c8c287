"""What one thing's statements were and are in; the change that tells them apart out.

A time span is derived from a date: where the date itself has changed, or the thing is new, its span is not told again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.comparing.statements import Statement
from kg.prefixes import ENT, PREFIXES, shorten

ADDED, CHANGED, RENAMED, DEPRECATED, GONE = "added", "changed", "renamed", "deprecated", "gone"
ACTIONS = (ADDED, CHANGED, RENAMED, DEPRECATED, GONE)

_LABELS = (f"{PREFIXES['rdfs']}label", f"{PREFIXES['sh']}name", f"{PREFIXES['dcterms']}title")
_TYPE = f"{PREFIXES['rdf']}type"
_DEPRECATED = f"{PREFIXES['owl']}deprecated"
_DEPRECATED_KINDS = {f"{PREFIXES['owl']}DeprecatedClass", f"{PREFIXES['owl']}DeprecatedProperty"}
_SPAN = f"{ENT}hasTimeSpan"
_DATES = {f"{ENT}when", f"{ENT}conventionUsed", f"{ENT}attestedUntil"}


@dataclass(frozen=True)
class Change:
    """What became of one thing between two versions.

    `action` is one of ACTIONS; `subject` is an IRI, empty for an axiom without a name; `where` is the part of the
    dataset it belongs to in a group (a module, a section), empty for none; `aspects` name what of it changed, empty for
    what was added or is gone as a whole; `lost` and `new` are the statements only the old, only the new version has.
    `stance` is the IRI of a claim's stance (the last it had), empty for what is no claim.
    """

    action: str
    subject: str
    label: str
    where: str = ""
    aspects: tuple[str, ...] = ()
    lost: tuple[Statement, ...] = ()
    new: tuple[Statement, ...] = ()
    stance: str = ""


def compare_things(old: Mapping[str, frozenset[Statement]], new: Mapping[str, frozenset[Statement]]) -> list[Change]:
    """The changes of all things of a kind, by IRI."""
    changes = [change_of(subject, old.get(subject), new.get(subject)) for subject in sorted(old.keys() | new.keys())]
    return [change for change in changes if change]


def change_of(
    subject: str, old: frozenset[Statement] | None, new: frozenset[Statement] | None, label: str = ""
) -> Change | None:
    """The change of one thing; None stands for a version that has it not, and for no change."""
    label = label or label_in(new or old or ())
    if old is None and new is not None:
        return Change(
            DEPRECATED if _is_deprecated(new) else ADDED, subject, label, new=_without_spans(frozenset(), new)[1]
        )
    if new is None or old is None:
        return Change(GONE, subject, label, lost=_without_spans(old or frozenset(), frozenset())[0])
    lost, gained = _without_spans(old - new, new - old)
    if not lost and not gained:
        return None
    aspects = tuple(sorted({shorten(statement.predicate) for statement in (*lost, *gained)}))
    newly_deprecated = _is_deprecated(new) and not _is_deprecated(old)
    return Change(DEPRECATED if newly_deprecated else CHANGED, subject, label, "", aspects, lost, gained)


def label_in(statements: Iterable[Statement]) -> str:
    """What a thing is called, as its statements say; empty where they do not."""
    listed = list(statements)
    for predicate in _LABELS:
        names = sorted(s.value.value for s in listed if s.predicate == predicate and isinstance(s.value, Literal))
        if names:
            return names[0]
    return ""


def _without_spans(
    lost: frozenset[Statement], new: frozenset[Statement]
) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
    """Both in order, without the spans of things whose date is among what changed."""
    dated = {statement.subject for statement in lost | new if statement.predicate in _DATES}

    def kept(statements: frozenset[Statement]) -> tuple[Statement, ...]:
        return tuple(sorted((s for s in statements if s.predicate != _SPAN or s.subject not in dated), key=str))

    return kept(lost), kept(new)


def _is_deprecated(statements: Iterable[Statement]) -> bool:
    """Whether a term is marked so: by type, or (in datasets of others: ours have no booleans) by owl:deprecated."""
    return any(
        (s.predicate == _TYPE and isinstance(s.value, NamedNode) and s.value.value in _DEPRECATED_KINDS)
        or (s.predicate == _DEPRECATED and isinstance(s.value, Literal) and s.value.value in ("true", "1"))
        for s in statements
    )
