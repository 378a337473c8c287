"""What no rule can tell is settled by a table, of which every row is needed."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.by_hand import read_by_hand, settle
from kg.reading.mentions import Mention

MINISTER = Mention("1-1-1-1", 4, 20, ("office:a", "office:b"))
LUNDIA = Mention("1-1-1-1", 30, 36, ("state:lundia",))


def settled(folder: Path, *rows: str) -> tuple[list[tuple[str, ...]], list[str]]:
    path = folder / "mentions-by-hand.csv"
    path.write_text("\n".join(["passage,start,entity,reason", *rows]) + "\n", encoding="utf-8")
    mentions, problems = settle([MINISTER, LUNDIA], read_by_hand(path))
    return [mention.entities for mention in mentions], [str(problem).split(": ", 1)[-1] for problem in problems]


def test_a_row_settles_what_is_meant(tmp_path: Path) -> None:
    assert settled(tmp_path, "1-1-1-1,4,office:b,he is of b") == ([("office:b",), ("state:lundia",)], [])


def test_several_rows_name_several_things(tmp_path: Path) -> None:
    rows = ("1-1-1-1,4,office:a,both", "1-1-1-1,4,office:b,both")
    assert settled(tmp_path, *rows) == ([("office:a", "office:b"), ("state:lundia",)], [])


def test_a_row_wins_over_the_rules(tmp_path: Path) -> None:
    rows = ("1-1-1-1,4,office:b,he is of b", "1-1-1-1,30,place:lundia,the land is meant")
    assert settled(tmp_path, *rows) == ([("office:b",), ("place:lundia",)], [])


def test_a_name_that_no_row_settles_is_told(tmp_path: Path) -> None:
    what = "the name in passage 1-1-1-1 at 4 may mean office:a or office:b. Say which in mentions-by-hand.csv."
    assert settled(tmp_path)[1] == [what]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1-1-1-1,30,state:lundia,so it is", "1-1-1-1 at 30: the rules say the same. Drop the row."),
        ("1-1-1-1,31,state:lundia,so it is", "1-1-1-1 at 31: no mention begins there. Drop the row."),
    ],
)
def test_a_row_that_is_not_needed_is_told(tmp_path: Path, row: str, says: str) -> None:
    assert settled(tmp_path, "1-1-1-1,4,office:b,he is of b", row)[1] == [says]


@pytest.mark.parametrize("row", ["1-1-1-1,4,office:b,", "1-1-1-1,x,office:b,why", ",4,office:b,why"])
def test_a_row_without_place_or_reason_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(InputError, match=r"mentions-by-hand.csv:2: must hold"):
        settled(tmp_path, row)


def test_an_article_without_a_table_settles_nothing(tmp_path: Path) -> None:
    assert read_by_hand(tmp_path / "mentions-by-hand.csv") == []
