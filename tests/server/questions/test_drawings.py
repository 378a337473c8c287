"""Answers as drawings: where a line lies, what it is called, and what is said of what it leaves out."""

import json

import pytest

from server.pages.tables import Table, table_of
from server.questions.drawings import LEFT, MOST, WIDTH, drawing_of
from server.questions.spans import span_of


def table(columns: list[str], *rows: list[str]) -> Table:
    bindings = [
        {
            column: {"type": "literal", "value": value, **_typed(value)}
            for column, value in zip(columns, row, strict=True)
            if value
        }
        for row in rows
    ]
    return table_of(json.dumps({"head": {"vars": columns}, "results": {"bindings": bindings}}).encode())


def _typed(value: str) -> dict[str, str]:
    return {"datatype": "http://www.w3.org/2001/XMLSchema#integer"} if value.isdecimal() and len(value) < 4 else {}


@pytest.mark.parametrize(
    ("when", "begin", "end", "is_open"),
    [
        ("1998", 1998, 1999, False),
        ("1998-07", 1998.5, 1998.583, False),
        ("1998-01-01", 1998, 1998.003, False),
        ("1998/2003", 1998, 2004, False),
        ("2011-12/..", 2011.917, 2012.917, True),
        ("1966~", 1966, 1967, True),
        ("199X", 1990, 2000, True),
    ],
)
def test_a_date_covers_years(when: str, begin: float, end: float, is_open: bool) -> None:
    (row,) = table(["when"], [when]).rows
    span = span_of(row)
    assert span is not None
    assert span[:2] == pytest.approx((begin, end), abs=0.01)
    assert span[2] is is_open


@pytest.mark.parametrize("when", ["", "unknown", "XXXX", "../.."])
def test_what_is_no_date_covers_none(when: str) -> None:
    (row,) = table(["when", "x"], [when, "x"]).rows
    assert span_of(row) is None


def test_a_timeline_has_a_line_for_what_is_dated_and_says_what_is_not() -> None:
    rows = [["A", "1998", "asserted"], ["B", "2003", "hedged"], ["C", "", "asserted"], ["A", "1998", "asserted"]]
    drawn = drawing_of(table(["thingLabel", "when", "certainty"], *rows), "timeline")
    assert drawn is not None
    assert [(line.name, line.told) for line in drawn.lines] == [("A", "1998"), ("B (hedged)", "2003")]
    assert drawn.left_out == 1
    assert all(line.x >= LEFT and line.x + line.width <= WIDTH for line in drawn.lines)


def test_what_did_not_happen_says_so() -> None:
    drawn = drawing_of(table(["eventLabel", "when", "status"], ["Visit", "1974", "cancelled"]), "timeline")
    assert drawn is not None
    assert drawn.lines[0].name == "Visit (cancelled)"


def test_a_long_name_keeps_what_tells_it_apart() -> None:
    rows = [["An agreement with a name that goes on and on", "signed", "1998"], ["Other", "aborted", "1999"]]
    drawn = drawing_of(table(["xLabel", "yLabel", "when"], *rows), "timeline")
    assert drawn is not None
    assert drawn.lines[0].shown.endswith("…: signed")


def test_bars_are_of_the_column_that_counts() -> None:
    drawn = drawing_of(table(["part", "claims", "passages"], ["1", "20", "9"], ["2", "40", "3"]), "bars")
    assert drawn is not None
    assert (drawn.by, [line.name for line in drawn.lines]) == ("claims", ["part 1", "part 2"])
    assert drawn.lines[1].width == pytest.approx(2 * drawn.lines[0].width)


def test_a_drawing_of_very_many_rows_stays_small() -> None:
    rows = [[f"Thing {number}", str(1000 + number)] for number in range(MOST + 20)]
    drawn = drawing_of(table(["thingLabel", "when"], *rows), "timeline")
    assert drawn is not None
    assert (len(drawn.lines), drawn.left_out) == (MOST, 20)


@pytest.mark.parametrize("chart", ["timeline", "bars", "table"])
def test_where_nothing_can_be_drawn_nothing_is(chart: str) -> None:
    assert drawing_of(table(["x"], ["a"]), chart) is None
    assert drawing_of(table(["x"]), chart) is None
