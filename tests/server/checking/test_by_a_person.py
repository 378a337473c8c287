"""What a person does to check: validates a broken file, walks from a cell to its passage; in real Chromium."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kg.prefixes import PREFIXES
from tests.server.browser import Visit, barriers_found_by_axe
from tests.server.conftest import RunningServer

BROKEN = f"""@prefix ent: <{PREFIXES["ent"]}> .
@prefix rdfs: <{PREFIXES["rdfs"]}> .
<https://w3id.org/entente/id/stage/x> a ent:StageRecord ;
    rdfs:label "A stage"@en ;
    ent:stageOf <https://w3id.org/entente/id/agreement/gsomia-korea-japan> ;
    ent:stage <https://w3id.org/entente/concept/level-low> .
"""
READ = 60_000
"""Milliseconds for a report: the first starts the processes that validate."""
HAND_OVER = """([name, content]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([content], name));
  const options = { bubbles: true, cancelable: true };
  const event = NAME === "paste"
    ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
    : new DragEvent(NAME, { ...options, dataTransfer: transfer });
  document.querySelector("main").dispatchEvent(event);
}"""


def hand_over(page: Page, way: str, name: str, content: str) -> None:
    """Drop or paste a file, as the browser tells the page of it."""
    page.evaluate(HAND_OVER.replace("NAME", repr(way)), [name, content])


def read_violation(page: Page, source: str) -> None:
    report = page.locator(".report")
    expect(report.get_by_text(f"{source}:6")).to_be_visible(timeout=READ)
    expect(report.locator(".tiles")).to_contain_text("1 violation")
    expect(page.locator("#data")).to_have_value(BROKEN)


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_a_file_is_handed_over_and_its_violation_read(article: RunningServer, visit: Visit, way: str) -> None:
    page = visit(f"{article.url}/check")
    page.get_by_role("link", name="Your own data").click()
    page.wait_for_url("**/validate")
    if way == "drop":
        hand_over(page, "dragover", "broken.ttl", BROKEN)
        expect(page.locator("form.dropping")).to_be_visible()
    hand_over(page, way, "broken.ttl", BROKEN)
    expect(page.get_by_role("status").first).to_contain_text("broken.ttl is chosen")
    expect(page.get_by_role("button", name="Validate")).to_be_focused()
    page.keyboard.press("Enter")
    read_violation(page, "broken.ttl")


def test_text_is_typed_or_pasted_and_its_violation_read(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/validate")
    page.get_by_label("RDF", exact=True).fill(BROKEN)
    page.get_by_role("button", name="Validate").click()
    read_violation(page, "submitted")
    assert barriers_found_by_axe(page) == []


def test_a_file_too_large_is_not_chosen(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/validate")
    hand_over(page, "drop", "large.nt", "# nothing\n" * 500_000)
    expect(page.get_by_role("status").first).to_contain_text("large.nt is larger than 4096 KiB")
    assert page.evaluate("document.querySelector('#file').files.length") == 0


def test_without_script_a_file_is_chosen(article: RunningServer, visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text(BROKEN)
    page = visit(f"{article.url}/validate", java_script_enabled=False)
    page.get_by_label("or a file of").set_input_files(tmp_path / "broken.ttl")
    page.get_by_role("button", name="Validate").click()
    read_violation(page, "broken.ttl")


def test_from_a_cell_of_the_coverage_to_its_passage(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/check")
    page.get_by_role("link", name="Coverage").click()
    page.get_by_role("link", name="Part 5, section 3, paragraph 1, sentence 1").click()
    expect(page).to_have_url(f"{article.url}/passage/park-young-june/5-3-1-1.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Part 5, section 3, paragraph 1, sentence 1")


def test_from_a_warning_of_the_report_to_its_claim(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/check")
    page.get_by_role("link", name="The validation report").click()
    page.get_by_label("Only with these words").fill("Nukaga")
    expect(page.locator(".report .shown")).not_to_contain_text("165 of")
    claim = page.locator(".report li:not([hidden]) .rests a").first
    name = claim.inner_text().removeprefix("claim:")
    claim.click()
    expect(page).to_have_url(f"{article.url}/claim/park-young-june/{name}.html")


def test_from_a_note_to_the_passage_it_is_on(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/check/notes")
    note = page.get_by_role("article", name="The year of Kan's apology")
    place = note.get_by_role("link", name="(page").first
    words = place.inner_text()
    place.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def test_by_keyboard_to_the_notes_of_a_kind(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/check")
    page.get_by_role("link", name="conflict within the article").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Conflict within the article")).to_be_in_viewport()
