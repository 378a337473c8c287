"""The list of what a passage holds and no claim on it uses goes in; its rows, and what is wrong with them, come out.

`unused.csv` gives each such date, number or entity its reason; a row that is not needed is an error, so that the list
never says less than the claims do.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.claims.records import Claim
from kg.claims.uses import Uses
from kg.errors import InputError
from kg.reading.csv_rows import rows_of
from kg.reading.holdings import ITEM_KINDS, Holding, Item

ELSEWHERE = "said by another claim"
UNUSED_REASONS = {
    ELSEWHERE: "the claim named beside it uses it, and rests on another passage",
    "part of a name": "it stands inside the name of something else",
    "the article's own structure": "it numbers or names a part of the article itself: a table, a period, a point",
    "manner of speaking": "taken literally it says nothing",
}
UNUSED_COLUMNS = ("passage", "kind", "value", "reason", "claim")


@dataclass(frozen=True)
class Unused:
    """A date, number or entity that no claim on its passage uses: why, and the claim that has it, if that is why."""

    passage: str
    item: Item
    reason: str
    claim: str
    path: Path
    line: int


def read_unused(path: Path, root: Path) -> list[Unused]:
    """The rows of `unused.csv`; none if there is no such file. Raises InputError with the line."""
    if not path.exists():
        return []
    shown = path.relative_to(root)
    return [
        Unused(passage, Item(kind, value), reason, claim, shown, line)
        for line, (passage, kind, value, reason, claim) in rows_of(path, UNUSED_COLUMNS, shown)
    ]


def unused_problems(
    rows: Iterable[Unused],
    holdings: Mapping[str, Holding],
    claims: Mapping[str, Claim],
    uses: Mapping[str, Uses],
) -> list[InputError]:
    """Wrong rows, one error for each thing that is wrong; `claims` by slug, `uses` by the claim's IRI."""
    problems: list[InputError] = []
    seen: set[tuple[str, Item]] = set()
    for row in rows:
        for what, advice in _faults(row, holdings, claims, uses):
            problems.append(InputError(what, path=row.path, line=row.line, advice=advice))
        if (row.passage, row.item) in seen:
            what = f"the {row.item.kind} {row.item.value} of passage:{row.passage} stands here twice."
            problems.append(InputError(what, path=row.path, line=row.line, advice="Keep one row."))
        seen.add((row.passage, row.item))
    return problems


def _faults(
    row: Unused, holdings: Mapping[str, Holding], claims: Mapping[str, Claim], uses: Mapping[str, Uses]
) -> Iterator[tuple[str, str]]:
    """What is wrong with one row, each with what to do."""
    kind, value = row.item
    if kind not in ITEM_KINDS:
        yield f"{kind!r} is no kind.", f"Use one of {', '.join(ITEM_KINDS)}."
    elif row.passage not in holdings or row.item not in holdings[row.passage].items:
        yield f"passage:{row.passage} holds no {kind} {value}.", "Drop the row."
    if row.reason not in UNUSED_REASONS:
        yield f"{row.reason!r} is not a reason.", f"Use one of: {', '.join(UNUSED_REASONS)}."
    user = next(
        (claim for claim in claims.values() if row.passage in claim.evidence and row.item in uses[claim.iri]), None
    )
    if user is not None:
        yield f"claim:{user.slug} rests on passage:{row.passage} and uses the {kind} {value}.", "Drop the row."
    elif (row.reason == ELSEWHERE) != bool(row.claim):
        yield f"the reason {ELSEWHERE!r} goes with the claim that says it.", "Give both or neither."
    elif row.claim and row.claim not in claims:
        yield f"there is no claim:{row.claim}.", "Name the claim that says it."
    elif row.claim and row.item not in uses[claims[row.claim].iri]:
        yield f"the content of claim:{row.claim} does not use the {kind} {value}.", "Name the claim that says it."
