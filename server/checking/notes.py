"""The rows of editorial notes in; the notes by kind, those on errors first, out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.prefixes import PREFIXES
from server.addresses import local_address
from server.pages.tables import Row

_FIRST = tuple(f"{PREFIXES['concept']}note-conflict-{of}" for of in ("external", "internal"))


@dataclass
class Note:
    """A remark of ours: its name on the page, what it is called and says, its sources, rules it waives, and claims."""

    anchor: str
    label: str
    remark: str
    address: str
    sources: list[str] = field(default_factory=list)
    waives: list[tuple[str, str]] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)


@dataclass
class Kind:
    """A kind of note: its name on the page, what it is called and means, and its notes."""

    anchor: str
    label: str
    meaning: str
    notes: list[Note] = field(default_factory=list)


def kinds_of(rows: Iterable[Row]) -> list[Kind]:
    """The kinds, conflicts before all others, with their notes in the order in which these come."""
    kinds: dict[str, Kind] = {}
    notes: dict[tuple[str, str], Note] = {}
    for row in rows:
        of, iri = row["kind"].value, row["note"].value
        if of not in kinds:
            kinds[of] = Kind(
                f"kind-{len(kinds) + 1}", _text(row, "kindLabel") or row["kind"].shown, _text(row, "meaning")
            )
        if (of, iri) not in notes:
            address = local_address(iri)
            note = Note(f"note-{len(notes) + 1}", row["label"].value, row["remark"].value, address)
            notes[of, iri] = note
            kinds[of].notes.append(note)
        _add(notes[of, iri], row)
    order = [*_FIRST, *kinds]
    return [kinds[of] for of in sorted(kinds, key=order.index)]


def _add(note: Note, row: Row) -> None:
    """What the row says that the note does not have yet."""
    waived = (row["waives"].shown, local_address(row["waives"].value)) if "waives" in row else None
    for values, value in (
        (note.sources, _text(row, "source")),
        (note.waives, waived),
        (note.claims, row["claim"].value),
    ):
        if value and value not in values:
            values.append(value)  # type: ignore[arg-type]


def _text(row: Row, column: str) -> str:
    return row[column].value if column in row else ""
