"""What a passage holds is what the lock files say of it, each thing once."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.holdings import Holding, Item, read_holdings


def test_things_of_all_three_files_are_held_once_with_their_first_place(tmp_path: Path) -> None:
    (tmp_path / "dates.csv").write_text("passage,start,end,edtf,convention,anchor\n1-1-1-1,0,4,2012,,\n")
    (tmp_path / "numbers.csv").write_text("passage,start,end,value,kind\n1-1-1-1,5,6,1,cardinal\n1-1-1-1,7,8,1,page\n")
    (tmp_path / "mentions.csv").write_text("passage,start,end,entity\n1-1-1-1,9,12,person:ada\n1-1-1-2,0,3,\n")
    assert read_holdings(tmp_path, tmp_path) == {
        "1-1-1-1": Holding(
            {Item("date", "2012"): (0, 4), Item("number", "1"): (5, 6), Item("entity", "person:ada"): (9, 12)}
        ),
        "1-1-1-2": Holding({}, ((0, 3),)),
    }


def test_without_lock_files_nothing_is_held(tmp_path: Path) -> None:
    assert read_holdings(tmp_path, tmp_path) == {}


def test_a_lock_file_with_another_head_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dates.csv").write_text("passage,start,end,edtf\n")
    with pytest.raises(InputError, match=r"^dates.csv:1: must begin with the line passage,start,end,edtf,convention"):
        read_holdings(tmp_path, tmp_path)
