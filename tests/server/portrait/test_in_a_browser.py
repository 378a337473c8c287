"""What a person does with the pages of things in real Chromium: from a row's evidence to claim, passage and thing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.project import Project
from tests.server.browser import NARROW, WALL, WIDE, Visit, barriers_found_by_axe, scrolls_sideways
from tests.server.conftest import RunningServer, running_server

ARTICLE = "park-young-june"
PAGES = [
    "/id/agreement/gsomia-korea-japan.html",
    "/id/person/kim-dae-jung.html",
    "/id/government/lee-myung-bak.html",
    "/id/state/south-korea.html",
    "/id/state/south-korea.html?part=5",
    "/id/dispute/tokdo.html",
    "/id/influence/public-sentiment-on-gsomia-and-acsa.html",
    f"/claim/{ARTICLE}/gsomia-signing-aborted.html",
    f"/claim/{ARTICLE}/civic-groups-feared-new-cold-war.html",
    f"/passage/{ARTICLE}/5-2-3-2.html",
    f"/passage/{ARTICLE}/fn-8-2.html",
    f"/passage/{ARTICLE}/t1-4-4-4.html",
]
HEAVIEST = 150_000


@pytest.fixture(scope="module")
def with_text(built: Project, text_path: Path) -> Iterator[RunningServer]:
    """Return a server of the built dataset that has the article's text."""
    with running_server("--dataset", str(built.dataset), "--text", str(text_path)) as running:
        yield running


@pytest.mark.parametrize("page", PAGES)
def test_nothing_keeps_a_person_out_and_it_fits(article: RunningServer, visit: Visit, page: str) -> None:
    for scheme in ("light", "dark"):
        assert barriers_found_by_axe(visit(article.url + page, color_scheme=scheme)) == [], scheme
    for size in (NARROW, WIDE, WALL):
        assert not scrolls_sideways(visit(article.url + page, size)), size
    style = len(article.client.get("/web/style.css").content)
    assert style + len(article.client.get(page).content) <= HEAVIEST


def test_with_the_text_too(with_text: RunningServer, visit: Visit) -> None:
    for page in (PAGES[0], *PAGES[7:10]):
        window = visit(with_text.url + page)
        for revealed in window.locator("details.reveal").all()[:3]:
            revealed.locator("summary").click()
        assert barriers_found_by_axe(window) == [], page


def test_from_a_row_to_claim_passage_and_thing(with_text: RunningServer, visit: Visit) -> None:
    window = visit(f"{with_text.url}/queries/life-cycle-of-instrument?instrument=GSOMIA")
    window.locator("td summary").first.click()
    assert barriers_found_by_axe(window) == []
    claim = window.locator("td .says a").first
    said = claim.inner_text()
    claim.click()
    assert window.locator("h1").inner_text() == said
    assert "/claim/" in window.url
    window.locator(".places a").first.click()
    assert "/passage/" in window.url
    assert window.locator("mark.passage").inner_text().strip()
    window.get_by_role("link", name=said).click()
    assert window.locator("h1").inner_text() == said
    window.locator(".told a[href^='/id/agreement/']").first.click()
    assert "/id/agreement/" in window.url


def test_passages_are_leafed_through_by_keyboard(article: RunningServer, visit: Visit) -> None:
    window = visit(f"{article.url}/passage/{ARTICLE}/5-2-3-2.html")
    after = window.get_by_role("link", name="After:")
    after.focus()
    window.keyboard.press("Enter")
    window.wait_for_url("**/5-2-3-3.html")
    window.get_by_role("link", name="Before:").click()
    window.wait_for_url("**/5-2-3-2.html")


def test_a_claim_sheet_prints_on_a_page_with_what_it_rests_on(article: RunningServer, visit: Visit) -> None:
    window = visit(f"{article.url}/claim/{ARTICLE}/gsomia-signing-aborted.html")
    window.emulate_media(media="print")
    assert not window.locator(".masthead nav").is_visible()
    assert window.locator("h1").is_visible()
    assert window.locator(".places").first.is_visible()
    assert window.pdf(format="A4").count(b"/Type /Page\n") <= 2


@pytest.mark.parametrize(
    "page",
    ["/id/agreement/markup.html", "/id/state/long.html", "/claim/hostile/said.html", "/passage/hostile/1-0-1-1.html"],
)
def test_names_of_an_enemy_do_nothing(hostile: RunningServer, visit: Visit, page: str) -> None:
    window = visit(hostile.url + page, NARROW)
    asked: list[str] = []
    window.on("dialog", lambda dialog: asked.append(dialog.message))
    assert not scrolls_sideways(window)
    assert window.locator("main img, main script:not([type='application/ld+json'])").count() == 0
    for link in window.locator("main a").all():
        assert (link.get_attribute("href") or "").startswith(("/", "#", "http"))
    assert asked == []
