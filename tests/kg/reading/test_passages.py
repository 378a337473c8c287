from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.passages import Passage, passages_csv, read_passages_csv, write_passages_csv

HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
SENTENCE = Passage("5-2-3-1", 5, 2, 129, 3, 1, "sentence", ((10, 20), (30, 45)), HASH)
NOTE = Passage("fn-10-2", 5, 2, 130, None, 2, "footnote", ((50, 60),), HASH)
CELL = Passage("t1-2-4-3", 6, 0, 132, None, 1, "cell", ((70, 80),), HASH)


def test_a_lock_file_reads_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "passages.csv"
    write_passages_csv([SENTENCE, NOTE, CELL], path)
    assert read_passages_csv(path) == [SENTENCE, NOTE, CELL]


def test_the_rows_are_numbers_and_hashes_with_line_feeds() -> None:
    assert passages_csv([SENTENCE, NOTE]) == (
        "slug,part,section,page,paragraph,sentence,kind,fragments,sha256\n"
        f"5-2-3-1,5,2,129,3,1,sentence,10-20;30-45,{HASH}\n"
        f"fn-10-2,5,2,130,,2,footnote,50-60,{HASH}\n"
    )


def test_a_passage_knows_its_footnote_or_cell_and_its_length() -> None:
    assert [passage.footnote for passage in (SENTENCE, NOTE, CELL)] == [None, 10, None]
    assert [passage.cell for passage in (SENTENCE, NOTE, CELL)] == [None, None, (2, 4, 3)]
    assert SENTENCE.length == 25


@pytest.mark.parametrize(
    "row",
    [
        f"5-2-3-1,five,2,129,3,1,sentence,10-20,{HASH}",
        f"5-2-3-1,5,2,129,3,1,sentence,,{HASH}",
        f"5-2-3-1,5,2,129,3,1,verse,10-20,{HASH}",
        "5-2-3-1,5,2,129,3,1,sentence,10-20,abc",
        f"5-2-3-1,5,2,129,4,1,sentence,10-20,{HASH}",
        f"5-2-3-1,5,2,129,,1,sentence,10-20,{HASH}",
        f",5,2,129,3,1,sentence,10-20,{HASH}",
        f"fn-x-1,5,2,129,,1,footnote,10-20,{HASH}",
        f"t1-2-3,5,2,129,,1,cell,10-20,{HASH}",
        f"5-2-3-1,5,2,1_29,3,1,sentence,10-20,{HASH}",
        f"5-2-3-1,5,2,\u0661,3,1,sentence,10-20,{HASH}",
    ],
)
def test_a_broken_row_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "passages.csv"
    path.write_text(passages_csv([NOTE]) + row + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=":3: is no row of a passage"):
        read_passages_csv(path)


def test_a_passage_that_stands_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "passages.csv"
    write_passages_csv([NOTE, SENTENCE, NOTE], path)
    with pytest.raises(InputError, match=r":4: the passage fn-10-2 stands here twice"):
        read_passages_csv(path)


def test_a_file_that_is_no_lock_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "passages.csv"
    with pytest.raises(InputError, match="cannot be read"):
        read_passages_csv(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="must begin with the line slug,part"):
        read_passages_csv(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_passages_csv(path)


def test_nothing_half_written_is_left_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "passages.csv"
    path.mkdir()
    with pytest.raises(InputError, match="cannot be written"):
        write_passages_csv([SENTENCE], path)
    assert list(tmp_path.iterdir()) == [path]
