from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.layout import layout_of
from kg.reading.table import Cell, cell_spans, read_cells

TEXT = "Table 1. What\nIs Shown\n\nHead\n\nKim Dae-\njung \n\nTalks-\n\nMore \nPolicy\n"
HEADER = "row,column,entry,first_line,last_line\n"


def layout_file(folder: Path, rows: str, header: str = HEADER) -> Path:
    path = folder / "table-1.csv"
    path.write_text(header + rows, encoding="utf-8")
    return path


def test_a_cell_takes_the_lines_its_layout_gives_it() -> None:
    (table,) = layout_of(TEXT).tables
    cells = [Cell(1, 1, 1, 5, 6), Cell(1, 2, 1, 8, 10), Cell(1, 2, 2, 11, 11)]
    found = [TEXT[slice(*span)] for _, span in cell_spans(table, cells)]
    assert found == ["Kim Dae-\njung", "Talks-\n\nMore", "Policy"]


def test_a_line_in_no_cell_is_refused_but_for_caption_and_head() -> None:
    (table,) = layout_of(TEXT).tables
    with pytest.raises(InputError, match=r"line 11 .* is in no cell"):
        cell_spans(table, [Cell(1, 1, 1, 5, 6), Cell(1, 2, 1, 8, 10)])


def test_a_cell_beyond_the_table_is_refused() -> None:
    (table,) = layout_of(TEXT).tables
    with pytest.raises(InputError, match=r"\(1, 1, 2\) holds no words"):
        cell_spans(table, [Cell(1, 1, 1, 5, 11), Cell(1, 1, 2, 20, 21)])


def test_a_layout_is_read_in_its_order(tmp_path: Path) -> None:
    assert read_cells(layout_file(tmp_path, "1,1,1,5,6\n1,2,1,8,10\n")) == [Cell(1, 1, 1, 5, 6), Cell(1, 2, 1, 8, 10)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("1,1,1,5\n", ":2: holds 4 values"),
        ("1,1,1,5,x\n", ":2: .* not five numbers"),
        ("1,1,1,5,6\n1,1,1,8,9\n", ":3: .* out of order"),
        ("1,1,1,5,6\n1,1,2,6,7\n", ":3: .* on the same lines"),
        ("1,1,1,5,6\n1,1,2,9,8\n", ":3: .* out of order"),
    ],
)
def test_a_layout_that_makes_no_sense_is_refused_with_its_line(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_cells(layout_file(tmp_path, rows))


def test_a_file_that_is_no_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="must begin with the line row,column"):
        read_cells(layout_file(tmp_path, "", header="a,b\n"))
    with pytest.raises(InputError, match="cannot be read"):
        read_cells(tmp_path / "none.csv")
