"""What stands on one page: its lines go in, come out blocks, each with its kind.

A block is a run of lines without a blank one. The rules:

- a block beginning `Table N.` is a caption, and the table runs from it to the end of its page;
- a block in title case without a closing mark is a heading: with a number before it of a section, else of a part;
- a block beginning with a bullet is the by-line of a translator or editor;
- every other block is text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from kg.reading.pages import Line, Page

CAPTION = re.compile(r"\s*Table \d+\. ")
SECTION_NUMBER = re.compile(r"\s*(\d{1,2})\.\s+(?=\S)")
BYLINE = re.compile(r"\s*•")
CLOSING_MARKS = (".", "?", "!", ":", ";", ",", ")", "…")
QUOTATION_MARKS = "“”‘’\"'"
LOWER_CASE_IN_TITLES = frozenset(
    {"a", "an", "and", "as", "at", "between", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or"}
    | {"over", "the", "to", "toward", "towards", "under", "with"}
)


class BlockKind(Enum):
    """What a block is."""

    TEXT = "text"
    PART_HEADING = "part heading"
    SECTION_HEADING = "section heading"
    BYLINE = "by-line"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """A run of lines of one kind on one page; a table's lines include the blank ones between its cells."""

    kind: BlockKind
    lines: tuple[Line, ...]

    @property
    def start(self) -> int:
        """The offset of the first character that is not white space."""
        first = self.lines[0]
        return first.end - len(first.text.lstrip())

    @property
    def end(self) -> int:
        """The offset after the last character that is not white space."""
        last = self.lines[-1]
        return last.start + len(last.text.rstrip())

    @property
    def words(self) -> str:
        """The block's words, line breaks as spaces."""
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def section_number(self) -> int:
        """The number in front of a section's heading."""
        match = SECTION_NUMBER.match(self.words)
        return int(match[1]) if match else 0


def blocks_of(page: Page) -> list[Block]:
    """The blocks of a page in order; a table takes the rest of its page."""
    blocks = []
    runs = _runs(page.lines)
    for run in runs:
        if CAPTION.match(run[0].text):
            rest = [line for line in page.lines if line.start >= run[0].start]
            while rest[-1].blank:
                rest.pop()
            blocks.append(Block(BlockKind.TABLE, tuple(rest)))
            break
        blocks.append(Block(_kind(" ".join(line.text.strip() for line in run)), tuple(run)))
    return blocks


def is_title(words: str) -> bool:
    """Whether words are in title case (the first and all but the small ones with a capital) without a closing mark."""
    if words.rstrip(QUOTATION_MARKS).endswith(CLOSING_MARKS):
        return False
    bare = [word.strip(QUOTATION_MARKS) for word in words.split()]
    small = [word for word in bare if word[:1].islower()]
    return bool(bare) and bare[0] not in small and all(word in LOWER_CASE_IN_TITLES for word in small)


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    runs: list[list[Line]] = [[]]
    for line in lines:
        if not line.blank:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _kind(words: str) -> BlockKind:
    if BYLINE.match(words):
        return BlockKind.BYLINE
    if not is_title(SECTION_NUMBER.sub("", words)):
        return BlockKind.TEXT
    return BlockKind.SECTION_HEADING if SECTION_NUMBER.match(words) else BlockKind.PART_HEADING
