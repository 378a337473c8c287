"""The home page: the picture in brief, ready questions, the figures of what is served, and how to cite it."""

import re
from html import unescape

from server.pages.home import SELECTED
from tests.server.conftest import RunningServer


def test_the_picture_has_what_is_dated(article: RunningServer) -> None:
    page = article.client.get("/").text
    drawn = re.findall(r'<a href="(/id/[^"]+)"><title>', page)
    assert len(drawn) > 150
    assert "/id/agreement/gsomia-korea-japan" in drawn
    assert 'class="told"' not in re.sub(r"<ul class=\"legend\".*?</ul>", "", page, flags=re.DOTALL)
    assert '<a href="/timeline">' in page
    assert '<a href="/table">' in page


def test_questions_lead_to_their_answers(article: RunningServer) -> None:
    page = article.client.get("/").text
    for name in SELECTED:
        assert f'<a href="/queries/{name}">' in page
    assert re.search(r'<a href="/queries">All \d+ questions</a>', page)


def test_the_figures_are_those_of_the_dataset(article: RunningServer) -> None:
    page = article.client.get("/").text
    figures = {label: int(count) for label, count in re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page)}
    query = (
        "PREFIX ent: <https://w3id.org/entente/ontology#> "
        "SELECT (COUNT(DISTINCT ?claim) AS ?n) { ?claim ent:stance <https://w3id.org/entente/concept/stance-reported> }"
    )
    (counted,) = article.query(query, Accept="application/json").json()["results"]["bindings"]
    assert figures["reported"] == int(counted["n"]["value"]) > 0
    assert figures["sentence"] == 298
    assert figures["table cell"] == 40


def test_it_says_how_to_cite(article: RunningServer) -> None:
    page = unescape(article.client.get("/").text)
    (cited,) = re.findall(r'<blockquote class="citation">(.*?)</blockquote>', page, re.DOTALL)
    assert "The Entente contributors (20" in cited
    assert re.search(r"version \d+\.\d+\.\d+", cited)
    assert article.client.get("/health/ready").json()["dataset"] in cited
    assert "CC BY 4.0" in cited


def test_there_is_a_box_to_search_from(article: RunningServer) -> None:
    page = article.client.get("/").text
    assert re.search(r'<form class="find" action="/search" method="get" role="search">', page)


def test_the_page_is_light_even_where_nothing_is_compressed(article: RunningServer) -> None:
    page = article.client.get("/", headers={"Accept-Encoding": "identity"})
    assets = re.findall(r'(?:src|href)="(/web/[^"]+)"', page.text)
    assert len(assets) >= 4
    sizes = [len(article.client.get(unescape(asset)).content) for asset in dict.fromkeys(assets)]
    assert len(page.content) + sum(sizes) < 150_000
