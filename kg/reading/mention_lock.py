"""An article's sentences and the names of things go in; the rows of its `mentions.csv` come out.

Beside the names these depend on two reviewed tables in the article's folder: `mentions-by-hand.csv`, which settles what
no rule can, and `not-a-name.csv`, which lists capitalised words that name nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import EntenteError, Findings
from kg.reading.by_hand import read_by_hand, settle
from kg.reading.capitals import read_not_a_name, unknown_names
from kg.reading.mention_rows import MentionRow, mentions_csv
from kg.reading.mentions import Mention, find_mentions, reader_of

EntityNames = Mapping[str, Sequence[str]]
Sentences = Sequence[tuple[str, str]]


def mention_rows(folder: Path, sentences: Sentences, names: EntityNames) -> list[MentionRow]:
    """The rows in the order of the sentences (slugs with normalised texts), then by place.

    `names` has those of each entity by its prefixed name.

    Raises Findings where a name stays ambiguous or a row of the two tables is not needed.
    """
    mentions, problems = settle(
        find_mentions(sentences, reader_of(names)), read_by_hand(folder / "mentions-by-hand.csv")
    )
    known: dict[str, list[MentionRow]] = {}
    for row in _rows(mentions):
        known.setdefault(row.passage, []).append(row)
    unknown, unneeded = unknown_names(sentences, known, read_not_a_name(folder / "not-a-name.csv"))
    found: list[EntenteError] = [*problems, *unneeded]
    if found:
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise Findings(f"{count} with mentions.", [str(one) for one in found], "Nothing was written.")
    for row in unknown:
        known.setdefault(row.passage, []).append(row)
    return [row for slug, _ in sentences for row in sorted(known.get(slug, []), key=lambda row: row[1:])]


def mentions_file(folder: Path, names: EntityNames, sentences: Sentences) -> str:
    """The content of the article's `mentions.csv`; raises what `mention_rows` raises."""
    return mentions_csv(mention_rows(folder, sentences, names))


def _rows(mentions: Sequence[Mention]) -> Iterator[MentionRow]:
    for mention in mentions:
        for entity in mention.entities:
            yield MentionRow(mention.passage, mention.start, mention.end, entity)
