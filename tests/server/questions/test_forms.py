"""The forms of questions: chosen from what the served dataset has, without SPARQL and without a script."""

import re
from html import unescape

import pytest
from playwright.sync_api import expect

from tests.server.browser import Visit
from tests.server.conftest import RunningServer

HTML = {"Accept": "text/html"}


def options(page: str, name: str) -> dict[str, str]:
    """Return the values and labels of the first list of that name."""
    list_ = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    assert list_ is not None
    return {value: unescape(label) for value, label in re.findall(r'<option value="([^"]*)"[^>]*>(.*?)<', list_[0])}


def test_a_list_has_the_things_that_the_question_has_rows_for(article: RunningServer) -> None:
    page = article.client.get("/queries/life-cycle-of-instrument", headers=HTML).text
    offered = options(page, "instrument")
    assert offered["agreement:gsomia-korea-japan"] == "GSOMIA between South Korea and Japan"
    assert next(iter(offered)) == ""
    assert 20 < len(offered) < 40
    labels = [label.casefold() for label in list(offered.values())[1:]]
    assert labels == sorted(labels)


def test_a_name_in_words_is_the_choice_that_bears_it(article: RunningServer) -> None:
    page = article.client.get("/queries/life-cycle-of-instrument?instrument=GSOMIA", headers=HTML).text
    assert re.search(r'<option value="agreement:gsomia-korea-japan" selected>', page)


def test_what_is_too_much_for_a_list_is_offered_while_one_types(article: RunningServer) -> None:
    page = article.client.get("/queries/chronology", headers=HTML).text
    assert '<input name="event"' in page
    assert '<option value="Fukuoka summit of December 2008"' in page or page.count("<option value=") > 80


def test_a_question_that_needs_something_asks_for_it_first(article: RunningServer) -> None:
    page = article.client.get("/queries/within-a-year-of-event", headers=HTML).text
    assert "required" in page
    assert "Answer</h2>" not in page


@pytest.mark.parametrize("script", [True, False])
def test_a_form_is_filled_in_and_asked(article: RunningServer, visit: Visit, script: bool) -> None:
    page = visit(f"{article.url}/queries/life-cycle-of-instrument", java_script_enabled=script)
    page.get_by_label("any").select_option(label="GSOMIA between South Korea and Japan")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main table tbody tr")).to_have_count(3)
    page.get_by_label("or", exact=True).select_option(label="ACSA between South Korea and Japan")
    page.get_by_role("button", name="Ask").click()
    assert page.locator("main table tbody tr").count() > 3
    assert "agreement%3Agsomia-korea-japan" in page.url
    expect(page.locator("figure svg")).to_be_visible()


def test_names_are_offered_for_a_field_that_takes_any_thing(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/queries/evidence-about")
    page.get_by_label("one of").type("gsom")
    expect(page.locator("datalist option").first).to_have_attribute("value", re.compile("GSOMIA"))
    page.get_by_label("one of").fill("GSOMIA between South Korea and Japan")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("main table tbody tr").first).to_be_visible()


def test_questions_are_found_by_their_words(article: RunningServer, visit: Visit) -> None:
    page = visit(f"{article.url}/queries")
    every = page.locator(".topic li:visible").count()
    assert every >= 90
    page.get_by_label("Questions with the words").fill("stalled barrier")
    assert 0 < page.locator(".topic li:visible").count() < 5
    plain = visit(f"{article.url}/queries", java_script_enabled=False)
    assert plain.locator(".topic li").count() == every
    plain.get_by_role("link", name=re.compile("^agreements")).click()
    assert plain.url.endswith("#agreements")


def test_an_empty_answer_says_why_and_only_what_was_measured(article: RunningServer) -> None:
    page = article.client.get("/queries/stalled-agreements?instrument=agreement:acsa-korea-japan", headers=HTML).text
    assert "No rows" not in page
    instruments = options(article.client.get("/queries/signed-instruments", headers=HTML).text, "instrument")
    stalled = options(article.client.get("/queries/stalled-agreements", headers=HTML).text, "instrument")
    signed = next(value for value in instruments if value and value not in stalled)
    address = f"/queries/stalled-agreements?instrument={signed}"
    page = unescape(article.client.get(address, headers=HTML).text)
    assert "No rows: the article does not say so." in page
    assert "without it there are rows" in page or "nothing is left" in page
