"""Rows about the dataset in; how much it holds, and how it is cited, as the home page shows it, out."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.pages.tables import Row


@dataclass(frozen=True)
class Figure:
    """How many there are of one kind."""

    label: str
    count: int


@dataclass(frozen=True)
class Citation:
    """The dataset's title, version, date and licence, as far as it says them, and the articles it is about."""

    title: str = ""
    version: str = ""
    modified: str = ""
    licence: str = ""
    articles: tuple[tuple[str, str], ...] = ()

    @property
    def year(self) -> str:
        """The year of this version."""
        return self.modified[:4]


def figures_of(rows: Iterable[Row]) -> dict[str, list[Figure]]:
    """The figures of claims, of passages and of things, each from the largest to the smallest."""
    figures: dict[str, list[Figure]] = {}
    for row in rows:
        figure = Figure(row["label"].value, int(row["count"].value))
        figures.setdefault(row["what"].value, []).append(figure)
    return figures


def citation_of(rows: Iterable[Row]) -> Citation:
    """How the dataset is cited; what it does not say of itself is left out."""
    said: dict[str, str] = {}
    articles: dict[str, tuple[str, str]] = {}
    for row in rows:
        for name in ("title", "version", "modified", "licence"):
            if name in row:
                said.setdefault(name, row[name].value)
        if "article" in row:
            doi = row["doi"].value if "doi" in row else ""
            articles.setdefault(row["article"].value, (row["articleLabel"].value, doi))
    return Citation(**said, articles=tuple(articles.values()))
