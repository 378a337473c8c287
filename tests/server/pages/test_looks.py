"""Every kind of page as people have it before them: narrow and wide, light and dark, with the keyboard alone."""

import pytest

from tests.server.browser import NARROW, WALL, WIDE, Visit, barriers_found_by_axe, scrolls_sideways, weight
from tests.server.conftest import RunningServer

PAGES = [
    "/",
    "/ask",
    "/queries",
    "/queries/life-cycle-of-instrument?instrument=gsomia-korea-japan",
    "/queries/chronology",
    "/queries/claims-per-section",
    "/ask?query=SELECT%20*%20%7B%20%3Fx%20a%20%3Chttps%3A%2F%2Fw3id.org%2Fentente%2Fontology%23Barier%3E%20%7D",
    "/search?q=Dokdo",
    "/ontology",
    "/shapes",
    "/validate",
    "/id/agreement/gsomia-korea-japan.html",
    "/claim/park-young-june/gsomia-signing-aborted.html",
]
HEAVIEST = 150_000
"""Bytes that a page and all it asks for may have before a person asks for the editor."""


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_a_person_out(article: RunningServer, visit: Visit, page: str, scheme: str) -> None:
    assert barriers_found_by_axe(visit(article.url + page, color_scheme=scheme)) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_its_window(article: RunningServer, visit: Visit, page: str) -> None:
    for size in (NARROW, WIDE, WALL):
        assert not scrolls_sideways(visit(article.url + page, size)), size


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_light(article: RunningServer, visit: Visit, page: str) -> None:
    assert 1_000 < weight(visit(f"{article.url}/health/live"), article.url + page) <= HEAVIEST
