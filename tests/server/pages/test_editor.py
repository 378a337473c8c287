"""The editor, in a real browser: ask, change, share, reopen; an error in its place; rows to their evidence."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Request, expect

from kg.project import Project
from tests.server.browser import NARROW, Visit, barriers_found_by_axe, expected_status, scrolls_sideways
from tests.server.conftest import RunningServer, running_server

PEOPLE = """PREFIX ent: <https://w3id.org/entente/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?person ?personLabel { ?person a ent:Person ; rdfs:label ?personLabel } ORDER BY ?person LIMIT 9"""

WRITING = "document.activeElement.isContentEditable"


@pytest.fixture(scope="module")
def editor(built: Project) -> Iterator[RunningServer]:
    """Return a server of the built dataset with the editor, built as `make web` does; skipped where npm cannot."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("Node and npm are not here, which build the editor")
    made = subprocess.run(["make", "web"], cwd=built.root, capture_output=True, timeout=400, check=False)
    if made.returncode:
        pytest.skip("npm is here and cannot fetch the editor")
    with running_server("--dataset", str(built.dataset)) as running:
        yield running


def open_with(visit: Visit, server: RunningServer, query: str, more: str = "", **options: object) -> Page:
    page = visit(f"{server.url}/ask?query={quote(query)}&editor=1{more}", **options)
    expect(page.locator(".yasgui .CodeMirror").first).to_be_visible()
    return page


def write(page: Page, query: str) -> None:
    page.locator(".tabPanel.active .CodeMirror").evaluate("(editor, query) => editor.CodeMirror.setValue(query)", query)


def ask(page: Page) -> None:
    page.locator(".tabPanel.active .yasqe_queryButton").click()


def test_it_comes_only_when_a_person_asks_for_it_and_then_every_time(editor: RunningServer, visit: Visit) -> None:
    page = visit(f"{editor.url}/ask?query={quote(PEOPLE)}")
    assert page.locator(".CodeMirror").count() == 0
    page.get_by_role("button", name="Open the editor").click()
    expect(page.locator(".CodeMirror")).to_be_visible()
    assert page.locator(".CodeMirror").evaluate("editor => editor.CodeMirror.getValue()") == PEOPLE
    page.goto(f"{editor.url}/ask")
    expect(page.locator(".tabPanel.active .CodeMirror")).to_be_visible()
    page.get_by_role("button", name="Back to the plain form").click()
    expect(page.get_by_label("SPARQL query")).to_be_visible()
    page.goto(f"{editor.url}/ask")
    expect(page.get_by_role("button", name="Open the editor")).to_be_visible()


def test_what_it_weighs_is_fetched_when_it_is_asked_for(editor: RunningServer, visit: Visit) -> None:
    page = visit(f"{editor.url}/web/mark.svg")
    sizes: list[int] = []

    def count(request: Request) -> None:
        sizes.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", count)
    page.goto(f"{editor.url}/ask", wait_until="networkidle")
    before = sum(sizes)
    page.get_by_role("button", name="Open the editor").click()
    expect(page.locator(".CodeMirror")).to_be_visible()
    page.wait_for_load_state("networkidle")
    print(f"/ask has {before:,} bytes, and {sum(sizes) - before:,} more once the editor is asked for")
    assert before <= 150_000
    assert 200_000 < sum(sizes) - before < 500_000


def test_ask_change_share_and_reopen_elsewhere(editor: RunningServer, visit: Visit) -> None:
    page = open_with(visit, editor, PEOPLE)
    expect(page.locator(".answers tbody tr:not(.below)")).to_have_count(9)
    changed = PEOPLE.replace("LIMIT 9", "LIMIT 4")
    write(page, changed)
    ask(page)
    expect(page.locator(".answers tbody tr:not(.below)")).to_have_count(4)
    shared = page.url
    assert shared.startswith(f"{editor.url}/ask?query=")
    elsewhere = visit(shared)
    expect(elsewhere.locator(".answers tbody tr:not(.below)")).to_have_count(4)
    assert elsewhere.locator(".CodeMirror").evaluate("editor => editor.CodeMirror.getValue()") == changed
    plain = visit(shared, java_script_enabled=False)
    expect(plain.locator("main table tbody tr")).to_have_count(4)


def test_an_error_keeps_the_query_and_marks_its_place(editor: RunningServer, visit: Visit) -> None:
    page = open_with(visit, editor, PEOPLE)
    expect(page.locator(".answers")).to_be_visible()
    wrong = PEOPLE.replace("?person a ent:Person ;", "?person a a ent:Person ;")
    write(page, wrong)
    with expected_status(page, 400):
        ask(page)
        expect(page.locator(".yasr .problem")).to_contain_text("line 3, column")
    expect(page.locator(".wrong-line")).to_have_count(1)
    expect(page.locator(".wrong-place").first).to_be_visible()
    cursor = page.locator(".CodeMirror").evaluate("editor => editor.CodeMirror.getCursor()")
    assert cursor["line"] == 2
    assert page.locator(".CodeMirror").evaluate("editor => editor.CodeMirror.getValue()") == wrong
    write(page, PEOPLE)
    ask(page)
    expect(page.locator(".answers")).to_be_visible()
    expect(page.locator(".wrong-line")).to_have_count(0)


def test_an_empty_answer_is_explained_in_the_editor(editor: RunningServer, visit: Visit) -> None:
    page = open_with(visit, editor, PEOPLE.replace("ent:Person", "ent:Pirson"))
    explained = page.locator(".explained")
    expect(explained).to_contain_text("No rows.")
    expect(explained).to_contain_text("ent:Pirson stands nowhere in this dataset.")
    expect(explained.get_by_role("link", name="person", exact=True)).to_have_attribute("href", "/ontology#Person")
    expect(page.locator(".wrong-place").first).to_be_visible()


def test_a_saved_question_is_a_tab_whose_rows_lead_to_their_evidence(editor: RunningServer, visit: Visit) -> None:
    page = open_with(visit, editor, PEOPLE)
    page.get_by_label("Open a saved question as a tab").select_option("stalled-agreements")
    expect(page.get_by_role("tab")).to_have_count(2)
    ask(page)
    expect(page.locator(".tabPanel.active th", has_text="Rests on")).to_be_visible()
    page.locator(".tabPanel.active tbody").get_by_role("button", name="Evidence").first.click()
    claim = page.locator(".tabPanel.active .below .claim").first
    expect(claim).to_contain_text("Part 5, section 3")
    expect(claim.get_by_role("link").first).to_have_attribute("href", re.compile("/claim/park-young-june/[a-z-]+"))


def test_a_query_of_ones_own_rests_on_nothing(editor: RunningServer, visit: Visit) -> None:
    page = open_with(visit, editor, PEOPLE)
    expect(page.locator(".answers th").last).to_have_text("Claims about these things")
    assert "Rests on" not in page.inner_text("main")
    page.locator(".answers tbody").get_by_role("button", name="Claims").first.click()
    expect(page.locator(".below .claim").first).to_be_visible()


@pytest.mark.parametrize(
    ("question", "view", "lines"),
    [
        ("life-cycle-of-instrument", "timeline", 15),
        ("who-met-whom", "network", 30),
        ("claims-per-section", "chart", 15),
    ],
)
def test_answers_are_drawn(editor: RunningServer, visit: Visit, question: str, view: str, lines: int) -> None:
    questions = editor.client.get("/queries?format=json").json()
    query = next(one["sparql"] for one in questions if one["name"] == question)
    page = open_with(visit, editor, query, f"&view={view}")
    drawn = page.locator(".drawing svg")
    expect(drawn).to_be_visible()
    assert drawn.locator("g.line, line.pair").count() >= lines
    assert barriers_found_by_axe(page) == []


def test_terms_of_the_dataset_are_completed_with_their_meaning(editor: RunningServer, visit: Visit) -> None:
    page = open_with(visit, editor, PEOPLE)
    expect(page.locator(".answers")).to_be_visible()
    write(page, "SELECT * { ?s a  }")
    page.locator(".CodeMirror").evaluate("editor => { editor.CodeMirror.focus(); editor.CodeMirror.setCursor(0, 16) }")
    page.keyboard.type("ent:Barr")
    hint = page.locator(".CodeMirror-hint", has_text="ent:Barrier")
    expect(hint.first).to_contain_text("barrier")
    page.keyboard.press("Enter")
    value = page.locator(".CodeMirror").evaluate("editor => editor.CodeMirror.getValue()")
    assert "PREFIX ent: <https://w3id.org/entente/ontology#>" in value
    assert "?s a ent:Barrier" in value


def test_a_long_query_goes_by_post_and_so_does_its_csv(editor: RunningServer, visit: Visit) -> None:
    page = open_with(visit, editor, PEOPLE)
    expect(page.locator(".answers")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method) if request.url.endswith("/sparql") else None)
    write(page, PEOPLE + "\n# " + "long " * 8000)
    ask(page)
    expect(page.locator(".yasr .downloads")).to_be_visible()
    page.wait_for_timeout(300)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    rows = download.value.path().read_text().splitlines()
    assert (rows[0], len(rows)) == ("person,personLabel", 10)
    assert asked == ["POST", "POST"]


def test_the_keyboard_gets_in_and_out(editor: RunningServer, visit: Visit) -> None:
    page = open_with(visit, editor, PEOPLE)
    expect(page.locator(".answers")).to_be_visible()
    page.locator(".CodeMirror").evaluate("editor => editor.CodeMirror.focus()")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate(WRITING)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(WRITING)
    assert page.locator(".CodeMirror").evaluate("editor => editor.CodeMirror.getValue()") == PEOPLE


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_a_person_out_of_it(editor: RunningServer, visit: Visit, scheme: str) -> None:
    for size in ((1280, 900), NARROW):
        page = open_with(visit, editor, PEOPLE, size=size, color_scheme=scheme)
        expect(page.locator(".answers")).to_be_visible()
        page.locator(".answers tbody button").first.click()
        expect(page.locator(".below .claim, .below p").first).to_be_visible()
        assert barriers_found_by_axe(page) == []
        assert not scrolls_sideways(page)


def test_labels_an_enemy_wrote_are_text_in_it(editor: RunningServer, visit: Visit) -> None:
    enemy = """SELECT ?x ?xLabel ?y ?n { VALUES (?x ?xLabel ?y ?n) {
  (<urn:a> "<img src=x onerror=alert(1)>" <urn:b> 3) (<urn:c> "\\u202Eright to left" <urn:d> 5) } }"""
    page = open_with(visit, editor, enemy)
    expect(page.locator(".answers")).to_contain_text("<img src=x onerror=alert(1)>")
    for view in ("network", "chart"):
        page.locator(f".select_{view}").click()
        expect(page.locator(".drawing svg")).to_contain_text("<img src=x onerror")
    assert page.locator(".yasr img").count() == 0


def test_without_the_editor_the_page_says_how_to_get_it(server: RunningServer) -> None:
    page = server.client.get("/ask").text
    assert ("make web" in page) != ("data-script" in page)
    assert "<textarea" in page
