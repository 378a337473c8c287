"""The folders of articles go in; the lists that stand beside their passages come out, and what is wrong with them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.claims.records import Claim
from kg.claims.unclaimed import Complete, Unclaimed, accounting_problems, read_complete, read_unclaimed
from kg.claims.unused import Unused, read_unused, unused_problems
from kg.claims.uses import Uses
from kg.errors import EntenteError
from kg.reading.article import read_section_titles
from kg.reading.holdings import Holding, read_holdings
from kg.reading.passages import Passage

NAMES = (
    "complete.csv",
    "dates.csv",
    "mentions.csv",
    "numbers.csv",
    "passages-without-claim.csv",
    "sections.csv",
    "unused.csv",
)
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Lists:
    """What is listed beside the passages: our titles by part and section, what each passage holds, what needs no claim.

    `holdings` is by the passage's slug; a passage that holds nothing is not in it.
    """

    titles: dict[tuple[int, int], str]
    holdings: dict[str, Holding]
    unclaimed: tuple[Unclaimed, ...]
    complete: tuple[Complete, ...]
    unused: tuple[Unused, ...]


def read_lists(articles: Iterable[Path], root: Path, problems: list[EntenteError]) -> Lists:
    """The lists of all articles; a file that cannot be read is noted among the problems, the others are still read."""
    titles: dict[tuple[int, int], str] = {}
    holdings: dict[str, Holding] = {}
    unclaimed: list[Unclaimed] = []
    complete: list[Complete] = []
    unused: list[Unused] = []

    def take(into: Callable[[_Found], object], read: Callable[[Path, Path], _Found], path: Path) -> None:
        try:
            into(read(path, root))
        except EntenteError as problem:
            problems.append(problem)

    for folder in articles:
        take(titles.update, _read_titles, folder / "sections.csv")
        take(holdings.update, read_holdings, folder)
        take(unclaimed.extend, read_unclaimed, folder / "passages-without-claim.csv")
        take(complete.extend, read_complete, folder / "complete.csv")
        take(unused.extend, read_unused, folder / "unused.csv")
    return Lists(titles, holdings, tuple(unclaimed), tuple(complete), tuple(unused))


def list_problems(
    lists: Lists, claims: Mapping[str, Claim], uses: Mapping[str, Uses], passages: Mapping[str, Passage]
) -> list[EntenteError]:
    """Where the lists and the claims (by slug; `uses` by IRI) do not agree."""
    return [
        *accounting_problems(lists.unclaimed, lists.complete, claims, passages),
        *unused_problems(lists.unused, lists.holdings, claims, uses),
    ]


def _read_titles(path: Path, root: Path) -> dict[tuple[int, int], str]:
    return read_section_titles(path, path.relative_to(root)) if path.exists() else {}
