"""The page of coverage: a cell for each passage, figures, the work list; sentences only where they are given."""

import re

from kg.building.coverage import Coverage
from kg.building.coverage_html import coverage_html
from kg.building.page import page


def test_each_passage_is_a_cell_of_its_state(coverage: Coverage) -> None:
    cells = re.findall(r'<(?:a|i) class="cell (\w+)[^>]* title=', coverage_html(coverage, {}))
    assert sorted(cells) == ["claimed"] * 4 + ["excused"] * 2 + ["open"]


def test_a_row_is_a_paragraph_a_note_or_a_row_of_the_table(coverage: Coverage) -> None:
    rows = re.findall(r"<li><span>([^<]*)</span>", coverage_html(coverage, {}))
    assert rows == ["¶ 1", "¶ 2", "note 1", "¶ 1", "row 1"]


def test_a_cell_leads_to_what_is_left_of_it(coverage: Coverage) -> None:
    html = coverage_html(coverage, {})
    targets = re.findall(r'<a class="cell [^"]*" href="#([^"]*)"', html)
    assert targets == ["1-1-1-3", "t1-1-2-1"]
    assert all(f'<div id="{target}">' in html for target in targets)


def test_titles_and_figures_of_part_and_section_are_shown(coverage: Coverage) -> None:
    html = coverage_html(coverage, {})
    assert "<h3>1 · Grain</h3>" in html
    assert "<h4>1.1 The pact</h4>" in html
    row = next(line for line in html.splitlines() if "<th>1.1 The pact</th>" in line)
    cells = re.sub("<[^>]+>", " ", row).split()
    assert cells[:3] == ["1.1", "The", "pact"]
    assert cells[3:7] == ["5", "3", "2", "0"]  # passages, claimed, excused, undecided
    assert cells[7:13] == ["3", "/3", "1", "/2", "8", "/8"]  # dates, numbers, entities: done and held
    assert cells[13:15] == ["0", "3"]  # unknown names, claims


def test_a_sentence_is_shown_only_where_it_is_given_with_what_is_open_marked(coverage: Coverage) -> None:
    assert "<blockquote>" not in coverage_html(coverage, {})
    html = coverage_html(coverage, {"1-1-1-3": "It was so & will be so."})
    assert "<blockquote>It was so &amp; will be <mark>so.</mark></blockquote>" in html


def test_a_page_has_its_own_style_for_light_and_dark_and_no_script() -> None:
    whole = page("Tugs & mills", "<p>So.</p>\n")
    assert "<h1>Tugs &amp; mills</h1>\n<p>So.</p>" in whole
    assert "prefers-color-scheme: dark" in whole
    assert "<script" not in whole
    assert "http" not in whole
