"""What the endpoint says of itself to whoever asks nothing else, over HTTP."""

import pytest
from pyoxigraph import RdfFormat, Store, parse

from kg.prefixes import PREFIXES
from server.sparql.description import SD, VOID

RDFS = PREFIXES["rdfs"]
SIZES = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
    SELECT ?name ?size { ?dataset sd:namedGraph [ sd:name ?name ; sd:graph [ a sd:Graph ; void:triples ?size ] ] }"""
COUNTED = "SELECT ?name (COUNT(*) AS ?size) { GRAPH ?name { ?s ?p ?o } } GROUP BY ?name"
DEFAULT = "SELECT (COUNT(*) AS ?size) { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/ld+json, text/html;q=0.5", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
    ],
)
def test_the_service_describes_itself(foreign, accept: str | None, expected: str) -> None:
    headers = {} if accept is None else {"Accept": accept}
    response = foreign.client.get("/sparql", headers=headers)
    assert response.headers["content-type"].split(";")[0] == expected
    store = Store()
    store.extend(parse(response.content, RdfFormat.from_media_type(expected)))
    found = store.query(
        f"""PREFIX sd: <{SD}> ASK {{
          ?service a sd:Service ; sd:endpoint <{foreign.url}/sparql> ; sd:supportedLanguage sd:SPARQL11Query ;
            sd:feature sd:UnionDefaultGraph ; sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ;
            sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ;
              sd:namedGraph [ sd:name <http://example.org/a> ] ] }}"""
    )
    assert bool(found)


def test_a_default_graph_of_its_own_is_no_union(server) -> None:
    assert b"UnionDefaultGraph" not in server.client.get("/sparql").content


@pytest.fixture
def described(server) -> Store:
    """Return what the server says of itself."""
    store = Store()
    store.load(server.client.get("/sparql").content, RdfFormat.TURTLE)
    return store


def test_each_graph_tells_how_many_triples_it_has(server, described: Store) -> None:
    told = {(name.value, int(size.value)) for name, size in described.query(SIZES)}
    rows = server.query(COUNTED).json()["results"]["bindings"]
    assert told == {(row["name"]["value"], int(row["size"]["value"])) for row in rows} != set()
    (default,) = described.query(f"SELECT ?size {{ ?d <{SD}defaultGraph> [ <{VOID}triples> ?size ] }}")
    (counted,) = server.query(DEFAULT).json()["results"]["bindings"]
    assert default["size"].value == counted["size"]["value"]


def test_it_tells_the_limits(described: Store) -> None:
    (comment,) = described.query(f"SELECT ?c {{ ?service a <{SD}Service> ; <{RDFS}comment> ?c }}")
    assert "A query may take 1.5 s" in comment["c"].value


def test_it_need_not_be_sent_again(server) -> None:
    tags = set()
    for accept in ("text/turtle", "application/ld+json"):
        for host in ("a.example", "b.example"):
            headers = {"Accept": accept, "Host": host}
            first = server.client.get("/sparql", headers=headers)
            again = server.client.get("/sparql", headers={**headers, "If-None-Match": first.headers["etag"]})
            assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
            tags.add(first.headers["etag"])
    assert len(tags) == 4


def test_it_is_sent_compressed_to_who_takes_that(server) -> None:
    plain, packed = (server.client.get("/sparql", headers={"Accept-Encoding": one}) for one in ("identity", "gzip"))
    assert ("content-encoding" in plain.headers, packed.headers["content-encoding"]) == (False, "gzip")
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize("host", ["evil.example/x?", 'a"><script>', "a b"])
def test_a_false_host_is_not_repeated(server, host: str) -> None:
    response = server.client.get("/sparql", headers={"Host": host})
    assert response.status_code in (200, 400)
    assert host not in response.text


def test_a_person_is_led_to_the_form(server) -> None:
    response = server.client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (response.status_code, response.headers["location"]) == (303, "/#ask")
