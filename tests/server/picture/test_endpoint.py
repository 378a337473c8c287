"""The timeline over HTTP: what is drawn is what the dataset says, filters are addresses, the picture stands alone."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.server.conftest import RunningServer, Serve

SVG = "{http://www.w3.org/2000/svg}"
XLINK_FREE = re.compile(r'href="(/[^"]*|https?://[^"]*)"')


def drawn_in(page: str) -> list[str]:
    """The links of the things in the picture, in its order."""
    picture = re.search(r'<svg class="timeline".*?</svg>', page, re.DOTALL)
    assert picture is not None
    return re.findall(r'<a href="([^"]+)">', picture[0])


def listed_in(page: str) -> list[str]:
    """The links of the things in the table that have a place in time, in its order."""
    table = re.search(r'<details class="as-table".*?</details>', page, re.DOTALL)
    assert table is not None
    rows = re.findall(r"<tr>\s*<td>.*?</td>\s*<td><a href=\"([^\"]+)\">", table[0], re.DOTALL)
    return [str(link) for link in rows]


def test_the_table_has_what_is_drawn_and_in_its_order(article: RunningServer) -> None:
    page = article.client.get("/timeline").text
    drawn = drawn_in(page)
    assert len(drawn) > 250
    assert listed_in(page) == drawn


def test_lanes_stand_in_their_order(article: RunningServer) -> None:
    page = article.client.get("/timeline").text
    lanes = re.findall(r'<g class="lane[^"]*" id="lane-[^"]+" role="group" aria-label="([^"]+)"', page)
    assert lanes == [
        "Governments: South Korea (background)",
        "Governments: Japan (background)",
        "Governments: United States (background)",
        "Agreements and proposals",
        "Barriers",
        "Stimuli",
        "Barrier or stimulus",
        "Cooperation: mid level",
        "Cooperation: low level",
        "Cooperation: level not told",
        "Events",
    ]


def test_what_stalled_is_said_beside_its_form(article: RunningServer) -> None:
    page = unescape(article.client.get("/timeline").text)
    (gsomia,) = re.findall(r'<a href="/id/agreement/gsomia-korea-japan"><title>.*?</a>', page, re.DOTALL)[:1]
    assert 'class="cross"' in gsomia
    assert "✕ signing aborted June 2012" in gsomia


def test_a_view_that_is_only_reported_is_not_drawn(article: RunningServer) -> None:
    reported = article.client.get("/queries/reported-not-asserted", params={"format": "records", "limit": "100"}).json()
    assert reported
    page = article.client.get("/timeline").text
    assert "simple dialogues" not in page
    assert "Military exchanges of states that are not allies" not in page


def test_hedged_and_background_are_said_in_a_word(article: RunningServer) -> None:
    page = unescape(article.client.get("/timeline").text)
    assert re.search(r"<title>Japan's distortions of history, a potential impediment; [^<]*; hedged</title>", page)
    assert re.search(r"<title>Satō Eisaku; [^<]*; background, from Archigos", page)


def test_a_filter_is_an_address(article: RunningServer) -> None:
    page = article.client.get("/timeline?actor=state/china&issue=&level=")
    assert "19 of" in page.text
    assert re.search(r'<option value="state/china" selected>China \(19\)</option>', page.text)
    all_things, some = drawn_in(article.client.get("/timeline").text), drawn_in(page.text)
    assert set(some) < set(all_things)
    assert "/id/event/korea-china-summit-2014-07" in some
    assert "/id/agreement/gsomia-korea-japan" not in some
    assert listed_in(page.text) == some
    whole = article.client.get("/timeline", params={"actor": "https://w3id.org/entente/id/state/china"})
    assert drawn_in(whole.text) == some


def test_filters_narrow_together(article: RunningServer) -> None:
    level = drawn_in(article.client.get("/timeline?level=level-low").text)
    both = drawn_in(article.client.get("/timeline?level=level-low&issue=dispute/tokdo").text)
    assert [link for link in level if link.startswith("/id/measure/")]
    assert [link for link in both if not link.startswith(("/id/government/", "/id/tenure/"))] == []
    nothing = article.client.get("/timeline?actor=nobody%22%3E%3Cscript%3E")
    assert nothing.status_code == 200
    assert "0 of" in nothing.text
    assert "<script>" not in nothing.text


def test_the_picture_alone_is_whole(article: RunningServer) -> None:
    reply = article.client.get("/timeline.svg?actor=state/china")
    assert reply.headers["content-type"] == "image/svg+xml"
    root = ElementTree.fromstring(reply.text)  # noqa: S314 (our own)
    assert root.tag == f"{SVG}svg"
    links = [link.get("href", "") for link in root.iter(f"{SVG}a")]
    page = drawn_in(article.client.get("/timeline?actor=state/china").text)
    assert [link.removeprefix(article.url) for link in links] == page
    assert all(link.startswith(article.url) for link in links)
    assert "style" not in {element.tag.removeprefix(SVG) for element in root.iter()}
    assert all(path.get("fill") or path.get("stroke") for a in root.iter(f"{SVG}a") for path in a.iter(f"{SVG}path"))


def test_the_claims_of_a_thing_are_a_page(article: RunningServer) -> None:
    page = unescape(article.client.get("/timeline/claims?thing=id/agreement/gsomia-korea-japan").text)
    assert "GSOMIA between South Korea and Japan" in page
    assert re.search(r"Part 5, section \d, paragraph \d, sentence \d", page)
    assert article.client.get("/timeline/claims?thing=id/event/nothing").status_code == 404
    assert article.client.get("/timeline/claims?thing=http://[").status_code == 400


@pytest.mark.parametrize("address", ["/timeline", "/timeline?actor=x", "/timeline.svg", "/table", "/"])
def test_data_that_is_not_ours_is_no_hindrance(foreign: RunningServer, address: str) -> None:
    page = foreign.client.get(address)
    assert page.status_code == 200
    if address.startswith("/timeline") and not address.endswith("svg"):
        assert "nothing that a timeline could show" in page.text
    if address == "/table":
        assert "no table" in page.text


HOSTILE = """
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/entente/id/event/a%22%3E?x#y> a ent:Event ; ent:when "2012" ; ent:hasTimeSpan <urn:span> ;
    rdfs:label "A\\u0001\\u000B ]]> </title></text><script>alert(1)</script> \\u202E\\u05D0" .
<urn:span> ent:beginEarliest "2012-01-01"^^xsd:date ; ent:endLatest "2012-12-31"^^xsd:date .
<http://example.org/old> a ent:Event ; rdfs:label "Long ago" ; ent:when "-5000" ; ent:hasTimeSpan <urn:old> .
<urn:old> ent:beginEarliest "-5000-01-01"^^xsd:date ; ent:endLatest "-4999-01-01"^^xsd:date .
<urn:never> a ent:Event ; rdfs:label "Never" ; ent:when "x" ; ent:hasTimeSpan <urn:no-span> .
<urn:no-span> ent:beginEarliest "2012-99-99" .
"""


def test_strange_labels_names_and_days_do_no_harm(serve: Serve, tmp_path: Path) -> None:
    file = tmp_path / "hostile.ttl"
    file.write_text(HOSTILE)
    with serve("--dataset", str(file)) as running:
        root = ElementTree.fromstring(running.client.get("/timeline.svg").text)  # noqa: S314 (what is tested)
        titles = [title.text or "" for title in root.iter(f"{SVG}title")]
        assert titles[0] == "Long ago; -5000"
        assert titles[1].startswith("A\ufffd\ufffd ]]> </title></text><script>alert(1)</script>")
        page = running.client.get("/timeline").text
        assert "<script>" not in page
        assert 'href="/id/event/a%22%3E%3Fx%23y"' in page
        assert "/ask?query=DESCRIBE+%3Chttp%3A%2F%2Fexample.org%2Fold%3E" in page
        assert 'class="unplaced"' in page
        assert running.client.get("/").status_code == 200


def test_the_small_dataset_has_its_picture(server: RunningServer) -> None:
    page = unescape(server.client.get("/timeline").text)
    assert "✕ signing aborted June 2012" in page
    assert "Public sentiment in 2012" in page
    assert "A new cold war" not in page
