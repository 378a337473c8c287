"""What the scanner tells of a query: its form, its FROM clauses, whether it varies, and every way to write SERVICE."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.asking.scanner import Scan, scan
from kg.project import Project

ELSEWHERE = "<http://127.0.0.1:9/>"
"""The engine refuses this port by itself: whether a query would have called it shows, and nothing is called."""

CALLS = {
    "plain": f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
    "lower case, no spaces": f"select*{{service{ELSEWHERE}{{?s ?p ?o}}}}",
    "mixed case": f"SELECT * {{ sErViCe {ELSEWHERE} {{ ?s ?p ?o }} }}",
    "silent": f"SELECT * {{ SERVICE SILENT {ELSEWHERE} {{ ?s ?p ?o }} }}",
    "silent, glued": f"SELECT * {{ SERVICESILENT{ELSEWHERE}{{ ?s ?p ?o }} }}",
    "variable": "SELECT * { ?s ?p ?g . SERVICE ?g { ?a ?b ?c } }",
    "prefixed name": "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "empty prefix, glued": "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
    "empty prefix, comment": "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x # {\n { ?s ?p ?o } }",
    "comment in between": f"SELECT * {{ SERVICE#comment\n{ELSEWHERE}#another\n{{ ?s ?p ?o }} }}",
    "after a number": f"SELECT * {{ ?s ?p 1SERVICE{ELSEWHERE}{{ ?a ?b ?c }} }}",
    "after true": f"SELECT * {{ ?s ?p trueSERVICE{ELSEWHERE}{{ ?a ?b ?c }} }}",
    "after true, as a name": "PREFIX : <http://127.0.0.1:9/> SELECT * { ?s ?p true.SERVICE:x { ?a ?b ?c } }",
    "after a string": f"SELECT * {{ ?s ?p 'x'SERVICE{ELSEWHERE}{{ ?a ?b ?c }} }}",
    "after a name with two dots": f"PREFIX e: <x:> SELECT * {{ ?s ?p e:a.b.SERVICE {ELSEWHERE} {{ ?a ?b ?c }} }}",
    "in OPTIONAL": f"SELECT * {{ OPTIONAL{{SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }}",
    "in EXISTS": f"ASK {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }} }}",
    "in GRAPH": "PREFIX : <x:> SELECT * { GRAPH ?g { ?s ?p ?o . SERVICE:x {} } }",
    "behind what looks like an IRI": f"SELECT * {{ ?s ?p ?o FILTER(?o<1)SERVICE#>\n{ELSEWHERE}{{ ?a ?b ?c }} }}",
    "behind a string begun in a false IRI": f"SELECT * {{ FILTER(?o<1)#>'''\nSERVICE {ELSEWHERE} {{}} #'''\n }}",
    "behind quotes compared": f"SELECT * {{ ?s ?p ?o FILTER(?o<'>'&&''='')SERVICE {ELSEWHERE} {{}} #'\n }}",
    "escaped letter": "SELECT * { \\u0053ERVICE <x:> { ?s ?p ?o } }",
    "escaped letters, long": "SELECT * { \\U00000073\\u0045RVICE <x:> { ?s ?p ?o } }",
    "escaped quote that ends a string elsewhere": 'SELECT * { ?s ?p "\\u0022 . SERVICE <x:> {} #" }',
}

MENTIONS = {
    "string": "SELECT * { ?s ?p 'SERVICE <x:> {}' }",
    "double-quoted string": 'SELECT * { ?s ?p "SERVICE <x:> {}"@en }',
    "long strings": "SELECT * { ?s ?p '''a ' '' SERVICE <x:> {}''' , \"\"\"SERVICE \" <x:> {}\"\"\" }",
    "escaped quote": "SELECT * { ?s ?p 'it\\'s SERVICE <x:> {}' }",
    "comment": "SELECT * { # SERVICE <x:> {}\n ?s ?p ?o }",
    "IRI": "SELECT * { ?s <http://example.org/SERVICE> ?o }",
    "IRI with a quote": "SELECT * { ?s <http://example.org/it's> 'SERVICE' }",
    "relative IRI": "BASE <http://example.org/> SELECT * { ?s <service> ?o }",
    "urn": "SELECT * { ?s <urn:example:service> ?o }",
    "variable": "SELECT ?service { ?service ?p $SERVICE }",
    "local name": "PREFIX e: <x:> SELECT * { ?s e:service e:SERVICE.service }",
    "prefix": "PREFIX service: <x:> SELECT * { ?s service:x ?o }",
    "prefix of a graph": "PREFIX service: <x:> SELECT * FROM service:a { GRAPH service:g { ?s ?p ?o } }",
    "prefix of what is described": "PREFIX service: <x:> DESCRIBE service:x { ?s ?p ?o }",
    "language tag": "SELECT * { ?s ?p 'x'@service }",
    "blank node": "SELECT * { _:service ?p ?o }",
    "values": "SELECT * { VALUES (?x ?y) { (1 <http://example.org/service>) ('service' <urn:service>) } }",
    "comparison": "SELECT * { ?s ?p ?o FILTER(?o < 5 && ?o > 1) BIND('SERVICE' AS ?x) }",
}


@pytest.mark.parametrize("query", CALLS.values(), ids=CALLS.keys())
def test_every_service_clause_is_seen(query: str) -> None:
    assert scan(query).calls_service


@pytest.mark.parametrize("query", MENTIONS.values(), ids=MENTIONS.keys())
def test_a_mention_is_no_call(query: str) -> None:
    assert not scan(query).calls_service


@pytest.mark.parametrize("query", MENTIONS.values(), ids=MENTIONS.keys())
def test_the_engine_runs_what_only_mentions_it(query: str) -> None:
    Store().query(query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * {}", Scan("SELECT")),
        ("# SELECT\n ask{}", Scan("ASK")),
        ("PREFIX a: <x:#> # b\nBASE <y:> CONSTRUCT { ?s ?p ?o } {}", Scan("CONSTRUCT")),
        ("describe <x:>", Scan("DESCRIBE")),
        ("PREFIX a: <x:> INSERT DATA { a:a a:a a:a }", Scan("UPDATE")),
        ("LOAD <x:>", Scan("UPDATE")),
        ("", Scan(None)),
        ("garbage", Scan(None)),
        ("SELECT * FROM <x:a> FROM NAMED <x:b> FROM <x:c> {}", Scan("SELECT", ("x:a", "x:c"), ("x:b",))),
        ("PREFIX g: <x:g/> SELECT * FROM g:a FROM\n#\nNAMED g:b {}", Scan("SELECT", ("x:g/a",), ("x:g/b",))),
        ("BASE <http://b.org/c/> ASK FROM <d> {}", Scan("ASK", ("http://b.org/c/d",))),
        ("SELECT * { ?s ?p 'FROM <x:a>' }", Scan("SELECT")),
        ("SELECT (NOW() AS ?now) {}", Scan("SELECT", varies=True)),
        ("SELECT (strUUID() AS ?x) {}", Scan("SELECT", varies=True)),
        ("SELECT * { BIND(bnode() AS ?x) }", Scan("SELECT", varies=True)),
        ("SELECT * { ?s ?p ?o } ORDER BY RAND()", Scan("SELECT", varies=True)),
        ("SELECT ?now { ?now ?uuid 'rand' }", Scan("SELECT")),
    ],
)
def test_the_rest_of_what_is_told(query: str, expected: Scan) -> None:
    assert scan(query) == expected


PIECES = [
    *("?s ?p ?o", "?s ?p 1", "?s ?p true", "?s ?p 'a'", "?s ?p e:a.b", "?s ?p e:a.b.", "?s ?p <x:y>", "{}", "."),
    *("FILTER(?o<1)", "FILTER(?o<'>')", "FILTER(1<2)", "FILTER(''=''&&1<2)", "BIND(1<2 AS ?z)", "VALUES ?v { 1 }"),
    *(
        "#>'",
        "#'''\n",
        "#\n",
        "'",
        '"',
        "'''",
        ">",
        "<",
        "\\'",
        "\n",
        " ",
        ")",
        "e:\\'",
        "_:a.b",
        "@en",
        "$x",
        "?",
        "*",
    ),
    *("'x>y'", '"\\u0022"', "FILTER(1<2)#>'''\n", "FILTER(?o<'>'&&''='')", "OPTIONAL { ?s ?p ?o }", "GRAPH ?g {}"),
]
CLAUSES = [
    f"SERVICE{ELSEWHERE}{{}}",
    f"service {ELSEWHERE} {{ ?a ?b ?c }}",
    "SERVICE:x{}",
    f"SERVICE#>\n{ELSEWHERE}{{}}",
]


def called_by_the_engine(query: str, store: Store) -> bool:
    try:
        result = store.query(query)
        if isinstance(result, QuerySolutions):
            list(result)
    except OSError as error:
        return "port 9" in str(error)
    except (SyntaxError, RuntimeError):
        return False
    return False


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    for value in (Literal(0), Literal("a"), Literal(""), NamedNode("x:y")):
        store.add(Quad(NamedNode("x:s"), NamedNode("x:p"), value))
    return store


def test_the_engine_would_have_called(store: Store) -> None:
    queries = [query for name, query in CALLS.items() if "127.0.0.1:9" in query and "SILENT" not in query.upper()]
    called = [query for query in queries if called_by_the_engine(query, store)]
    assert len(called) > len(queries) // 2


@settings(max_examples=600, deadline=None)
@given(
    before=st.lists(st.sampled_from(PIECES), max_size=5),
    clause=st.sampled_from(CLAUSES),
    after=st.lists(st.sampled_from(PIECES), max_size=4),
)
def test_whatever_the_engine_runs_as_service_is_seen(
    store: Store, before: list[str], clause: str, after: list[str]
) -> None:
    query = f"PREFIX : <http://127.0.0.1:9/> PREFIX e: <x:> SELECT * {{{''.join(before)}{clause}{''.join(after)}}}"
    if called_by_the_engine(query, store):
        assert scan(query).calls_service


@given(st.text(alphabet="SERVICE service{}<>'\"#?:.\\u0053()\n", max_size=60))
def test_no_text_confuses_it(text: str) -> None:
    scan(text)


@pytest.mark.parametrize(
    "piece",
    [
        *["<", "'", '"""', "<a)", "?a<1)#>'", "a.", "\\u0041", "{(", "'''\\q", "now:", "x<y ", "<a'b>'", ":now"],
        *["\\'now ", '\\"x ', "x'y\\"],
        *["service x:y ", "a:b" + "." * 1000 + " ", "a:b" + "." * 100_000, "FROM<x:a>", "<a'>" * 99 + "x 'aaa " * 999],
    ],
)
def test_no_text_holds_others_up(piece: str) -> None:
    """It takes milliseconds; others wait as long."""
    query = "SELECT service " + piece * (250_000 // len(piece))
    began = time.perf_counter()
    scan(query)
    assert time.perf_counter() - began < 0.3


@pytest.mark.parametrize(
    "query",
    [
        "BASE<http://example.org/>" + "BASE<b/>" * 30_000 + "SELECT * FROM <c> FROM <d> {}",
        "SELECT * " + "FROM <http://example.org/g> " * 2_500 + "{}",
        "SELECT * { FILTER(1 " + "< 2 && 1 " * 6_000 + ") }# now",
    ],
    ids=["bases", "sources", "comparisons"],
)
def test_what_is_too_involved_is_not_read(query: str) -> None:
    began = time.perf_counter()
    assert scan(query).too_involved
    assert scan(query).calls_service, "who looks no further than that must not evaluate it"
    assert time.perf_counter() - began < 0.3


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES ?x { " + "<http://example.org/from/service#x> " * 6_000 + "} }",
        "PREFIX e: <http://example.org/> SELECT * { VALUES ?x { " + "e:xyz " * 30_000 + "} BIND(NOW() AS ?now) }",
        "SELECT * { VALUES ?x { " + '"from here to service" ' * 6_000 + "} }",
    ],
    ids=["IRIs", "names", "strings"],
)
def test_what_is_only_long_is_read(query: str) -> None:
    assert not scan(query).too_involved
    assert not scan(query).calls_service


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("BASE <http://e/x> PREFIX : <#> SELECT * FROM :a FROM <y> {}", ("http://e/x#a", "http://e/y")),
        ("BASE <http://e/x> SELECT * FROM <> FROM <?q> {}", ("http://e/x", "http://e/x?q")),
        ("BASE <http://e/a/b/> SELECT * FROM <../c> {}", ("http://e/a/c",)),
        ("SELECT * FROM <x:a> FROM <x:a> {}", ("x:a", "x:a")),
    ],
)
def test_references_are_resolved_as_the_engine_does(query: str, expected: tuple[str, ...]) -> None:
    assert scan(query).default_graphs == expected


def test_the_saved_questions_call_nobody(project: Project) -> None:
    texts = [Path(path).read_text(encoding="utf-8") for path in project.questions]
    assert texts
    for text in texts:
        assert scan(text) == Scan("SELECT", varies=scan(text).varies)
        assert not scan(text).calls_service


def test_a_large_query_that_a_person_writes_is_read_to_its_end() -> None:
    row = (
        "(<http://example.org/it's_(NUMBER)#service> <urn:NUMBER> 'from now (on), a service' e:KIND-NUMBER)"
        + " " * 100
        + "\n"
    )
    rows = (
        row.replace("NUMBER", str(number)).replace("KIND", ("thing", "service")[number % 2]) for number in range(1100)
    )
    opening = "PREFIX e: <x:> SELECT * FROM <x:a> FROM <x:b> { VALUES (?a ?b ?c ?service) {"
    query = f"{opening}{''.join(rows)}}} }}"
    assert 200_000 < len(query) < 262_144
    assert scan(query) == Scan("SELECT", ("x:a", "x:b"))
    assert scan(query[:-2] + f"SERVICE {ELSEWHERE} {{}} }}").calls_service
