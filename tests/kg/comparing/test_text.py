"""The comparison in words: counts with each group, each change a line, in text and in Markdown."""

from dataclasses import replace

from kg.comparing.answers import AnswerChange
from kg.comparing.comparison import Comparison, compare
from kg.comparing.outline import ROWS_SHOWN
from kg.comparing.text import as_markdown, as_text, escaped
from kg.comparing.versions import Version

from .conftest import PASSAGES, Make


def test_text_has_counts_and_a_line_for_each_change(comparison: Comparison) -> None:
    lines = as_text(comparison).splitlines()
    assert lines[0].startswith("From before (")
    assert "Terms: 1 added, 1 changed, 1 deprecated, 1 gone" in lines
    assert "Claims: 1 added, 2 changed, 1 withdrawn" in lines
    assert "    withdrawn: claim:left “Ada left.”" in lines
    assert "      − stage:grain-pact-signing-aborted ent:when 2012-06" in lines
    assert "  renamed: group:new-name “Millers” (was group:old-name)" in lines
    assert "    − rdfs:label “Farmers”" in lines


def test_a_thing_with_a_new_iri_does_not_repeat_what_is_as_before(comparison: Comparison) -> None:
    lines = as_text(comparison).splitlines()
    place = lines.index("  renamed: group:new-name “Millers” (was group:old-name)")
    assert not lines[place + 1].startswith("    ")


def test_the_summary_has_the_counts_alone(comparison: Comparison) -> None:
    lines = as_text(comparison, summary=True).splitlines()
    assert "Claims: 1 added, 2 changed, 1 withdrawn" in lines
    assert not [line for line in lines if line.startswith(" ")]


def test_markdown_is_headings_and_nested_lists(comparison: Comparison) -> None:
    parts = as_markdown(comparison).split("\n\n")
    assert parts[0].startswith("# From before (")
    assert parts[parts.index("## Claims") + 1] == "1 added, 2 changed, 1 withdrawn."
    items = parts[parts.index("## Claims") + 2].splitlines()
    assert all(item.lstrip().startswith("- ") for item in items)
    assert "  - withdrawn: claim:left “Ada left.”" in items


def test_what_markdown_would_read_as_marks_is_escaped() -> None:
    assert escaped("a *b* [c](d)\n# e | <f>") == "a \\*b\\* \\[c\\](d) \\# e \\| \\<f\\>"


def test_nothing_to_tell_is_said(before: Version) -> None:
    assert as_text(compare(before, before)).splitlines()[1] == "Nothing tells the two apart."
    assert as_markdown(compare(before, before)).endswith("\n\nNothing tells the two apart.\n")


def test_many_rows_are_not_cut_silently(comparison: Comparison) -> None:
    rows = tuple((str(number),) for number in range(ROWS_SHOWN + 3))
    answers = replace(comparison.answers, changes=(AnswerChange("q", "Which?", ("n",), (), (*rows, rows[0])),))
    lines = as_text(replace(comparison, answers=answers)).splitlines()
    assert "  q: 0 rows lost, 9 new (Which?)" in lines
    assert "    + 0 (2 times)" in lines
    assert "    + … and 3 more; --format json has all" in lines


def test_a_broken_passage_stands_first(version: Make, plain: Version) -> None:
    edit = PASSAGES, "9c8184eb03f0eb5dca2c921f6c5dba0ce96b027064d3ab99d36550e268b18914", "0" * 64
    comparison = compare(plain, version("after", edit))
    assert as_text(comparison).splitlines()[1].startswith("! Passages that were released are gone or have another")
    assert "1-1-1-1" in as_markdown(comparison).split("\n\n")[1]
