"""Every kind of page as people have it before them: narrow and wide, light and dark, with the keyboard alone."""

import pytest

from tests.server.browser import NARROW, WALL, WIDE, Visit, barriers_found_by_axe, scrolls_sideways, weight
from tests.server.conftest import RunningServer
from tests.server.released import Released

PAGES = [
    "/",
    "/timeline",
    "/timeline?actor=state/china",
    "/timeline/claims?thing=id/agreement/gsomia-korea-japan",
    "/table",
    "/ask",
    "/queries",
    "/queries/life-cycle-of-instrument?instrument=gsomia-korea-japan",
    "/queries/chronology",
    "/queries/claims-per-section",
    "/ask?query=SELECT%20*%20%7B%20%3Fx%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fentente%2Fontology%23Barier%3E%20%7D",
    "/search?q=Dokdo",
    "/changes",
    "/ontology",
    "/shapes",
    "/check",
    "/check/report",
    "/check/coverage",
    "/check/notes",
    "/validate",
    "/id/agreement/gsomia-korea-japan.html",
    "/claim/park-young-june/gsomia-signing-aborted.html",
]
HEAVIEST = 150_000
"""Bytes that a page and all it asks for may have before a person asks for the editor."""


@pytest.mark.parametrize("address", PAGES)
def test_nothing_keeps_a_person_out(article: RunningServer, visit: Visit, address: str) -> None:
    page = visit(article.url + address)
    assert barriers_found_by_axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers_found_by_axe(page) == []


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_light_and_fits_its_window(article: RunningServer, visit: Visit, address: str) -> None:
    page = visit(f"{article.url}/web/mark.svg")
    assert 1_000 < weight(page, article.url + address) <= HEAVIEST
    for width, height in (NARROW, WIDE, WALL):
        page.set_viewport_size({"width": width, "height": height})
        assert not scrolls_sideways(page), width


@pytest.mark.parametrize("address", ["/changes", "/release/0.2.0", "/queries/stalled-agreements?dataset={first}"])
def test_what_changed_keeps_nobody_out_either(
    released_server: RunningServer, released: Released, visit: Visit, address: str
) -> None:
    page = visit(released_server.url + address.format(first=released.first.digest))
    assert barriers_found_by_axe(page) == []
    page.emulate_media(color_scheme="dark")
    assert barriers_found_by_axe(page) == []
    for width, height in (NARROW, WIDE, WALL):
        page.set_viewport_size({"width": width, "height": height})
        assert not scrolls_sideways(page), width
