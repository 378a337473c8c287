"""Recorded releases, and the names that are served, in; what a page, a feed and JSON tell of each release, out.

A claim is never told without its stance. A thing leads to its page where it is served now; what was withdrawn since
leads nowhere.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.comparing.changes import GONE
from kg.comparing.comparison import TITLES
from kg.comparing.history import RecordedChange, RecordedRelease
from kg.comparing.outline import statement_in_words, word_for
from kg.comparing.statements import Statement
from kg.prefixes import shorten
from server.addresses import local_address

_FIRST = ("claims", "things", "terms", "shapes", "notes", "background", "passages", "axioms", "modules", "mentions")
"""The groups in the order in which people want them: what is said, what of, in which words."""
_LINES = 12
"""Statements of a change that a page shows; the data have all."""


@dataclass(frozen=True)
class ListedChange:
    """One change as it is shown: its word, the thing's name and address (empty: none), and what tells more of it.

    `lines` are statements that it lost and gained, `more` how many others there are.
    """

    change: RecordedChange
    word: str
    name: str
    address: str
    lines: tuple[str, ...]
    more: int

    @property
    def number(self) -> str:
        """What its own IRI ends in, for an anchor."""
        return self.change.iri.rpartition("#")[2]


@dataclass(frozen=True)
class ListedGroup:
    """The changes of one kind of thing: how many in words, the first of them, and how many more there are."""

    name: str
    title: str
    counts: str
    changes: tuple[ListedChange, ...]
    more: int


@dataclass(frozen=True)
class ListedRelease:
    """One release as it is shown; `kept` is where its dataset can be taken from, empty where it is not at hand."""

    recorded: RecordedRelease
    groups: tuple[ListedGroup, ...]
    kept: str

    @property
    def version(self) -> str:
        """Its version."""
        return self.recorded.release.version

    @property
    def address(self) -> str:
        """Where it is told of by itself."""
        return f"/release/{self.version}"


def listed(recorded: RecordedRelease, known: Collection[str], kept: str, most: int) -> ListedRelease:
    """A release with at most so many changes of each group; `known` are the IRIs that answer here."""
    groups = []
    for name in sorted({change.group for change in recorded.changes}, key=_place):
        changes = recorded.of(name)
        counts = ", ".join(f"{number} {word_for(action, name)}" for action, number in recorded.counts()[name].items())
        shown = tuple(_change(change, known) for change in changes[:most])
        groups.append(ListedGroup(name, TITLES.get(name, name), counts, shown, len(changes) - len(shown)))
    return ListedRelease(recorded, tuple(groups), kept)


def as_json(release: ListedRelease, *, whole: bool) -> dict[str, object]:
    """What is known of a release; with `whole`, each change of it."""
    recorded, about = release.recorded, release.recorded.release
    document: dict[str, object] = {
        "version": about.version,
        "iri": recorded.iri,
        "date": about.issued.isoformat(),
        "dataset": about.digest,
        "previous": recorded.previous or None,
        "address": release.address,
        "patch": f"{release.address}?format=turtle",
        "file": release.kept or None,
        "counts": recorded.counts(),
    }
    if whole:
        document["changes"] = [_as_json(change) for group in release.groups for change in group.changes]
        document["answers"] = list(recorded.answers)
    return document


def _as_json(listed: ListedChange) -> dict[str, object]:
    change = listed.change
    return {
        "iri": change.iri,
        "thing": change.subject or None,
        "address": listed.address or None,
        "group": change.group,
        "action": listed.word,
        "label": change.label or None,
        "stance": change.stance or None,
        "where": change.where or None,
        "aspects": list(change.aspects),
    }


def _change(change: RecordedChange, known: Collection[str]) -> ListedChange:
    name = change.label or shorten(change.subject)
    lines = [*_lines("−", change.lost, change), *_lines("+", change.new, change)]
    return ListedChange(
        change,
        word_for(change.action, change.group),
        name,
        _address(change, known),
        tuple(lines[:_LINES]),
        max(0, len(lines) - _LINES),
    )


def _lines(sign: str, statements: tuple[Statement, ...], change: RecordedChange) -> Iterator[str]:
    for statement in statements:
        yield f"{sign} {statement_in_words(statement, change.subject)}"


def _address(change: RecordedChange, known: Collection[str]) -> str:
    if change.action == GONE or change.subject not in known:
        return ""
    return local_address(change.subject)


def _place(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)
