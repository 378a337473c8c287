"""Rows about the cells of an article's table in; the table as people read it out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.prefixes import BASE
from server.addresses import page_of
from server.pages.tables import Row
from server.picture.things import Other

_COLUMNS = {
    (f"{BASE}id/article/park-young-june", "Table 1"): (
        "Governments",
        "National strategies",
        "Precipitants and barriers, not told apart",
        "Security policy toward Japan",
    )
}
"""What the head of a table says, in our words: the passages of a table are its cells alone."""


@dataclass
class Entry:
    """One entry of a cell: its place, what its claims tell of, and those claims."""

    passage: str
    place: str
    things: list[Other] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)

    @property
    def link(self) -> str:
        """Where the page of the passage lies."""
        return page_of(self.passage)


@dataclass
class ArticleTable:
    """One table: the article it is of, its name there, and the entries by row and column."""

    article: Other
    name: str
    cells: dict[int, dict[int, list[Entry]]] = field(default_factory=dict)

    @property
    def columns(self) -> list[tuple[int, str]]:
        """The columns that have entries, with what stands at their head."""
        heads = _COLUMNS.get((self.article.iri, self.name), ())
        numbers = sorted({column for row in self.cells.values() for column in row})
        return [(one, heads[one - 1] if 0 < one <= len(heads) else f"Column {one}") for one in numbers]


def tables_of(rows: Iterable[Row]) -> list[ArticleTable]:
    """The tables, their rows and entries in the order of the article."""
    tables: dict[tuple[str, str], ArticleTable] = {}
    entries: dict[str, Entry] = {}
    for row in rows:
        article = Other(row["article"].value, row["articleLabel"].value)
        name = row["passageLabel"].value.partition(",")[0]
        table = tables.setdefault((article.iri, name), ArticleTable(article, name))
        passage = row["passage"].value
        if passage not in entries:
            entries[passage] = Entry(passage, row["passageLabel"].value)
            columns = table.cells.setdefault(int(row["row"].value), {})
            columns.setdefault(int(row["column"].value), []).append(entries[passage])
        entry = entries[passage]
        if "thing" in row and (thing := Other(row["thing"].value, row["thingLabel"].value)) not in entry.things:
            entry.things.append(thing)
        if row["claim"].value not in entry.claims:
            entry.claims.append(row["claim"].value)
    return list(tables.values())
