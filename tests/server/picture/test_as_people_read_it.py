"""Reading the timeline as a person does: by keyboard, by pointer, by touch, narrowed, shared, without script."""

from playwright.sync_api import Page

from tests.server.browser import NARROW, Visit
from tests.server.conftest import RunningServer

FOCUSED = "document.activeElement.getAttribute('href')"
GSOMIA = '.timeline a[href="/id/agreement/gsomia-korea-japan"]'


def links_in(page: Page, lane: str) -> list[str]:
    return [
        str(link)
        for link in page.eval_on_selector_all(f"#lane-{lane} a", "all => all.map(a => a.getAttribute('href'))")
    ]


def test_the_arrows_go_along_a_lane_in_order_of_time(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline")
    events = links_in(page, "event")
    page.locator("#lane-event a").first.focus()
    for number in range(1, 6):
        page.keyboard.press("ArrowRight")
        assert page.evaluate(FOCUSED) == events[number]
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(FOCUSED) == events[4]
    page.keyboard.press("End")
    assert page.evaluate(FOCUSED) == events[-1]
    page.keyboard.press("Home")
    assert page.evaluate(FOCUSED) == events[0] == "/id/event/peace-line-declaration"


def test_tab_goes_from_lane_to_lane_and_arrows_to_the_lane_beside(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline")
    page.locator("#lane-agreement a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.lane').id") == "lane-barrier"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.lane').id") == "lane-stimulus"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.lane').id") == "lane-barrier"


def test_focus_shows_claim_and_passage_and_escape_closes(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline")
    page.locator(GSOMIA).focus()
    panel = page.locator("#panel")
    panel.locator(".claim").first.wait_for()
    assert "GSOMIA between South Korea and Japan" in panel.inner_text()
    assert "Part 5, section 2" in panel.inner_text()
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate(FOCUSED) == "/id/agreement/gsomia-korea-japan"
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/agreement/gsomia-korea-japan*")


def test_the_pointer_shows_the_same_and_may_go_into_it(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline")
    page.locator(GSOMIA).hover()
    panel = page.locator("#panel")
    panel.locator(".claim").first.wait_for()
    panel.locator("a", has_text="All that is said of it").hover()
    page.wait_for_timeout(500)
    assert panel.is_visible()
    page.locator("h1").hover()
    panel.wait_for(state="hidden")


def test_a_term_of_office_says_that_it_is_from_elsewhere(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline")
    page.locator("#lane-government-0 a").first.focus()
    assert "background, from" in page.locator("#panel").inner_text()


def test_the_first_tap_shows_and_the_second_leads(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline", NARROW, has_touch=True, is_mobile=True)
    link = page.locator("#lane-agreement a").first
    link.locator("path").first.tap()
    page.locator("#panel .claim").first.wait_for()
    assert page.url == f"{article.url}/timeline"
    link.locator("path").first.tap()
    page.wait_for_url("**/id/agreement/*")


def test_a_choice_narrows_at_once_and_the_link_keeps_the_view(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline")
    before = links_in(page, "event")
    assert not page.locator(".filters button").is_visible()
    page.select_option("#by-actor", "state/china")
    page.wait_for_url("**/timeline?actor=state/china")
    after = links_in(page, "event")
    assert 0 < len(after) < len(before)
    page.locator("#lane-event a").first.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED) == after[1]
    other = visit(page.url)
    assert links_in(other, "event") == after
    assert other.locator("#by-actor").input_value() == "state/china"


def test_without_script_the_form_narrows_and_links_lead(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline", java_script_enabled=False)
    page.select_option("#by-issue", "issue/comfort-women")
    page.locator(".filters button").click()
    assert "issue=issue%2Fcomfort-women" in page.url or "issue=issue/comfort-women" in page.url
    assert 0 < page.locator("#lane-event a").count() < 20
    page.locator("#lane-event a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/event/*")


def test_lane_names_stay_while_a_narrow_picture_scrolls(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline", NARROW)
    page.evaluate("document.querySelector('.scroller').scrollLeft = 700")
    name = page.locator(".names text", has_text="Agreements and proposals")
    box = name.bounding_box()
    assert box is not None
    assert 0 <= box["x"] < 60


def test_the_table_equals_the_picture(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/timeline?issue=issue/historical-interpretation")
    page.locator("summary", has_text="The same as a table").click()
    drawn = page.eval_on_selector_all(".timeline a", "all => all.map(a => a.getAttribute('href'))")
    rows = "all => all.map(row => row.cells[1].querySelector('a').getAttribute('href'))"
    assert page.eval_on_selector_all(".as-table tbody tr:not(.unplaced):has(td)", rows) == drawn
