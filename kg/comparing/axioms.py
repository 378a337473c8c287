"""The axioms of two versions that have no name in; those added, gone and changed out.

Such an axiom is recognised by what it says: one that kept most of it is the same, changed.
"""

from kg.comparing.changes import ADDED, CHANGED, GONE, Change
from kg.comparing.statements import Structure, Value, shown
from kg.prefixes import PREFIXES, shorten

_TYPE = f"{PREFIXES['rdf']}type"


def compare_axioms(old: frozenset[Structure], new: frozenset[Structure]) -> list[Change]:
    """The axioms that only one version has; of one that changed, `aspects` are what it lost (−) and gained (+)."""
    lost, changes = sorted(old - new, key=str), list[Change]()
    for axiom in sorted(new - old, key=str):
        says = _flat(axiom)
        nearest = max(lost, key=lambda other: len(_flat(other) & says), default=None)
        if nearest is None or 2 * len(_flat(nearest) & says) <= max(len(says), len(_flat(nearest))):
            changes.append(Change(ADDED, "", str(axiom)))
            continue
        lost.remove(nearest)
        before = _flat(nearest)
        aspects = tuple(f"−{part}" for part in sorted(before - says)) + tuple(f"+{p}" for p in sorted(says - before))
        changes.append(Change(CHANGED, "", _kind(axiom), "", aspects))
    return changes + [Change(GONE, "", str(axiom)) for axiom in lost]


def _flat(axiom: Structure) -> frozenset[str]:
    """What an axiom says, the members of a list one by one."""
    parts = [(predicate, _items(value)) for predicate, value in axiom.says]
    return frozenset(f"{shorten(predicate)} {shown(item)}" for predicate, items in parts for item in items)


def _items(value: Value) -> tuple[Value, ...]:
    return value.items if isinstance(value, Structure) and value.items else (value,)


def _kind(axiom: Structure) -> str:
    kinds = [shown(value) for predicate, value in axiom.says if predicate == _TYPE]
    return " ".join(sorted(kinds))
