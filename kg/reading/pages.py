"""The text of a PDF, cut into its printed pages: goes in a string, come out pages with their lines and offsets.

Two signs in the text begin a page: a line with a space before its first word, and a running head (the page's number,
two or more spaces, a name), which is furniture. The heads give the printed numbers; pages between them are counted.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

RUNNING_HEAD = re.compile(r"\s?(\d{1,4})\s{2,}\S.*")


@dataclass(frozen=True)
class Line:
    """One line without its line feed; `start` counts the code points before it in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The offset after the line's last character."""
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        """Whether nothing but white space stands in the line."""
        return not self.text.strip()


@dataclass(frozen=True)
class Page:
    """One printed page: its number, its lines without the running head, and the running head if it has one."""

    number: int
    lines: tuple[Line, ...]
    head: Line | None = None

    @property
    def start(self) -> int:
        """The offset of the page's first character, that of the running head where there is one."""
        return self.head.start if self.head else self.lines[0].start


def lines_of(text: str) -> list[Line]:
    """Every line of a text, cut at line feeds only, so that offsets stay those of the file."""
    lines = []
    start = 0
    for piece in text.split("\n"):
        lines.append(Line(start, piece))
        start += len(piece) + 1
    return lines


def pages_of(text: str) -> list[Page]:
    """The printed pages of a text in order; without any running head they are counted from 1."""
    pages: list[Page] = []
    lines = lines_of(text)
    starts = [index for index, line in enumerate(lines) if index == 0 or _begins_page(line)]
    for first, after in pairwise([*starts, len(lines)]):
        has_head = RUNNING_HEAD.fullmatch(lines[first].text) is not None
        head = lines[first] if has_head else None
        pages.append(Page(0, tuple(lines[first + has_head : after]), head))
    return _numbered(pages)


def _begins_page(line: Line) -> bool:
    indented = line.text.startswith(" ") and not line.blank
    return indented or RUNNING_HEAD.fullmatch(line.text) is not None


def _numbered(pages: list[Page]) -> list[Page]:
    """Count back from the first running head and on from each."""
    printed = {index: _printed_number(page.head) for index, page in enumerate(pages) if page.head}
    first = min(printed, default=None)
    number = printed[first] - first if first is not None else 1
    numbered = []
    for index, page in enumerate(pages):
        number = printed.get(index, number)
        numbered.append(replace(page, number=number))
        number += 1
    return numbered


def _printed_number(head: Line) -> int:
    match = RUNNING_HEAD.fullmatch(head.text)
    assert match is not None  # noqa: S101 - a head is what the pattern matched
    return int(match[1])
