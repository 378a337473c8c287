"""The claims of two datasets in; those added, withdrawn and changed (in record, in content, or both) out."""

from dataclasses import replace

from pyoxigraph import NamedNode, Store

from kg.comparing.changes import Change, change_of, label_in
from kg.comparing.statements import Statement, content_of
from kg.prefixes import ENT, GRAPH, PREFIXES, shorten

CONTENT = "content"
_STANCE = f"{ENT}stance"
_ASPECTS = {
    f"{PREFIXES['rdf']}type": "kind",
    f"{PREFIXES['rdfs']}label": "sentence",
    f"{PREFIXES['rdfs']}comment": "remark",
    _STANCE: "stance",
    f"{ENT}heldBy": "holder",
    f"{ENT}evidence": "evidence",
}


def compare_claims(old: Store, new: Store) -> list[Change]:
    """The changes of claims, by the section of the article that they rest on, then by IRI.

    The statements of a change are those of the record, whose subject is the claim, and those of its graph.
    """
    before, after = _records(old), _records(new)
    changes = []
    for claim in sorted(before.keys() | after.keys()):
        record = after.get(claim) or before[claim]
        whole = _whole(old, claim, before.get(claim)), _whole(new, claim, after.get(claim))
        change = change_of(claim, *whole, label=label_in(record))
        if change is not None:
            changes.append(_told(change, record))
    return sorted(changes, key=lambda change: (change.where, change.subject))


def _records(store: Store) -> dict[str, frozenset[Statement]]:
    return content_of(store, f"{GRAPH}claims").by_subject()


def _whole(store: Store, claim: str, record: frozenset[Statement] | None) -> frozenset[Statement] | None:
    return None if record is None else record | content_of(store, claim).statements


def _told(change: Change, record: frozenset[Statement]) -> Change:
    aspects = dict.fromkeys(_aspect(change.subject, s) for s in (*change.lost, *change.new)) if change.aspects else ()
    return replace(change, where=_section(record), aspects=tuple(aspects), stance=_stance(record))


def _stance(record: frozenset[Statement]) -> str:
    """How the article stands to what the claim says; a record has one."""
    stances = [s.value.value for s in record if s.predicate == _STANCE and isinstance(s.value, NamedNode)]
    return min(stances, default="")


def _aspect(claim: str, statement: Statement) -> str:
    if statement.subject != claim:
        return CONTENT
    return _ASPECTS.get(statement.predicate, shorten(statement.predicate))


def _section(record: frozenset[Statement]) -> str:
    """Part and section of the first passage a claim rests on (`5.2`), or what kind of passage it is."""
    passages = sorted(
        statement.value.value.rpartition("/")[2]
        for statement in record
        if statement.predicate == f"{ENT}evidence" and isinstance(statement.value, NamedNode)
    )
    if not passages:
        return ""
    part, _, rest = passages[0].partition("-")
    apart = {"fn": "footnotes", "t1": "Table 1"}
    return apart.get(part) or f"{part}.{rest.partition('-')[0]}"
