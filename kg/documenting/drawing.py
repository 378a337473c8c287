"""Boxes, lines and words in; an SVG for the middle of a page, in the page's own colours, out.

Colours come from the style sheet by class, so that a picture follows the reader's light or dark; there is no script.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_CHARACTER = 7.3
"""Pixels that a character takes up on the average in the type of the pictures, 13 pixels high."""
PADDING = 12
HEIGHT = 26


def width_of(words: str) -> int:
    """Pixels that a box around these words takes up."""
    return round(len(words) * _CHARACTER) + 2 * PADDING


@dataclass(frozen=True)
class Box:
    """A named box: its place and size in pixels, where it leads, and its style, a class of the style sheet."""

    x: int
    y: int
    width: int
    height: int
    words: str
    link: str | None = None
    style: str = ""

    def svg(self) -> str:
        """The box as SVG."""
        middle = f'x="{self.x + self.width // 2}" y="{self.y + self.height // 2 + 4}"'
        drawn = (
            f'<rect x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}" rx="5"/>'
            f'<text {middle} text-anchor="middle">{escape(self.words)}</text>'
        )
        linked = f'<a href="{escape(self.link)}">{drawn}</a>' if self.link else drawn
        return f'<g class="box {self.style}">{linked}</g>' if self.style else f'<g class="box">{linked}</g>'


@dataclass(frozen=True)
class Line:
    """A line from one point to another, curved where they lie at different heights, with an arrow at its end."""

    x1: int
    y1: int
    x2: int
    y2: int
    upright: bool = False

    def svg(self) -> str:
        """The line as SVG."""
        if self.upright:
            half = (self.y1 + self.y2) // 2
            return (
                f'<path class="line" d="M{self.x1} {self.y1} C{self.x1} {half} {self.x2} {half} {self.x2} {self.y2}"/>'
            )
        half = (self.x1 + self.x2) // 2
        arrow = f"M{self.x2 - 7} {self.y2 - 4} L{self.x2} {self.y2} L{self.x2 - 7} {self.y2 + 4}"
        curve = f"M{self.x1} {self.y1} C{half} {self.y1} {half} {self.y2} {self.x2} {self.y2}"
        return f'<path class="line" d="{curve} {arrow}"/>'


@dataclass(frozen=True)
class Word:
    """Words on a line, in the middle above a point, leading somewhere."""

    x: int
    y: int
    words: str
    link: str | None = None

    def svg(self) -> str:
        """The words as SVG."""
        text = f'<text class="word" x="{self.x}" y="{self.y - 5}" text-anchor="middle">{escape(self.words)}</text>'
        return f'<a href="{escape(self.link)}">{text}</a>' if self.link else text


def picture(name: str, title: str, told: str, parts: Sequence[Box | Line | Word], width: int, height: int) -> str:
    """The SVG; `name` makes its ids, `title` and `told` say in words what it shows."""
    inside = "\n".join(part.svg() for part in parts)
    return (
        f'<svg class="picture" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="group" aria-labelledby="{name}-title {name}-told">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n<desc id="{name}-told">{escape(told)}</desc>\n'
        f"{inside}\n</svg>"
    )
