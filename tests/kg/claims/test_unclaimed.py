"""A passage of a finished section has a claim or a reason to have none, and never a wrong reason."""

from pathlib import Path

import pytest

from kg.claims.records import Claim
from kg.claims.unclaimed import accounting_problems, read_complete, read_unclaimed
from kg.errors import InputError
from kg.reading.passages import Passage


def passage(slug: str, kind: str = "sentence") -> Passage:
    part, section, paragraph, sentence = (int(n) for n in slug.split("-")) if kind == "sentence" else (1, 1, 0, 1)
    where = paragraph if kind == "sentence" else None
    return Passage(slug, part, section, 7, where, sentence, kind, ((0, 9),), "0" * 64)


def claim(slug: str, *evidence: str) -> Claim:
    return Claim("c:" + slug, slug, "FactualClaim", slug, "asserted", evidence, None, Path("x.trig"), 1)


PASSAGES = {
    p.slug: p for p in (passage("1-1-1-1"), passage("1-1-1-2"), passage("1-1-2-1"), passage("fn-1-1", "footnote"))
}
CLAIMS = {"a": claim("a", "1-1-1-1", "1-1-1-2")}


def problems(folder: Path, unclaimed: str, complete: str = "") -> list[str]:
    (folder / "u.csv").write_text("slug,reason,restates\n" + unclaimed)
    (folder / "c.csv").write_text("part,section,paragraph\n" + complete)
    rows, parts = read_unclaimed(folder / "u.csv", folder), read_complete(folder / "c.csv", folder)
    return [str(problem) for problem in accounting_problems(rows, parts, CLAIMS, PASSAGES)]


def test_a_complete_section_lists_what_is_left_out(tmp_path: Path) -> None:
    found = problems(tmp_path, "", "1,1,\n")
    assert [line.split(" (")[0] for line in found] == ["c.csv:2: passage:1-1-2-1", "c.csv:2: passage:fn-1-1"]


def test_claims_and_reasons_account_for_a_section(tmp_path: Path) -> None:
    assert problems(tmp_path, "1-1-2-1,signpost,\nfn-1-1,bibliography,\n", "1,1,\n") == []


def test_a_complete_paragraph_asks_for_no_other(tmp_path: Path) -> None:
    assert problems(tmp_path, "", "1,1,1\n") == []
    assert len(problems(tmp_path, "", "1,1,2\n")) == 1


def test_a_complete_section_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, "", "9,1,\n") == ["c.csv:2: no passage stands there. See passages.csv."]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("9-9-9-9,signpost,", "there is no passage:9-9-9-9"),
        ("1-1-2-1,boring,", "'boring' is not a reason"),
        ("1-1-2-1,restates,", "goes with the claim"),
        ("1-1-2-1,signpost,a", "goes with the claim"),
        ("1-1-2-1,restates,z", "there is no claim:z"),
        ("1-1-1-1,signpost,", "claim:a rests on passage:1-1-1-1"),
        ("1-1-2-1,signpost,\n1-1-2-1,rhetorical,", "stands here twice"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    found = problems(tmp_path, row + "\n")
    assert len(found) == 1
    assert says in found[0]
    assert found[0].startswith(f"u.csv:{2 + row.count(chr(10))}: ")


def test_a_passage_may_restate_the_claim_that_rests_on_it(tmp_path: Path) -> None:
    assert problems(tmp_path, "1-1-1-1,restates,a\n") == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", ":1: must begin with the line slug,reason,restates"),
        (b"slug,reason\n", ":1: must begin with the line slug,reason,restates"),
        (b"slug,reason,restates\na,b\n", ":2: holds 2 values, not the 3"),
        (b"slug,reason,restates\n\xff,b,\n", ": is no CSV file in UTF-8"),
        (b"slug,reason,restates\n" + b"x" * 200_000 + b",b,\n", ": is no CSV file in UTF-8"),
    ],
)
def test_a_file_that_is_no_such_table_is_told(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "u.csv").write_bytes(content)
    with pytest.raises(InputError, match=f"^u.csv{says}"):
        read_unclaimed(tmp_path / "u.csv", tmp_path)


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.csv").mkdir()
    with pytest.raises(InputError, match=r"^c\.csv: cannot be read"):
        read_complete(tmp_path / "c.csv", tmp_path)


def test_a_byte_order_mark_is_no_part_of_the_head(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes(b"\xef\xbb\xbfpart,section,paragraph\n1,1,\n")
    assert [row.section for row in read_complete(tmp_path / "c.csv", tmp_path)] == [1]


def test_a_part_that_is_no_number_is_told(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("part,section,paragraph\n1,,\n")
    with pytest.raises(InputError, match=r"c\.csv:2: part and section are not numbers"):
        read_complete(tmp_path / "c.csv", tmp_path)


def test_a_list_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_unclaimed(tmp_path / "none.csv", tmp_path) == []
