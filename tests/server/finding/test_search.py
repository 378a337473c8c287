"""The search on a real server: names in any script and spelling, types, pages, and questions that mean harm."""

import time
from html import unescape
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from kg.prefixes import BASE
from tests.server.sparql.test_serving import eventually, put

TOKDO, DISPUTE = f"{BASE}id/place/tokdo", f"{BASE}id/dispute/tokdo"
LABEL = b"<http://www.w3.org/2000/01/rdf-schema#label>"


def search(client: httpx.Client, text: str, **more: object) -> dict[str, object]:
    answer = client.get("/search", params={"q": text} | more)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def ids(found: dict[str, object]) -> list[str]:
    return [result["id"] for result in found["results"]]


@pytest.mark.parametrize("text", ["Sato", "Satō", "佐藤", "eisaku sato", "SATO EISAKU"])
def test_a_person_is_found_in_any_spelling_and_script_first(whole, text: str) -> None:
    assert ids(search(whole.client, text))[0] == f"{BASE}id/person/sato-eisaku"


@pytest.mark.parametrize("text", ["Tokdo", "Dokdo", "Takeshima", "독도", "竹島", "Liancourt"])
def test_a_dispute_is_found_by_each_name_of_its_territory(whole, text: str) -> None:
    assert {TOKDO, DISPUTE} <= set(ids(search(whole.client, text)))
    assert ids(search(whole.client, text, type="Dispute")) == [DISPUTE]


def test_claims_and_places_in_the_article_are_found_with_their_type_and_stance(whole) -> None:
    found = search(whole.client, "GSOMIA signing", type="Claim")
    assert found["total"] > 0
    assert all("/claim/" in result["id"] and result["stance"] for result in found["results"])
    passages = search(whole.client, "part 5, section 2, paragraph 3, sentence 2", type="ent:Passage")
    assert ids(passages)[0].endswith("/passage/park-young-june/5-2-3-2")


def test_a_snippet_says_which_name_fits_and_where(whole) -> None:
    (result,) = search(whole.client, "takeshima", type="Dispute")["results"]
    assert result["snippet"] == {"text": "Takeshima", "language": "en", "matches": [[0, 9]]}


def test_pages_follow_one_another_and_leave_nothing_out(whole) -> None:
    address, seen = "/search?q=korea+japan&type=Claim&limit=7", []
    total = 0
    while address:
        page = whole.client.get(address).json()
        seen += ids(page)
        total, address = page["total"], page.get("next", "")
    assert len(seen) == len(set(seen)) == total > 20


def test_where_nothing_is_found_near_names_are_told(whole) -> None:
    found = search(whole.client, "Roh Taewoo")
    assert (found["total"], found["like"][0]) == (0, "Roh Tae-woo")


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""""',
        "sato\0",
        "'; DROP TABLE words;--",
        "sato AND (",
        "NEAR(a b, 9)",
        "label:*",
        "*",
        "a" * 200,
        "독" * 200,
    ],
)
def test_hostile_questions_are_answered_or_refused_quickly(whole, text: str) -> None:
    begun = time.monotonic()
    answer = whole.client.get("/search", params={"q": text})
    assert answer.status_code in (200, 400)
    assert time.monotonic() - begun < 2
    assert whole.client.get("/search?q=Sato").status_code == 200


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("", "nothing-to-search-for"),
        ("q=", "nothing-to-search-for"),
        ("q=%00%22", "nothing-to-search-for"),
        ("q=" + "a" * 201, "search-too-long"),
        ("q=sato&type=Persn", "no-such-type"),
        ("q=sato&type=%00", "no-such-type"),
        ("q=sato&limit=0", "bad-limit"),
        ("q=sato&limit=101", "bad-limit"),
        ("q=sato&limit=ten", "bad-limit"),
        ("q=sato&offset=-1", "bad-offset"),
        ("q=sato&offset=" + "9" * 5000, "bad-offset"),
    ],
)
def test_what_cannot_be_meant_is_told(whole, query: str, kind: str) -> None:
    answer = whole.client.get(f"/search?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert answer.json()["type"] == f"{BASE}problem/{kind}"


def test_a_type_that_is_misspelt_is_told_with_those_that_are_near(whole) -> None:
    assert "Person" in whole.client.get("/search?q=sato&type=Persn").json()["nearest"]


def test_the_page_shows_the_same_with_marks_and_never_runs_what_is_typed(whole) -> None:
    page = whole.client.get("/search?q=takeshima", headers={"Accept": "text/html"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "Accept" in page.headers["vary"]
    assert "<mark>Takeshima</mark>" in page.text
    assert f'href="{DISPUTE.removeprefix(BASE.rstrip("/"))}"' in page.text
    hostile = whole.client.get("/search?q=" + quote('"><script>x</script>'), headers={"Accept": "text/html"})
    assert "<script>" not in hostile.text
    assert "<script>" in unescape(hostile.text)
    refused = whole.client.get("/search?q=%22", headers={"Accept": "text/html"})
    assert refused.status_code == 400
    assert "no letter" in refused.text
    assert whole.client.get("/search", headers={"Accept": "text/html"}).status_code == 200


def test_no_sentence_of_the_article_is_in_what_is_found(server, small_text: Path) -> None:
    words = small_text.read_text().split()
    told = "".join(
        server.client.get(f"/search?q={quote(word)}&limit=100").text
        for word in set(words)
        if any(map(str.isalnum, word))
    )
    assert told.count('"results"') > 10
    assert not [words[at : at + 6] for at in range(len(words) - 6) if " ".join(words[at : at + 6]) in told]


def test_a_new_dataset_is_searched_as_soon_as_it_is_served(serve, tmp_path: Path) -> None:
    old, new = (b'<urn:s> %s "%s one" .\n' % (LABEL, name) for name in (b"old", b"new"))
    with serve("--dataset", str(put(tmp_path, old))) as running:
        assert ids(search(running.client, "old")) == ["urn:s"]
        put(tmp_path, new)
        eventually(lambda: search(running.client, "new")["total"] == 1)
        assert search(running.client, "old")["total"] == 0
