"""The pages on a real server: the answer with its evidence, the form, and whom sentences are shown to."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from kg.project import Project

ROWS = "SELECT ?o { ?s ?p ?o }"
FLAGSHIP = "/queries/barriers-coinciding-with-stalled-agreements"


@pytest.fixture(scope="module")
def remote(server) -> Iterator[httpx.Client]:
    """Return a client whose address is not this machine's first."""
    transport = httpx.HTTPTransport(local_address="127.0.0.2")
    with httpx.Client(base_url=server.url, transport=transport, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def sentences(small_text: Path) -> list[str]:
    """Return the runs of words in the small text that can only come from it."""
    words = small_text.read_text().split()
    return [" ".join(words[place : place + 4]) for place in range(len(words) - 3)]


def question_urls() -> list[str]:
    urls = [f"/queries/{path.stem}" for path in Project.here().questions]
    assert urls
    return urls


def test_the_home_page_has_the_answer_with_its_evidence(server) -> None:
    page = server.client.get("/")
    assert page.status_code == 200
    text = unescape(page.text)
    assert "Pact on intelligence" in text
    assert "signing aborted</span>, June 2012" in text
    assert "Public sentiment against the pact" in text
    assert "No barrier coincided with it" in text
    assert "The signing of the pact was called off." in text
    assert re.search(r"[Pp]art 5, section 3, paragraph 1, sentence 1", text)
    assert text.count("<details") == 3


def test_the_home_page_has_a_form_with_the_question_in_it(server) -> None:
    form = re.search(r"<textarea[^>]*>(.*?)</textarea>", server.client.get("/").text, re.DOTALL)
    assert form is not None
    query = unescape(form[1]).strip()
    assert query.startswith("PREFIX")
    rows = server.client.post("/sparql", data={"query": query}).json()["results"]["bindings"]
    assert len(rows) == 3


def test_this_machine_sees_sentences_and_nobody_keeps_the_page(server, sentences: list[str]) -> None:
    page = server.client.get("/")
    assert any(run in unescape(page.text) for run in sentences)
    assert page.headers["cache-control"] == "no-store"
    assert "noindex" in page.headers["x-robots-tag"]


def test_nobody_else_sees_a_sentence_anywhere(server, remote: httpx.Client, sentences: list[str]) -> None:
    everything = [
        *("/", "/sparql", "/health/ready", "/nothing", "/web/style.css", "/ask"),
        *question_urls(),
        *(f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}&format={name}" for name in ("json", "xml", "csv", "tsv")),
        f"/sparql?query={quote('CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }')}",
        f"/ask?query={quote('SELECT * { GRAPH ?g { ?s ?p ?o } }')}",
        *("/id/agreement/pact.html", "/id/event/signing.html", "/claim/park-young-june/pact-aborted.html"),
        *(f"/passage/park-young-june/{slug}.html" for slug in ("5-3-1-1", "fn-2-1", "t1-2-3-1")),
    ]
    assert len(everything) > 15
    for url in everything:
        text = unescape(remote.get(url).text)
        assert not [run for run in sentences if run in text], url
    forwarded = unescape(server.client.get("/", headers={"X-Forwarded-For": "10.0.0.1"}).text)
    assert not [run for run in sentences if run in forwarded]
    home = remote.get("/")
    assert home.headers["cache-control"].startswith("public")
    assert "Pact on intelligence" in home.text
    assert "section 3, paragraph 1, sentence 1" in home.text


def test_data_and_problems_have_no_sentence_even_here(server, sentences: list[str]) -> None:
    for url in (f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}", "/sparql?query=x", "/health/ready"):
        assert not [run for run in sentences if run in server.client.get(url).text]


@pytest.mark.parametrize("url", question_urls())
def test_every_saved_question_has_a_page(server, url: str) -> None:
    page = server.client.get(url, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "The query" in page.text
    assert 'class="problem"' not in page.text


def test_the_rows_of_a_saved_question_lead_to_their_claims(server) -> None:
    page = unescape(server.client.get(FLAGSHIP, headers={"Accept": "text/html"}).text)
    assert "Rests on" in page
    assert "The signing of the pact was called off." in page
    assert "barrierLabel</th>" not in page


def test_a_free_query_shows_its_rows_and_claims_nothing_of_them(server) -> None:
    page = server.client.get(
        "/ask", params={"query": "SELECT ?label { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?label }"}
    )
    assert page.status_code == 200
    assert "Public sentiment" in page.text
    assert "Rests on" not in page.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("ASK {}", "Yes."),
        ("ASK { <urn:x> ?p ?o }", "No."),
        ("SELECT * { <urn:x> ?p ?o }", "No rows"),
        ("CONSTRUCT { <urn:x> <urn:p> 'made' } {}", '<urn:x> <urn:p> "made" .'),
        ("SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }", "no value"),
    ],
)
def test_each_form_has_its_answer(server, query: str, shown: str) -> None:
    assert shown in unescape(server.client.get("/ask", params={"query": query}).text)


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * { ?s ?p", 400, "line 1, column 17"),
        ("SELECT * { SERVICE <x:> {} }", 403, "SERVICE"),
        ("CLEAR ALL", 403, "read-only"),
        ("</textarea><script>alert(1)</script>", 400, "does not parse"),
    ],
)
def test_an_error_stands_beside_the_query_which_is_not_lost(server, query: str, status: int, said: str) -> None:
    for page in (
        server.client.get("/ask", params={"query": query}),
        server.client.post("/ask", data={"query": query}),
    ):
        assert page.status_code == status
        assert 'role="alert"' in page.text
        assert said in unescape(page.text)
        form = re.search(r"<textarea[^>]*>(.*?)</textarea>", page.text, re.DOTALL)
        assert form is not None
        assert unescape(form[1]).strip() == query
        assert "<script>" not in page.text


def test_labels_are_text_whatever_they_hold(foreign) -> None:
    page = foreign.client.get("/ask", params={"query": ROWS})
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>" not in page.text


def test_somebody_elses_data_has_a_home_page_with_the_form(foreign) -> None:
    page = foreign.client.get("/")
    assert page.status_code == 200
    assert "no stalled agreements" in page.text
    assert "<textarea" in page.text


def test_pages_take_nothing_from_elsewhere(server) -> None:
    size = 0
    for url in ("/", "/ask", question_urls()[0]):
        page = server.client.get(url, headers={"Accept": "text/html"})
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"""<script(?! (?:type="module" )?src="/web/)|\son\w+=|[^-]style=""", page.text)
        linked = re.findall(r'<(?:link(?! rel="alternate")|img|script)[^>]*(?:href|src)="([^"]+)"', page.text)
        assert linked
        assert all(address.startswith("/web/") for address in linked)
        for address in linked:
            asset = server.client.get(address)
            assert asset.status_code == 200
            assert "immutable" in asset.headers["cache-control"]
            size = max(size, len(asset.content) + len(page.content))
    assert size < 150_000


@pytest.mark.parametrize("name", ["none.css", "..%2Fapp.py", "../app.py"])
def test_only_our_assets_are_served(server, name: str) -> None:
    assert server.client.get(f"/web/{name}").status_code == 404


def test_a_page_has_its_landmarks_and_labels(server) -> None:
    for url in ("/", "/ask", FLAGSHIP):
        text = server.client.get(url, headers={"Accept": "text/html"}).text
        assert '<html lang="en">' in text
        assert len(re.findall(r"<h1[ >]", text)) == 1
        assert "<main" in text
        assert 'href="#content"' in text
        for name in re.findall(r'<textarea[^>]* ?id="(\w+)"', text):
            assert f'<label for="{name}"' in text
        assert text.count("<table") == text.count("<caption")
        identifiers = re.findall(r' id="([^"]+)"', text)
        assert len(identifiers) == len(set(identifiers))


def test_a_page_of_many_columns_stays_small(server) -> None:
    columns = " ".join(f"?v{number}" for number in range(5000))
    query = f"SELECT {columns} {{ VALUES ?v0 {{ {' '.join(map(str, range(999)))} }} }}"
    page = server.client.post("/ask", data={"query": query})
    assert page.status_code == 200
    assert "of 5,000 columns the first 100" in page.text
    assert len(page.content) < 3_000_000


def test_a_term_too_deep_for_a_page_is_said_to_be(server) -> None:
    query = "SELECT * { BIND(" + "<<( <a:a> <a:b> " * 2000 + "1" + " )>>" * 2000 + " AS ?x) }"
    page = server.client.post("/ask", data={"query": query})
    assert page.status_code == 422
    assert "nested too deeply" in page.text


@pytest.mark.parametrize(
    ("url", "status"), [("/ask?query=ASK%7B%7D&query=ASK%7B%7D", 400), ("/ask?query=%FF", 400), ("/ask?update=x", 403)]
)
def test_what_is_wrong_with_a_request_is_said_on_the_page(server, url: str, status: int) -> None:
    page = server.client.get(url)
    assert page.status_code == status
    assert 'role="alert"' in page.text
    assert "<textarea" in page.text


def test_the_page_asks_the_dataset_that_the_request_names(foreign) -> None:
    counted = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "default-graph-uri": "http://example.org/a"}
    page = foreign.client.get("/ask", params=counted)
    assert ">2</span>" in page.text
    assert "default-graph-uri=http%3A%2F%2Fexample.org%2Fa" in page.text


def test_sentences_are_not_for_a_page_under_another_name(server, sentences: list[str]) -> None:
    assert any(run in unescape(server.client.get("/").text) for run in sentences)
    for headers in ({"Host": "rebound.example"}, {"X-Forwarded-Host": "entente.example"}):
        page = unescape(server.client.get("/", headers=headers).text)
        assert not [run for run in sentences if run in page]
