"""The lists of passages that carry no claim, and of sections that are done, go in; passages left out of both come out.

`passages-without-claim.csv` gives each passage its reason; `complete.csv` names the sections and paragraphs of which
every passage must be accounted for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.claims.records import Claim
from kg.errors import EntenteError, InputError
from kg.reading.csv_rows import rows_of
from kg.reading.passages import Passage

REASONS = {
    "signpost": "it only says what the text does or will do",
    "restates": "it says again what another claim states",
    "rhetorical": "it asks, or makes a transition, and states nothing",
    "bibliography": "it only names where something was published",
}
UNCLAIMED_COLUMNS = ("slug", "reason", "restates")
COMPLETE_COLUMNS = ("part", "section", "paragraph")


@dataclass(frozen=True)
class Unclaimed:
    """A passage without a claim: why, and the claim it repeats if that is the reason."""

    slug: str
    reason: str
    restates: str
    path: Path
    line: int


@dataclass(frozen=True)
class Complete:
    """A section with its footnotes, or one paragraph of it, whose passages must all be accounted for."""

    part: int
    section: int
    paragraph: int | None
    path: Path
    line: int

    def covers(self, passage: Passage) -> bool:
        """Whether the passage stands in it; a footnote belongs to its section and to no paragraph."""
        same_section = (passage.part, passage.section) == (self.part, self.section)
        return same_section and self.paragraph in (None, passage.paragraph)


def read_unclaimed(path: Path, root: Path) -> list[Unclaimed]:
    """The rows of `passages-without-claim.csv`; none if there is no such file. Raises InputError with the line."""
    shown = path.relative_to(root)
    return [
        Unclaimed(slug, reason, restates, shown, line)
        for line, (slug, reason, restates) in _rows(path, shown, UNCLAIMED_COLUMNS)
    ]


def read_complete(path: Path, root: Path) -> list[Complete]:
    """The rows of `complete.csv` (paragraph empty: the whole section); raises InputError with the line."""
    shown = path.relative_to(root)
    rows = []
    for line, cells in _rows(path, shown, COMPLETE_COLUMNS):
        try:
            part, section, paragraph = (int(cell) if cell else None for cell in cells)
        except ValueError:
            part = section = paragraph = None
        if part is None or section is None:
            raise InputError("part and section are not numbers.", path=shown, line=line, advice="Write them like 5,2,")
        rows.append(Complete(part, section, paragraph, shown, line))
    return rows


def _rows(path: Path, shown: Path, columns: tuple[str, ...]) -> list[tuple[int, list[str]]]:
    return rows_of(path, columns, shown) if path.exists() else []


def accounting_problems(
    unclaimed: Iterable[Unclaimed],
    complete: Iterable[Complete],
    claims: Mapping[str, Claim],
    passages: Mapping[str, Passage],
) -> list[EntenteError]:
    """Wrong rows of both lists, and the passages of complete sections with neither a claim nor a reason."""
    rested_on = {slug: claim for claim in claims.values() for slug in claim.evidence}
    problems: list[EntenteError] = []
    accounted = set(rested_on)
    for row in unclaimed:
        for what, advice in _faults(row, claims, passages, rested_on, accounted):
            problems.append(InputError(what, path=row.path, line=row.line, advice=advice))
        accounted.add(row.slug)
    for part in complete:
        covered = [passage for passage in passages.values() if part.covers(passage)]
        if not covered:
            advice = "See passages.csv."
            problems.append(InputError("no passage stands there.", path=part.path, line=part.line, advice=advice))
        for passage in covered:
            if passage.slug not in accounted:
                what = f"passage:{passage.slug} (page {passage.page}) has neither a claim nor a reason to have none."
                advice = "Write a claim that rests on it, or a row in passages-without-claim.csv."
                problems.append(InputError(what, path=part.path, line=part.line, advice=advice))
                accounted.add(passage.slug)
    return problems


def _faults(
    row: Unclaimed,
    claims: Mapping[str, Claim],
    passages: Mapping[str, Passage],
    rested_on: Mapping[str, Claim],
    accounted: set[str],
) -> list[tuple[str, str]]:
    """What is wrong with one row, each with what to do."""
    faults = []
    if row.slug not in passages:
        faults.append((f"there is no passage:{row.slug}.", "See passages.csv."))
    if row.reason not in REASONS:
        faults.append((f"{row.reason!r} is not a reason.", f"Use one of {', '.join(REASONS)}."))
    if (row.reason == "restates") != bool(row.restates):
        faults.append(("the reason restates goes with the claim that is restated.", "Give both or neither."))
    if row.restates and row.restates not in claims:
        faults.append((f"there is no claim:{row.restates}.", "Name the claim that says it."))
    # A passage that restates a claim is among that claim's evidence too; no other claim may rest on it.
    resting = rested_on.get(row.slug)
    if resting is not None and resting.slug != row.restates:
        faults.append((f"claim:{resting.slug} rests on passage:{row.slug}.", "Drop the row."))
    elif resting is None and row.slug in accounted:
        faults.append((f"passage:{row.slug} stands here twice.", "Keep one row."))
    return faults
