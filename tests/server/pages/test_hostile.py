"""The article's dataset with labels that an enemy has written: on every page they are text and nothing else."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad, RdfFormat, parse, serialize

from kg.prefixes import PREFIXES
from kg.project import Project
from tests.server.browser import NARROW, Visit, scrolls_sideways
from tests.server.conftest import RunningServer, Serve
from tests.server.pages.test_looks import PAGES

TEXTS = {PREFIXES["rdfs"] + "label", PREFIXES["rdfs"] + "comment", PREFIXES["skos"] + "altLabel"}
BREAKS_OUT = (
    """ "'></title></script></svg><img class=hostile src=x onerror="alert(1)"><script class=hostile>alert(1)</script>"""
)
TURNS_ROUND = " \u202egnitirw siht \u05e9\u05dc\u05d5\u05dd {{ 7 * 7 }} ${7*7} javascript:alert(1)"
LONG = " endless" * 1_250
HIDDEN = {
    "/ontology",
    "/shapes",
    "/validate",
    "/ask",
    "/queries",
    "/queries/claims-per-section",
    "/check/report",
    "/changes",
}
"""Pages that show words of the checkout, or of its build, not of the dataset that is served."""


@pytest.fixture(scope="module")
def hostile(built: Project, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.nq"
    _spoilt(built.dataset, path)
    with serve("--dataset", str(path)) as running:
        yield running


def _spoilt(source: Path, target: Path) -> None:
    """Every label with what breaks out of its place behind it, every seventh with what turns the writing round,
    every fiftieth far too long."""
    count = itertools.count(1)

    def spoil(quad: Quad) -> Quad:
        if quad.predicate.value not in TEXTS or not isinstance(quad.object, Literal):
            return quad
        number = next(count)
        tail = BREAKS_OUT + (TURNS_ROUND if number % 7 == 0 else "") + (LONG if number % 50 == 0 else "")
        said = Literal(quad.object.value + tail, language=quad.object.language)
        return Quad(quad.subject, quad.predicate, said, quad.graph_name)

    serialize(map(spoil, parse(path=source, format=RdfFormat.N_QUADS)), target, RdfFormat.N_QUADS)


@pytest.mark.slow
@pytest.mark.parametrize("address", PAGES)
def test_they_are_text_and_nothing_else(hostile: RunningServer, visit: Visit, address: str) -> None:
    page = visit(hostile.url + address, NARROW)
    page.on("dialog", lambda dialog: pytest.fail(f"{address} runs {dialog.message}"))
    assert page.locator(".hostile").count() == 0
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert address in HIDDEN or "<script class=hostile>" in page.inner_text("body")
    assert "49" not in page.title()
    assert not scrolls_sideways(page)
