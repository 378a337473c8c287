"""The questions on a real server: each format, values in words, parts, versions, and what each row rests on."""

import csv
import io
import re
from html import unescape
from itertools import pairwise

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from kg.prefixes import PREFIXES
from kg.project import Project
from kg.querying.executables import QUESTIONS
from kg.querying.query_file import QueryFile, load_question

FLAGSHIP = "/queries/barriers-coinciding-with-stalled-agreements"
FILES = {path.stem: load_question(path) for path in Project.here().questions}
PACT, LEAGUE = PREFIXES["agreement"] + "pact", PREFIXES["proposal"] + "league"
ABORTED, SENTIMENT = (PREFIXES["claim"] + slug for slug in ("pact-aborted", "sentiment-against-pact"))


def rows(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text)))


def asked(server, name: str, **parameters: object) -> list[dict[str, object]]:
    answer = server.client.get(f"/queries/{name}", params={"format": "records", **parameters})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_list_has_every_question_with_its_parameters(server) -> None:
    entries = {entry["name"]: entry for entry in server.client.get("/queries").json()}
    assert set(entries) == set(FILES)
    (parameter,) = entries["life-cycle-of-instrument"]["parameters"]
    assert parameter == {
        "name": "instrument",
        "label": "Agreement or proposal",
        "type": "iri",
        "kinds": ["agreement", "proposal"],
        "required": False,
        "default": [],
        "several": True,
    }
    assert entries["timeline-of-administration"]["chart"] == "timeline"
    page = server.client.get("/queries", headers={"Accept": "text/html"}).text
    assert all(f'href="/queries/{name}"' in page for name in FILES)


@pytest.mark.parametrize("address", ["/queries", FLAGSHIP])
@pytest.mark.parametrize("syntax", ["text/turtle", "application/rdf+xml", "application/ld+json", "application/trig"])
def test_it_is_there_as_rdf(server, address: str, syntax: str) -> None:
    answer = server.client.get(address, headers={"Accept": syntax})
    quads = list(ox.parse(answer.content, ox.RdfFormat.from_media_type(syntax)))
    executable = ox.NamedNode("http://www.w3.org/ns/shacl#SPARQLExecutable")
    found = {quad.subject.value for quad in quads if quad.object == executable}
    assert found == {QUESTIONS + name for name in FILES} if address == "/queries" else {QUESTIONS + FLAGSHIP[9:]}


@pytest.mark.parametrize("name", FILES)
def test_every_question_answers_as_the_endpoint_does(server, name: str) -> None:
    file = FILES[name]
    if any(parameter.required for parameter in file.parameters):
        assert server.client.get(f"/queries/{name}").json()["title"] == "Missing parameter"
        assert server.client.get(f"/queries/{name}", headers={"Accept": "text/html"}).status_code == 200
        return
    for format_ in ("csv", "tsv", "xml", "json"):
        there = server.client.get("/sparql", params={"query": file.text, "format": format_})
        here = server.client.get(f"/queries/{name}", params={"format": format_})
        assert (here.status_code, here.text) == (200, there.text)
        assert here.headers["content-type"] == there.headers["content-type"]
    records = asked(server, name)
    assert len(records) == len(server.client.post("/sparql", data={"query": file.text}).json()["results"]["bindings"])
    assert all(set(record) == set(file.columns) for record in records)


@pytest.mark.parametrize("value", [PACT, f"<{PACT}>", "agreement:pact", "pact", "PACT", "Pact on Intelligence"])
def test_a_thing_is_named_by_iri_or_in_words(server, value: str) -> None:
    found = rows(server.client.get(FLAGSHIP, params={"instrument": value, "format": "csv"}))
    assert [row["instrument"] for row in found] == [PACT, PACT]


def test_several_values_are_alternatives(server) -> None:
    found = rows(server.client.get(FLAGSHIP, params={"instrument": ["pact", "League"], "format": "csv"}))
    assert {row["instrument"] for row in found} == {PACT, LEAGUE}
    assert rows(server.client.get(FLAGSHIP, params={"instrument": "", "format": "csv"})) == found


@pytest.mark.parametrize(
    ("query", "parameter", "told"),
    [
        ("instrument=pakt", "instrument", "Did you mean agreement:pact"),
        ("instrument=event:signing", "instrument", "agreement:"),
        ("instrument=%22%20%7D%20%23", "instrument", "agreement:"),
        ("agreement=pact", "agreement", "no parameter"),
    ],
)
def test_what_is_wrong_is_named_with_what_there_is(server, query: str, parameter: str, told: str) -> None:
    problem = server.client.get(f"{FLAGSHIP}?{query}")
    assert problem.status_code == 400
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["parameter"] == parameter
    assert "instrument" in str(problem.json()["allowed"])
    assert told in problem.json()["detail"]
    page = server.client.get(f"{FLAGSHIP}?{query}", headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert told in unescape(page.text)


def test_an_unknown_question_tells_the_nearest(server) -> None:
    problem = server.client.get("/queries/stalled-agreement")
    assert (problem.status_code, problem.json()["nearest"][0]) == (404, "stalled-agreements")


@pytest.mark.parametrize("extra", ["", "&evidence=1"])
def test_parts_follow_each_other_and_are_the_whole(server, extra: str) -> None:
    name = "/queries/claims-of-section"
    whole = server.client.get(f"{name}?format=records{extra}").json()
    assert len(whole) > 5
    answers = [server.client.get(f"{name}?format=records&limit=2{extra}")]
    while "next" in answers[-1].links:
        answers.append(server.client.get(answers[-1].links["next"]["url"]))
    assert [row for answer in answers for row in answer.json()] == whole
    assert len(answers) == -(-len(whole) // 2) > 2
    for before, after in pairwise(answers):
        assert server.client.get(after.links["prev"]["url"]).json() == before.json()
    for answer in answers:
        assert server.client.get(answer.links["first"]["url"]).json() == answers[0].json()
        assert server.client.get(answer.links["last"]["url"]).json() == answers[-1].json()


def test_a_part_behind_the_end_is_empty(server) -> None:
    answer = server.client.get(f"{FLAGSHIP}?limit=2&offset=100&format=records")
    assert (answer.status_code, answer.json()) == (200, [])
    assert "next" not in answer.links


def test_a_permanent_link_names_the_dataset(server) -> None:
    answer = server.client.get(f"{FLAGSHIP}?instrument=pact&format=csv")
    link = answer.links["bookmark"]["url"]
    served = server.client.get("/health/ready").json()["dataset"]
    assert f"dataset={served}" in link
    again = server.client.get(link)
    assert (again.status_code, again.text) == (200, answer.text)
    gone = server.client.get(link.replace(served, "0" * 64))
    assert (gone.status_code, gone.json()["served"]) == (410, served)
    assert server.client.get(link.replace(served, "0" * 64), headers={"Accept": "text/html"}).status_code == 410


def test_each_row_rests_on_the_claims_in_its_own_columns(server) -> None:
    first, *_ = asked(server, FLAGSHIP[9:], instrument="pact", evidence=1)
    assert [(one["column"], one["claim"]) for one in first["evidence"]] == [
        ("stageClaim", first["stageClaim"]),
        ("barrierClaim", first["barrierClaim"]),
    ]
    stage = first["evidence"][0]
    assert (stage["claim"], stage["statement"], stage["stance"], stage["holder"]) == (
        ABORTED,
        "The signing of the pact was called off.",
        "asserted",
        None,
    )
    assert stage["passages"] == [
        {"passage": PREFIXES["passage"] + "5-3-1-1", "place": "Part 5, section 3, paragraph 1, sentence 1 (page 130)"},
        {"passage": PREFIXES["passage"] + "fn-2-1", "place": "Footnote 2, sentence 1 (page 115)"},
    ]


@pytest.mark.parametrize("format_", ["csv", "tsv", "xml", "json"])
def test_evidence_is_there_in_every_format_and_no_sentence(server, small_text, format_: str) -> None:
    answer = server.client.get(FLAGSHIP, params={"evidence": 1, "format": format_, "instrument": "pact"})
    assert answer.status_code == 200
    assert SENTIMENT in answer.text and "stageClaimPlaces" in answer.text
    words = small_text.read_text().split()
    assert not [run for n in range(len(words) - 4) if (run := " ".join(words[n : n + 5])) in answer.text]
    plain = server.client.get(FLAGSHIP, params={"format": format_, "instrument": "pact"})
    assert plain.headers["etag"] != answer.headers["etag"]
    if format_ == "csv":
        assert [{c: row[c] for c in FILES[FLAGSHIP[9:]].columns} for row in rows(answer)] == rows(plain)


def test_a_row_without_a_claim_in_a_column_has_no_evidence_for_it(server) -> None:
    (league,) = asked(server, FLAGSHIP[9:], instrument="league", evidence=1)
    assert league["barrierClaim"] is None
    assert [one["column"] for one in league["evidence"]] == ["stageClaim"]


def test_who_holds_a_reported_view_is_told(server) -> None:
    (fear,) = (row for row in asked(server, "reported-not-asserted", evidence=1))
    assert {(one["stance"], one["holder"]) for one in fear["evidence"]} == {("reported", "Civic groups")}


def test_a_question_without_evidence_says_why(server) -> None:
    found = asked(server, "background", evidence=1)
    assert found
    assert {row["noEvidence"] for row in found} == {FILES["background"].header.evidence_note}


def numbers() -> list[QueryFile]:
    return [file for file in FILES.values() if file.header.drill and not file.evidence]


def claims_behind(server, row: dict[str, object]) -> set[str]:
    behind = server.client.get(row["listedBy"], headers={"Accept": "application/json"})
    assert behind.status_code == 200, behind.text
    return {one["claim"] for one in behind.json()}


def test_the_rows_behind_a_number_are_as_many(server) -> None:
    found = asked(server, "claims-per-section", evidence=1)
    assert [len(claims_behind(server, row)) for row in found] == [row["claims"] for row in found] != []
    (one,) = asked(server, "claims-per-section", part=5, evidence=1)
    assert one["listedBy"] == "/queries/claims-of-section?part=5&section=3"


@pytest.mark.slow
def test_the_rows_behind_every_number_are_as_many(serve, built: Project) -> None:
    with serve("--dataset", str(built.dataset)) as server:
        for file in numbers():
            found = asked(server, file.name, evidence=1)
            assert [len(claims_behind(server, row)) for row in found] == [row["claims"] for row in found] != []


def test_there_are_questions_of_numbers() -> None:
    assert {file.name for file in numbers()} == {"claims-per-section", "claims-per-stance", "most-told-things"}


def test_a_page_has_a_form_the_answer_and_its_evidence(server) -> None:
    page = server.client.get(f"{FLAGSHIP}?instrument=pact", headers={"Accept": "text/html"})
    text = unescape(page.text)
    assert page.status_code == 200
    assert re.search(r'<option value="agreement:pact" selected>\s*Pact on intelligence', text)
    assert "Public sentiment stood against the pact." in text
    assert "format=csv" in text and "dataset=" in text
    assert page.headers["vary"] == "Accept, Accept-Encoding"


def test_representations_have_tags_of_their_own(server) -> None:
    tags = [
        server.client.get(address, headers={"Accept": accept, "Accept-Encoding": coding}).headers["etag"]
        for address in ("/queries/claims-of-section", "/queries/claims-of-section?evidence=1", "/queries")
        for accept in ("application/json", "text/turtle")
        for coding in ("gzip", "identity")
        if not ("evidence" in address and accept == "text/turtle")
    ]
    tags += [
        server.client.get(f"/queries/claims-of-section?format={format_}").headers["etag"]
        for format_ in ("csv", "tsv", "xml", "json")
    ]
    assert len(set(tags)) == len(tags)


def test_other_data_has_answers_without_rows(foreign) -> None:
    assert foreign.client.get(f"{FLAGSHIP}?format=records").json() == []
    assert foreign.client.get(f"{FLAGSHIP}?evidence=1&format=records").json() == []
    assert foreign.client.get(f"{FLAGSHIP}?instrument=pact").status_code == 400


def test_the_list_is_read_by_rdflib(server) -> None:
    graph = rdflib.Graph().parse(data=server.client.get("/queries?format=turtle").text, format="turtle")
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.SH.SPARQLExecutable))) == len(FILES)
