"""Pages of things, claims and passages on real servers: what they say, what stays apart, and whom sentences are for."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from server.publishing.documents import SUFFIXES

PACT, SIGNING, GOVERNMENT = "/id/agreement/pact.html", "/id/event/signing.html", "/id/government/first.html"
ABORTED, REPORTED = "/claim/park-young-june/pact-aborted.html", "/claim/park-young-june/civic-groups-fear.html"
PASSAGE, CELL = "/passage/park-young-june/5-3-1-1.html", "/passage/park-young-june/t1-2-3-1.html"
ELSEWHERE = {"X-Forwarded-For": "10.0.0.1"}
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def sentences(small_text: Path) -> list[str]:
    """Return the runs of words in the small text that can only come from it."""
    words = small_text.read_text().split()
    return [" ".join(words[place : place + 4]) for place in range(len(words) - 3)]


@pytest.fixture(scope="module")
def remote(server) -> Iterator[httpx.Client]:
    """Return a client whose address is not this machine's first."""
    transport = httpx.HTTPTransport(local_address="127.0.0.2")
    with httpx.Client(base_url=server.url, transport=transport, timeout=30) as client:
        yield client


def words_of(page: str) -> str:
    """The text of a page, as one line."""
    main = page.partition('<main id="content">')[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", "", DATA.sub("", main))).split())


def section(page: str, heading: str) -> str:
    """The text that stands under a heading."""
    return words_of(f'<main id="content">{page.partition(f"<h2>{heading}</h2>")[2].partition("<h2>")[0]}')


def test_a_thing_is_told_in_sentences_with_the_claims_that_say_so(remote: httpx.Client) -> None:
    page = remote.get(PACT).text
    assert words_of(page).startswith("Agreement Pact on intelligence PACT".replace("Agreement", "ent:Agreement"))
    short = section(page, "In short")
    said = "Pact on intelligence was stalled when the signing was about to take place in June 2012"
    assert f"{said}, under the First administration. claim" in short
    assert "/claim/park-young-june/pact-aborted" in page


def test_every_claim_about_it_has_its_stance_and_its_place_in_print(remote: httpx.Client) -> None:
    page = remote.get(PACT).text
    own, _, apart = page.partition("Only reported, supposed or from elsewhere")
    assert "The signing of the pact was called off." in own
    assert "Footnote 2, sentence 1 (page 115)" in own
    assert "Public sentiment acted as a barrier to Pact on intelligence" in words_of(own)
    assert "The pact would bring a new cold war" not in own
    assert "The pact would bring a new cold war, the groups say." in apart
    assert "only reported, the view of Civic groups" in words_of(f'<main id="content">{apart}')


def test_what_is_only_reported_is_marked_wherever_it_stands(remote: httpx.Client, hostile) -> None:
    timeline = section(hostile.client.get("/id/agreement/markup.html").text, "Timeline")
    assert re.search("in 2002 .* only reported or supposed", timeline)
    page = remote.get(PACT).text
    assert "cold war" not in section(page, "In short")
    assert "cold war" not in section(page, "Network")


def test_what_is_hedged_is_marked_by_a_word(remote: httpx.Client) -> None:
    assert "with a mark of doubt" in words_of(remote.get("/id/factor/sentiment.html").text)
    claim = words_of(remote.get("/claim/park-young-june/sentiment-seemed-strong.html").text)
    assert "the author says so with a mark of doubt" in claim


def test_background_stands_apart_with_its_source(remote: httpx.Client) -> None:
    page = remote.get(GOVERNMENT).text
    elsewhere = section(page, "From another source")
    assert "First administration was headed by The minister. from A list of governments" in elsewhere
    assert "headed" not in page.partition("From another source")[0]


def test_an_event_that_was_only_planned_is_not_told_as_one_that_took_place(remote: httpx.Client) -> None:
    short = section(remote.get(SIGNING).text, "In short")
    assert "was to take place on 23 April 2009" in short
    assert "The minister was to take part in Signing of the statement as signatory" in short
    assert "took place" not in short


def test_a_note_of_ours_says_what_it_is_on(article) -> None:
    page = words_of(article.client.get("/id/note/obuchi-at-first-joint-summit.html").text)
    assert "Who was Japan's prime minister in November 2000 is a note on" in page
    assert "Mori" in page


def test_a_span_of_time_is_nobodys_neighbour(remote: httpx.Client) -> None:
    assert "span" not in section(remote.get(SIGNING).text, "Network")


def test_what_was_reckoned_stands_apart(remote: httpx.Client) -> None:
    reckoned = section(remote.get(PACT).text, "Reckoned from what the author says")
    assert "Public sentiment against the pact coincided with Pact: signing aborted" in reckoned
    assert "stated by the article itself" in reckoned


def test_a_claim_is_a_sheet_of_what_it_says_and_rests_on(remote: httpx.Client) -> None:
    page = words_of(remote.get(ABORTED).text)
    assert "The signing of the pact was called off." in page
    assert "What is recorded Pact on intelligence was stalled when the signing was about to take place" in page
    assert "Where it rests Footnote 2, sentence 1 (page 115)" in page or "Part 5, section 3, paragraph 1" in page
    assert "Other claims on the same passages" in page
    assert "The pact would bring a new cold war, the groups say. only reported" in page


def test_a_view_that_several_hold_names_them_all(article) -> None:
    page = words_of(article.client.get("/claim/park-young-june/abstract-three-administrations-on-importance.html").text)
    held = ", ".join(f"{name} administration" for name in ("Kim Dae-jung", "Park Chung-hee", "Roh Tae-woo"))
    assert f"only reported, the view of {held}" in page


def test_a_claim_that_is_not_the_authors_says_so_first(remote: httpx.Client) -> None:
    page = words_of(remote.get(REPORTED).text)
    assert "only reported, the view of Civic groups Its content is no fact of this graph" in page


def test_a_passage_says_where_it_is_in_print_and_what_rests_on_it(remote: httpx.Client) -> None:
    page = words_of(remote.get(PASSAGE).text)
    assert "Where to find it in print Part 5 Section 3 Paragraph 1 Sentence 1 Printed page 130" in page
    assert "Claims that rest on it The signing of the pact was called off." in page
    assert "Only reported, assumed or supposed in it The pact would bring a new cold war" in page
    assert "Row of the table 2 Column 3 Entry 1" in words_of(remote.get(CELL).text)


def test_who_may_see_sentences_has_them_on_each_page_and_nobody_keeps_it(server, sentences) -> None:
    for address in (PACT, ABORTED, PASSAGE):
        here = server.client.get(address)
        assert any(run in words_of(here.text) for run in sentences), address
        assert here.headers["cache-control"] == "no-store"
        assert "noindex" in here.headers["x-robots-tag"]
        assert here.headers["cross-origin-resource-policy"] == "same-origin"
        assert "etag" not in here.headers
        assert "access-control-allow-origin" not in here.headers


def test_a_page_with_sentences_is_given_to_nobody_else(server, remote, sentences) -> None:
    for address in (PACT, ABORTED, PASSAGE, CELL, SIGNING):
        first = server.client.get(address)
        for stranger in (remote.get(address), server.client.get(address, headers=ELSEWHERE)):
            assert not [run for run in sentences if run in unescape(stranger.text)], address
            assert stranger.headers["cache-control"].startswith("public")
            assert stranger.headers["etag"]
            assert stranger.headers["link"] == first.headers["link"]
        for suffix in SUFFIXES.keys() - {"html"}:
            data = server.client.get(address.replace("html", suffix))
            assert not [run for run in sentences if run in data.text]
        listing = server.client.get(f"{address}?_profile=plain")
        assert not [run for run in sentences if run in listing.text]


def test_the_sentence_stands_in_its_paragraph_and_what_it_names_is_marked(server) -> None:
    page = server.client.get(PASSAGE).text
    assert re.search(r'<mark class="passage">\s*The signing was called off later', page)


def test_what_schema_org_has_words_for_is_in_the_page_and_is_fact(remote: httpx.Client) -> None:
    for address in (SIGNING, ABORTED, PACT):
        (block,) = DATA.findall(remote.get(address).text)
        data = json.loads(block)
        assert data["id"].endswith(address.removesuffix(".html"))
    assert "cold war" not in block
    assert not any("headed" in block or "minister" in block for block in DATA.findall(remote.get(GOVERNMENT).text))


def test_a_thing_of_many_claims_is_shown_in_parts(article) -> None:
    first = article.client.get("/id/state/south-korea.html").text
    parts = int(re.search(r"part 1 of ([0-9]+)", first)[1])  # type: ignore[index]
    assert parts > 2
    claims: list[str] = []
    for part in range(1, parts + 1):
        page = article.client.get(f"/id/state/south-korea.html?part={part}").text
        claims += re.findall(r'<span class="says"><a href="(/claim/[^"]*)"', page)
        assert len(page) < 150_000
    about = article.client.get("/id/state/south-korea.nq").text
    assert len(claims) == len(set(claims)) > 100
    assert set(re.findall(r"<https://w3id.org/entente(/claim/[^>]*)> \.", about)) <= set(claims)
    assert article.client.get(f"/id/state/south-korea.html?part={parts + 1}").status_code == 404
    assert article.client.get("/id/state/south-korea.html?part=x").status_code == 400


def test_data_of_others_and_things_without_a_portrait_are_listed(server, foreign) -> None:
    assert foreign.client.get("/id/state/east.html").status_code == 404
    assert "<h2>Content</h2>" in server.client.get("/graph/claims.html").text
    assert "<h2>Facts</h2>" in server.client.get(f"{PACT}?_profile=plain").text


HOSTILE = [
    *("/id/agreement/markup", "/id/state/quotes", "/id/state/long", "/id/person/turned", "/id/event/template"),
    *("/id/place/lines", "/id/stage/markup-signed", "/id/influence/turned", "/id/article/hostile"),
    *("/claim/hostile/said", "/claim/hostile/reported", "/passage/hostile/1-0-1-1"),
]


@pytest.mark.parametrize("thing", HOSTILE)
@pytest.mark.parametrize("query", ["", "?_profile=plain", "?_profile=schema"])
def test_names_of_an_enemy_are_text(hostile, thing: str, query: str) -> None:
    page = hostile.client.get(f"{thing}.html{query}")
    assert page.status_code == 200
    rest = DATA.sub("", page.text)
    assert not re.search(r"<(?:script|img src=x|b>|!--)|javascript:alert\(3\)\"(?! )|onmouseover='", rest), thing
    assert 'href="javascript' not in rest
    assert "49" not in re.findall(r">([^<>]*7[^<>]*)<", rest)
    for block in DATA.findall(page.text):
        assert not set("<>&") & set(block)
        json.loads(block)
    titles = re.findall(r"<title>(.*?)</title>", rest, re.DOTALL)
    assert len(titles[0]) < 2000


def test_a_name_without_end_is_cut_where_it_stands_in_a_line(hostile) -> None:
    page = hostile.client.get("/id/state/long.html").text
    assert len(DATA.sub("", page)) < 30_000
    assert "…</h1>" in page
