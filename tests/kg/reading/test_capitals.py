"""A capitalised name that nothing known bears is told, and words that only look like one are not."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.capitals import NotAName, read_not_a_name, unknown_names
from kg.reading.mention_rows import MentionRow


def unknown(sentence: str, *listed: str, slug: str = "1-1-1-1", known: tuple[int, int] | None = None) -> list[str]:
    words = [NotAName(word, Path("not-a-name.csv"), 2) for word in listed]
    mentions = {slug: [MentionRow(slug, *known, "person:ann")]} if known else {}
    rows, unneeded = unknown_names([(slug, sentence), ("9-9-9-9", "and when harbours open")], mentions, words)
    assert unneeded == []
    return [sentence[row.start : row.end] for row in rows]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He met Ann Lee near Marrow.", ["Ann Lee", "Marrow"]),
        ("When Ann came", ["Ann"]),
        ("“When Ann came", ["Ann"]),
        ("He asked: “When did Ann come?”", ["Ann"]),
        ("Nordward sailed the fleet", ["Nordward"]),
        ("the Marrow-Lundia line", ["Marrow-Lundia"]),
        ("He sails.", []),
    ],
)
def test_names_are_told_and_first_words_are_not(sentence: str, expected: list[str]) -> None:
    assert unknown(f"{sentence} as he said, he met, he asked") == expected


def test_what_is_mentioned_is_known() -> None:
    assert unknown("so Ann met Bob", known=(3, 6)) == ["Bob"]


def test_every_word_of_a_table_has_a_capital_from_its_place() -> None:
    assert unknown("When Harbours Open, Marrow", slug="t1-1-1-1") == ["Marrow"]


def test_listed_words_are_no_names() -> None:
    assert unknown("in May the Long War began in Marrow", "May", "Long War") == ["Marrow"]


def test_a_listed_word_that_stands_nowhere_is_told(tmp_path: Path) -> None:
    path = tmp_path / "not-a-name.csv"
    path.write_text("word,reason\nMay,month\nJune,month\n", encoding="utf-8")
    _, unneeded = unknown_names([("1-1-1-1", "in May")], {}, read_not_a_name(path))
    assert [str(problem) for problem in unneeded] == [f"{path}:3: 'June' needs no row. Drop the row."]


def test_a_word_without_a_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "not-a-name.csv"
    path.write_text("word,reason\nMay,\n", encoding="utf-8")
    with pytest.raises(InputError, match=r":2: must hold a word and a reason"):
        read_not_a_name(path)
