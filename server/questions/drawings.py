"""The table of a saved question and how its answer is to be drawn in; the places of a drawing's lines, for SVG, out.

A line whose ends are open or uncertain is marked so. What is hedged, planned or did not happen says so in its name.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from server.pages.dates import in_words
from server.pages.tables import Cell, Row, Table
from server.questions.spans import span_of

MOST = 300
"""Lines of a drawing; the table has all."""
WIDTH, LEFT, LINE, TOP = 960, 360, 22, 34
_RIGHT = 60
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_TICKS = 10
_NAME = 46
_DATED = ("when", "notBefore", "earliest", "latest")
_COUNTING = re.compile(r"claims|count|rows|number|total|times", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line: its name in full and as it is shown, what it stands for in words, and where its bar lies."""

    name: str
    shown: str
    told: str
    y: float
    x: float
    width: float
    open: bool = False


@dataclass(frozen=True)
class Drawing:
    """A drawing: its kind, its lines, its ticks (place and words), its height, and how many rows it leaves out."""

    kind: str
    lines: tuple[Line, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int
    left_out: int
    by: str = ""


def drawing_of(table: Table, chart: str) -> Drawing | None:
    """The drawing of a question's table, whose labels are in columns of their own; None where there is none to draw."""
    if chart == "timeline":
        return _timeline(table)
    return _bars(table) if chart == "bars" else None


def _timeline(table: Table) -> Drawing | None:
    named = _naming(table)
    spans: dict[tuple[str, str], tuple[float, float, bool]] = {}
    for row in table.rows:
        span = span_of(row)
        if span is not None:
            spans.setdefault((_name(row, named), _told(row)), span)  # several claims may say the same
    if not spans:
        return None
    shown = [*spans.items()][:MOST]
    first = math.floor(min(begin for _, (begin, _, _) in shown))
    last = max(first + 1, math.ceil(max(end for _, (_, end, _) in shown)))

    def at(year: float) -> float:
        return round(LEFT + (year - first) / (last - first) * (WIDTH - LEFT - 20), 1)

    lines = [
        _line(name, told, place, at(begin), max(5.0, round(at(end) - at(begin), 1)), is_open)
        for place, ((name, told), (begin, end, is_open)) in enumerate(shown)
    ]
    step = next((size for size in _STEPS if (last - first) / size <= _TICKS), 1000)
    ticks = tuple((at(year), str(year)) for year in range(math.ceil(first / step) * step, last + 1, step))
    return Drawing("timeline", tuple(lines), ticks, TOP + len(lines) * LINE + 10, _undrawn(table, len(spans)))


def _undrawn(table: Table, lines: int) -> int:
    """Rows without a date, and lines beyond the most there may be."""
    return sum(span_of(row) is None for row in table.rows) + max(0, lines - MOST)


def _bars(table: Table) -> Drawing | None:
    numbers = [column for column in table.columns if _numbers(table, column)]
    if not numbers:
        return None
    by = next((column for column in numbers if _COUNTING.search(column)), numbers[-1])
    rows = [row for row in table.rows if by in row][:MOST]
    values = [float(row[by].value) for row in rows]
    most = max([0.0, *values]) or 1.0
    named = _naming(table)
    before = [column for column in table.columns[: table.columns.index(by)] if not column.endswith("Label")]

    def name(row: Row) -> str:
        return _name(row, named) or ", ".join(f"{column} {row[column].shown}" for column in before if column in row)

    lines = [
        _line(name(row), row[by].value, place, LEFT, max(1.0, round(value / most * (WIDTH - LEFT - _RIGHT), 1)))
        for place, (row, value) in enumerate(zip(rows, values, strict=True))
        if value >= 0
    ]
    return Drawing("bars", tuple(lines), (), TOP + len(lines) * LINE + 10, len(table.rows) - len(lines), by)


def _line(name: str, told: str, place: int, x: float, width: float, is_open: bool = False) -> Line:
    return Line(name, _short(name), told, TOP + place * LINE + LINE / 2, x, width, is_open)


def _short(name: str) -> str:
    """A name that fits beside its bar; of one in two parts the first is cut, since the second tells rows apart."""
    if len(name) <= _NAME:
        return name
    first, colon, second = name.partition(": ")
    room = _NAME - len(second) - 3
    return f"{first[:room]}…: {second}" if colon and room > _NAME // 4 else f"{name[: _NAME - 1]}…"


def _numbers(table: Table, column: str) -> bool:
    cells = [row[column] for row in table.rows if column in row]
    return bool(cells) and all(_is_number(cell) for cell in cells)


def _is_number(cell: Cell) -> bool:
    if cell.kind != "literal" or not (cell.datatype or "").startswith("xsd:"):
        return False
    try:
        return math.isfinite(float(cell.value))
    except ValueError:
        return False


def _naming(table: Table) -> list[str]:
    """The first two columns of labels that tell rows apart; the first of all where none does."""
    labels = [column for column in table.columns if column.endswith("Label")]
    apart = [column for column in labels if len({row[column].value for row in table.rows if column in row}) > 1]
    return apart[:2] or labels[:1]


def _name(row: Row, columns: Sequence[str]) -> str:
    name = ": ".join(row[column].shown for column in columns if column in row)
    marks = [row["status"].shown] if "status" in row else []
    marks += ["hedged"] if "certainty" in row and row["certainty"].value == "hedged" else []
    return f"{name} ({', '.join(marks)})" if marks else name


def _told(row: Row) -> str:
    return next((in_words(row[column].value) for column in _DATED if column in row), "")
