"""The lock files beside `passages.csv` go in; come out the dates, numbers, entities and strange names of each passage.

A lock file that is not there yet holds nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.reading.dates_file import read_dates_csv
from kg.reading.mention_rows import read_mentions_csv
from kg.reading.numbers import read_numbers_csv
from kg.reading.passages import Span

ITEM_KINDS = ("date", "number", "entity")


class Item(NamedTuple):
    """One thing that a passage can hold and a claim can use: an EDTF date, a number, or an entity's prefixed name."""

    kind: str
    value: str


@dataclass(frozen=True)
class Holding:
    """What one passage holds: each distinct item with its first place, and the places of names that nobody knows."""

    items: dict[Item, Span]
    strange: tuple[Span, ...] = ()


def read_holdings(folder: Path, root: Path) -> dict[str, Holding]:
    """What the passages of an article hold, by slug; raises InputError, named from the root, for a bad lock file."""
    items: defaultdict[str, dict[Item, Span]] = defaultdict(dict)
    strange: defaultdict[str, list[Span]] = defaultdict(list)
    dates = folder / "dates.csv"
    for date in read_dates_csv(dates, dates.relative_to(root)) if dates.exists() else ():
        here = date.expression
        items[here.passage].setdefault(Item("date", here.edtf), (here.start, here.end))
    numbers = folder / "numbers.csv"
    for number in read_numbers_csv(numbers, numbers.relative_to(root)) if numbers.exists() else ():
        items[number.passage].setdefault(Item("number", number.value), (number.start, number.end))
    mentions = folder / "mentions.csv"
    for mention in read_mentions_csv(mentions, mentions.relative_to(root)) if mentions.exists() else ():
        if mention.entity:
            items[mention.passage].setdefault(Item("entity", mention.entity), (mention.start, mention.end))
        else:
            strange[mention.passage].append((mention.start, mention.end))
    return {slug: Holding(items[slug], tuple(strange[slug])) for slug in {*items, *strange}}
