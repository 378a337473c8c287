"""What a person comes for, from the first page on, as few clicks away as is promised."""

import pytest
from playwright.sync_api import expect

from tests.server.browser import NARROW, WIDE, Visit
from tests.server.conftest import RunningServer

FIRST_PAINT = """() => new Promise((done) => new PerformanceObserver((list) => {
    for (const paint of list.getEntriesByName("first-contentful-paint")) done(paint.startTime);
}).observe({ type: "paint", buffered: true }))"""
"""Milliseconds from the click to the first words, as soon as they are there."""


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("script", [True, False])
def test_three_clicks_lead_from_the_first_page_to_the_passage_that_a_barrier_rests_on(
    article: RunningServer, visit: Visit, size: tuple[int, int], script: bool
) -> None:
    page = visit(article.url, size, java_script_enabled=script)
    page.locator("summary", has_text="Tension over history").first.click()
    page.locator("details[open] .claim a", has_text="fell through").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("fell through")
    page.locator(".places a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Part 5, section 2, paragraph 3, sentence 1")


def test_a_name_in_any_spelling_is_found_from_the_first_page(article: RunningServer, visit: Visit) -> None:
    for spelling in ("Dokdo", "takeshima", "독도"):
        page = visit(article.url)
        page.get_by_role("searchbox").fill(spelling)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Dispute over the Tokdo Islands").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Dispute over the Tokdo Islands")


def test_every_page_is_walked_through_by_the_keyboard_alone(article: RunningServer, visit: Visit) -> None:
    page = visit(article.url)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)
    outline = page.locator(":focus").evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"


def test_a_page_shows_something_within_a_second(article: RunningServer, visit: Visit) -> None:
    """The best of five: what else the machine does is no matter of the page."""
    page = visit(article.url)
    painted = []
    for _ in range(5):
        page.goto(article.url)
        painted.append(page.evaluate(FIRST_PAINT))
    assert 0 < min(painted) < 1000
