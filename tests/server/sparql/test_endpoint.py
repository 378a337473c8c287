"""The endpoint over HTTP, on a real server: each way to ask, each format, each refusal, in plain words."""

import csv
import io
import json
import re
import socket
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from server.sparql.formats import GRAPHS, RESULTS

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
LABELS = "SELECT ?thing ?label { ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?thing ?label"
STATES = "CONSTRUCT { ?s a ?kind } WHERE { ?s a ?kind . FILTER(STRSTARTS(STR(?kind), 'https://w3id.org/entente/')) }"

WAYS = {
    "GET": lambda client, query, headers: client.get(f"/sparql?query={quote(query)}", headers=headers),
    "GET with plus": lambda client, query, headers: client.get("/sparql", params={"query": query}, headers=headers),
    "POST form": lambda client, query, headers: client.post("/sparql", data={"query": query}, headers=headers),
    "POST form with %20": lambda client, query, headers: client.post(
        "/sparql", content=f"query={quote(query)}", headers={"Content-Type": FORM, **headers}
    ),
    "POST direct": lambda client, query, headers: client.post(
        "/sparql", content=query, headers={"Content-Type": DIRECT, **headers}
    ),
}


def problem(response: httpx.Response, status: int) -> dict[str, object]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = response.json()
    assert document["status"] == status
    assert {"type", "title", "detail"} <= set(document)
    words = response.text
    assert "Traceback" not in words
    assert ".py" not in words
    assert not re.search(r"/(?:work|home|root|tmp|usr)/", words)
    return document


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("format_", RESULTS, ids=lambda format_: format_.media_type)
def test_a_select_in_every_way_and_format(server, way: str, format_) -> None:
    response = WAYS[way](server.client, LABELS, {"Accept": format_.media_type})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == format_.media_type
    assert response.headers["access-control-allow-origin"] == "*"
    if format_.engine == "text/csv":
        rows = list(csv.DictReader(io.StringIO(response.text)))
        assert {"thing", "label"} == set(rows[0])
        labels = [row["label"] for row in rows]
    else:
        syntax = QueryResultsFormat.from_media_type(format_.engine)
        solutions = parse_query_results(response.content, syntax)
        assert isinstance(solutions, QuerySolutions)
        labels = [row["label"].value for row in solutions]
    assert len(labels) > 20
    assert "Public sentiment" in labels


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("format_", GRAPHS, ids=lambda format_: format_.media_type)
def test_a_construct_in_every_way_and_format(server, way: str, format_) -> None:
    response = WAYS[way](server.client, STATES, {"Accept": format_.media_type})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == format_.media_type
    syntax = RdfFormat.from_media_type(format_.media_type)
    assert len(set(parse(response.content, syntax))) > 10


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        ("ASK {}", "*/*", "application/sparql-results+json"),
        ("ASK {}", "text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml;charset=utf-8", "application/sparql-results+xml"),
        ("DESCRIBE <urn:x>", "*/*", "text/turtle"),
        ("DESCRIBE <urn:x>", "text/csv, application/rdf+xml;q=0.5", "application/rdf+xml"),
        ("SELECT * {}", "text/turtle, text/csv;q=0.1", "text/csv"),
    ],
)
def test_the_form_decides_what_is_offered(server, query: str, accept: str, expected: str) -> None:
    response = server.query(query, Accept=accept)
    assert response.headers["content-type"].split(";")[0] == expected


@pytest.mark.parametrize(("name", "expected"), [("csv", "text/csv"), ("JSON", RESULTS[0].media_type)])
def test_a_format_by_name_beats_accept(server, name: str, expected: str) -> None:
    response = server.client.get(
        "/sparql", params={"query": "SELECT * {}", "format": name}, headers={"Accept": "text/turtle"}
    )
    assert response.headers["content-type"].split(";")[0] == expected


@pytest.mark.parametrize("headers", [{"Accept": "image/png"}, {"Accept": "text/turtle"}, {"Accept": "*/*;q=0"}])
def test_what_cannot_be_sent_is_406_with_what_can(server, headers: dict[str, str]) -> None:
    document = problem(server.query("SELECT * {}", **headers), 406)
    assert document["offered"] == [format_.media_type for format_ in RESULTS]


def test_an_unknown_format_by_name_is_406(server) -> None:
    response = server.client.get("/sparql", params={"query": "SELECT * {}", "format": "turtle"})
    assert "json" in problem(response, 406)["names"]  # type: ignore[operator]


def test_a_syntax_error_has_line_and_column(server) -> None:
    document = problem(server.query("SELECT *\n{ ?s ?p"), 400)
    assert (document["line"], document["column"]) == (2, 8)
    assert "line 2, column 8" in str(document["detail"])


@pytest.mark.parametrize(
    ("method", "url", "arguments", "status"),
    [
        ("POST", "/sparql", {"data": {"update": "CLEAR ALL"}}, 403),
        ("POST", "/sparql", {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403),
        ("GET", "/sparql?query=INSERT%20DATA%20%7B%7D", {}, 403),
        ("GET", "/sparql?query=LOAD%20%3Cfile:///etc/passwd%3E", {}, 403),
        ("PUT", "/sparql", {"content": "x"}, 405),
        ("DELETE", "/sparql", {}, 405),
        ("PATCH", "/sparql", {}, 405),
        ("GET", "/nothing/here", {}, 404),
        ("POST", "/health/ready", {}, 405),
        ("POST", "/", {}, 405),
        ("POST", "/sparql", {"content": b"x" * 300_000, "headers": {"Content-Type": DIRECT}}, 413),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=relative", {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, 400),
        ("GET", "/sparql?query=%FF%FE", {}, 400),
        ("GET", "/sparql?query=", {}, 400),
        ("GET", "/sparql?query=SELECT%20(%3Curn:f%3E()%20AS%20?x)%20%7B%7D", {}, 400),
    ],
)
def test_refusals_are_problems(server, method: str, url: str, arguments: dict[str, object], status: int) -> None:
    document = problem(server.client.request(method, url, **arguments), status)
    assert len(str(document["detail"])) > 20


def test_a_request_that_is_not_read_to_its_end_closes_its_connection(server) -> None:
    for _ in range(20):
        reply = server.client.post("/sparql", content=b"x" * 300_000, headers={"Content-Type": DIRECT})
        assert (reply.status_code, reply.headers.get("connection")) == (413, "close")
        problem(server.client.get("/sparql?query="), 400)


def test_a_refused_method_names_those_there_are(server) -> None:
    assert server.client.delete("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent<http://127.0.0.1:9/>{} }",
        "SELECT * { ?s ?p true SeRvIcE#\n?o{} }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x {} }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }",
    ],
)
def test_service_is_refused(server, query: str) -> None:
    assert "SERVICE" in str(problem(server.query(query), 403)["detail"])


@pytest.mark.parametrize(
    "query",
    ["ASK { ?s ?p 'SERVICE <x:> {}' }", "ASK { # SERVICE\n }", "ASK { ?service <http://example.org/SERVICE> 1 }"],
)
def test_a_mention_of_service_is_answered(server, query: str) -> None:
    assert server.query(query).status_code == 200


def test_nobody_is_led_elsewhere(server) -> None:
    response = server.client.get("/sparql/", headers={"Host": "evil.example"})
    assert problem(response, 404)
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_result_is_no_page_of_ours(server) -> None:
    response = server.query("SELECT * {}", Accept="application/xml")
    assert response.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_compressed_request_is_415(server) -> None:
    headers = {"Content-Type": DIRECT, "Content-Encoding": "gzip"}
    response = server.client.post("/sparql", content=b"x", headers=headers)
    assert "Content-Encoding" in str(problem(response, 415)["detail"])


def test_a_request_that_does_not_arrive_is_408(server) -> None:
    address = httpx.URL(server.url)
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {DIRECT}\r\nContent-Length: 9\r\n\r\n"
    with socket.create_connection((address.host, address.port), timeout=5) as slow:
        slow.sendall(head.encode() + b"ASK")
        assert b"HTTP/1.1 408 " in slow.recv(4096)


def test_a_tag_names_one_representation_of_one_answer(server) -> None:
    requests = [
        (query, format_) for query in (LABELS, "SELECT * {}") for format_ in ("json", "csv", "application/json")
    ]
    tags = [
        server.client.get("/sparql", params={"query": query, "format": format_}).headers["etag"]
        for query, format_ in requests
    ]
    assert len(set(tags)) == len(requests)


def test_a_known_answer_is_not_sent_again(server) -> None:
    first = server.query(LABELS)
    again = server.query(LABELS, **{"If-None-Match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert server.query(LABELS, **{"If-None-Match": '"other"'}).status_code == 200
    assert server.query(LABELS, **{"If-None-Match": first.headers["etag"], "Accept": "text/csv"}).status_code == 200


def test_a_post_is_answered_whatever_the_client_has(server) -> None:
    tag = server.client.post("/sparql", data={"query": LABELS}).headers["etag"]
    again = server.client.post("/sparql", data={"query": LABELS}, headers={"If-None-Match": tag})
    assert again.status_code == 200


@pytest.mark.parametrize("template", ["[] a ?kind", "_:x a ?kind", "(?s) a ?kind"])
def test_an_answer_with_nodes_of_its_own_has_a_weak_tag(server, template: str) -> None:
    query = f"CONSTRUCT {{ {template} }} WHERE {{ ?s a ?kind }}"
    tag = server.query(query).headers["etag"]
    assert tag.startswith('W/"')
    assert server.query(query, **{"If-None-Match": tag}).status_code == 304
    assert server.query("CONSTRUCT { ?s a ?kind } WHERE { ?s a ?kind }").headers["etag"].startswith('"')


def test_an_answer_that_varies_is_not_kept(server) -> None:
    response = server.query("SELECT (UUID() AS ?x) {}")
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_what_is_only_reported_is_not_in_the_default_graph(server) -> None:
    reported = "SELECT ?claim ?s ?p ?o { ?claim <https://w3id.org/entente/ontology#stance> "
    reported += "<https://w3id.org/entente/concept/stance-reported> GRAPH ?claim { ?s ?p ?o } }"
    rows = server.query(reported).json()["results"]["bindings"]
    assert rows
    for row in rows:
        subject, predicate, value = (row[name]["value"] for name in "spo")
        literal = f'"{value}"' if row["o"]["type"] == "literal" else f"<{value}>"
        if row["o"]["type"] == "uri":
            assert server.query(f"ASK {{ <{subject}> <{predicate}> {literal} }}").json()["boolean"] is False


@pytest.mark.parametrize(
    ("default", "named", "here", "in_named"),
    [
        ([], [], {"in a": 1, "in b": 1, "in both": 1}, 4),
        (["a"], [], {"in a": 1, "in both": 1}, 0),
        (["a", "b"], [], {"in a": 1, "in b": 1, "in both": 1}, 0),
        (["a"], ["b"], {"in a": 1, "in both": 1}, 2),
        ([], ["b"], {}, 2),
    ],
)
def test_a_union_default_graph_counts_a_triple_once(
    foreign, default: list[str], named: list[str], here: dict[str, int], in_named: int
) -> None:
    dataset = {
        "default-graph-uri": [f"http://example.org/{name}" for name in default],
        "named-graph-uri": [f"http://example.org/{name}" for name in named],
    }
    plain = "FILTER(!STRSTARTS(?o, '<'))"
    counts = f"SELECT ?o (COUNT(*) AS ?n) {{ ?s ?p ?o {plain} }} GROUP BY ?o"
    rows = foreign.client.get("/sparql", params={"query": counts, **dataset}).json()["results"]["bindings"]
    assert {row["o"]["value"]: int(row["n"]["value"]) for row in rows} == here
    total = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o {plain} }} }}"
    row = foreign.client.get("/sparql", params={"query": total, **dataset}).json()["results"]["bindings"][0]
    assert int(row["n"]["value"]) == in_named


def test_several_from_clauses_count_a_triple_once(foreign) -> None:
    query = "PREFIX e: <http://example.org/> SELECT (COUNT(*) AS ?n) FROM e:a FROM <http://example.org/b> "
    query += "{ ?s ?p ?o FILTER(!STRSTARTS(?o, '<')) }"
    assert foreign.query(query).json()["results"]["bindings"][0]["n"]["value"] == "3"


@pytest.mark.parametrize(
    ("clauses", "pattern", "expected"),
    [
        ("FROM e:a FROM e:a", "?s ?p ?o", "2"),
        ("FROM NAMED e:a FROM NAMED e:a", "GRAPH ?g { ?s ?p ?o }", "2"),
        ("FROM e:b FROM NAMED e:a FROM NAMED e:a", "GRAPH ?g { ?s ?p ?o }", "2"),
    ],
)
def test_a_graph_named_twice_counts_once(foreign, clauses: str, pattern: str, expected: str) -> None:
    query = f"PREFIX e: <http://example.org/> SELECT (COUNT(*) AS ?n) {clauses} {{ {pattern} }}"
    assert foreign.query(query).json()["results"]["bindings"][0]["n"]["value"] == expected


def test_health(server) -> None:
    assert server.client.get("/health/live").json() == {"status": "live"}
    ready = server.client.get("/health/ready").json()
    assert ready["status"] == "ready"
    assert re.fullmatch("[0-9a-f]{64}", ready["dataset"])
    assert ready["limits"]["query_timeout_s"] == 1.5
    assert json.dumps(ready).count("/") == 0
