"""Why an answer is empty, on a real server: the pattern that emptied it, and near names; only what is measured."""

import time

import pytest

from kg.prefixes import BASE, ENT, PREFIXES

PREFIX = f"PREFIX ent: <{ENT}> PREFIX rdfs: <{PREFIXES['rdfs']}> PREFIX agreement: <{PREFIXES['agreement']}>\n"


def explained(server, query: str) -> dict:
    answer = server.client.get("/explain-empty", params={"query": PREFIX + query})
    assert answer.status_code == 200, answer.text
    document = answer.json()
    assert document["asked"] <= 40
    return document


def test_a_class_that_is_mistyped_is_named_with_the_nearest(article) -> None:
    found = explained(article, "SELECT * { ?s a ent:StageRecrd ; rdfs:label ?l }")
    (pattern,) = found["patterns"]
    assert (pattern["sparql"], pattern["alone"], pattern["line"]) == ("?s a ent:StageRecrd", False, 2)
    (name,) = found["names"]
    assert name["iri"] == ENT + "StageRecrd"
    assert name["near"][0] == {
        "iri": ENT + "StageRecord",
        "label": "stage record",
        "page": "/ontology#StageRecord",
    }


def test_the_patterns_without_which_there_are_rows_are_told(server) -> None:
    found = explained(server, "SELECT * { ?s a ent:StageRecord ; ent:stageOf ?i . ?i a ent:Person . ?i rdfs:label ?l }")
    told = [("?s ent:stageOf ?i", True), ("?i a ent:Person", True)]
    assert [(one["sparql"], one["rest"]) for one in found["patterns"]] == told
    assert found["names"] == []


def test_a_filter_is_told_from_patterns(server) -> None:
    found = explained(server, "SELECT * { ?s rdfs:label ?l FILTER(?l = 'Pact on inteligence'@en) }")
    (pattern,) = found["patterns"]
    assert (pattern["kind"], pattern["rest"]) == ("filter", True)
    assert found["names"][0]["near"][0]["label"] == "Pact on intelligence"


def test_a_text_without_its_language_is_told(server) -> None:
    found = explained(server, 'SELECT * { ?s rdfs:label "Pact on intelligence" }')
    assert found["names"][0]["knownAs"] == '"Pact on intelligence"@en'


def test_where_no_single_pattern_empties_it_the_turning_point_is_told(server) -> None:
    query = "SELECT * { ?s a ent:StageRecord . ?s a ent:Person . ?s a ent:Instrument . ?s a ent:Influence }"
    found = explained(server, query)
    told = [(one["sparql"], one.get("together"), one.get("alone"), one.get("rest")) for one in found["patterns"]]
    assert told[0][1:] in ((False, None, None), (None, False, None))


def test_graphs_are_looked_into(server) -> None:
    found = explained(server, "SELECT * { GRAPH ?g { ?s ent:stageOf ?i . ?s ent:stageOff ?j } }")
    assert [one["sparql"] for one in found["patterns"]] == ["?s ent:stageOff ?j"]


def test_what_follows_the_patterns_may_empty_it(server) -> None:
    found = explained(server, "SELECT (COUNT(*) AS ?n) { ?s a ent:StageRecord } GROUP BY ?s HAVING(?n > 99)")
    assert found["patterns"] == []
    assert "HAVING" in found["words"]


def test_an_answer_that_is_not_empty_is_said_to_be_none(server) -> None:
    assert explained(server, "SELECT * { ?s a ent:StageRecord }")["empty"] is False


def test_a_query_that_makes_triples_is_not_taken_apart(server) -> None:
    found = explained(server, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert (found["complete"], found["patterns"]) == (False, [])


@pytest.mark.parametrize(
    ("query", "status"),
    [("SELECT * { ?s", 200), ("CLEAR ALL", 403), ("SELECT * { SERVICE <x:> {} }", 403), ("", 400)],
)
def test_what_is_no_query_is_refused_as_by_the_endpoint(server, query: str, status: int) -> None:
    assert server.client.get("/explain-empty", params={"query": query}).status_code == status


def test_it_is_asked_by_post_too(server) -> None:
    query = PREFIX + "ASK { ?s a ent:StageRecrd }"
    as_it_is = server.client.post("/explain-empty", content=query, headers={"Content-Type": "application/sparql-query"})
    as_a_form = server.client.post("/explain-empty", data={"query": query})
    assert as_it_is.json() == as_a_form.json()
    assert as_it_is.json()["patterns"]


def test_it_ends_in_time_however_many_patterns_there_are(server) -> None:
    patterns = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(300))
    began = time.perf_counter()
    found = explained(server, f"SELECT * {{ {patterns} <urn:nothing> ?p ?o }}")
    assert time.perf_counter() - began < 8
    assert found["empty"] is True


def test_the_page_says_why_and_leads_to_near_names(server) -> None:
    query = PREFIX + "SELECT * { agreement:pakt ?p ?o }"
    page = server.client.get("/ask", params={"query": query}, headers={"Accept": "text/html"}).text
    assert "No rows." in page
    assert "<code>agreement:pakt ?p ?o</code>" in page
    assert 'href="/id/agreement/pact"' in page
    assert "the article does not say so" not in page


def test_somebody_elses_data_is_explained_too(foreign) -> None:
    found = explained(foreign, f"SELECT * {{ ?s <http://example.org/p> ?o . ?s a <{BASE}x> }}")
    assert [one["sparql"] for one in found["patterns"]] == [f"?s a <{BASE}x>"]
