"""A row says why no claim on a passage uses something it holds, and is refused where that is not so."""

from pathlib import Path

import pytest

from kg.claims.records import Claim
from kg.claims.unused import read_unused, unused_problems
from kg.errors import InputError
from kg.reading.holdings import Holding, Item

HEAD = "passage,kind,value,reason,claim\n"
TWO, THREE, ADA = Item("number", "2"), Item("number", "3"), Item("entity", "person:ada")
HOLDINGS = {"1-1-1-1": Holding({TWO: (0, 1), ADA: (2, 5)}), "1-1-1-2": Holding({ADA: (0, 3)})}
CLAIMS = {
    slug: Claim(slug, slug, "FactualClaim", slug, "asserted", evidence, None, Path("x.trig"), 1)
    for slug, evidence in (("on-first", ("1-1-1-1",)), ("on-none", ("1-1-2-1",)))
}
USES = {"on-first": frozenset({ADA}), "on-none": frozenset({THREE, ADA})}


def problems(folder: Path, rows: str) -> list[str]:
    (folder / "unused.csv").write_text(HEAD + rows, encoding="utf-8")
    return [str(found) for found in unused_problems(read_unused(folder / "unused.csv", folder), HOLDINGS, CLAIMS, USES)]


def test_a_reason_and_a_claim_that_says_it_are_accepted(tmp_path: Path) -> None:
    rows = "1-1-1-1,number,2,part of a name,\n1-1-1-2,entity,person:ada,said by another claim,on-first\n"
    assert problems(tmp_path, rows) == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("9-9-9-9,number,2,part of a name,", "passage:9-9-9-9 holds no number 2."),
        ("1-1-1-1,number,3,part of a name,", "passage:1-1-1-1 holds no number 3."),
        ("1-1-1-1,count,2,part of a name,", "'count' is no kind."),
        ("1-1-1-1,number,2,boring,", "'boring' is not a reason."),
        ("1-1-1-1,number,2,said by another claim,", "goes with the claim"),
        ("1-1-1-1,number,2,part of a name,on-none", "goes with the claim"),
        ("1-1-1-1,number,2,said by another claim,nobody", "there is no claim:nobody."),
        ("1-1-1-1,number,2,said by another claim,on-none", "the content of claim:on-none does not use the number 2."),
        ("1-1-1-1,entity,person:ada,manner of speaking,", "claim:on-first rests on passage:1-1-1-1 and uses"),
    ],
)
def test_a_row_that_is_wrong_or_not_needed_is_named_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    (found,) = problems(tmp_path, row + "\n")
    assert found.startswith("unused.csv:2: ")
    assert says in found


def test_a_second_row_for_one_thing_is_refused(tmp_path: Path) -> None:
    row = "1-1-1-1,number,2,part of a name,\n"
    assert problems(tmp_path, row + row) == [
        "unused.csv:3: the number 2 of passage:1-1-1-1 stands here twice. Keep one row."
    ]


def test_another_head_is_refused_and_no_file_is_no_row(tmp_path: Path) -> None:
    assert read_unused(tmp_path / "unused.csv", tmp_path) == []
    (tmp_path / "unused.csv").write_text("passage,kind\n")
    with pytest.raises(InputError, match=r"^unused.csv:1: must begin with"):
        read_unused(tmp_path / "unused.csv", tmp_path)
