"""Queries taken apart into their patterns: each is a part of the query, and all together ask the same."""

import pytest
from pyoxigraph import Store

from kg.errors import InputError
from kg.project import Project
from kg.querying.patterns import leaves, without
from kg.querying.query_file import load_question
from kg.querying.taking_apart import parse

DATA = """PREFIX : <urn:>
INSERT DATA { :s :p 1 , 2 ; :q "two"@en ; :r :t . :t :p 3 . GRAPH :g { :s :p 4 } }"""


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.update(DATA)
    return made


def patterns_of(body: str) -> list[tuple[str, str]]:
    return [(one.kind, one.sparql) for one in leaves(parse(f"PREFIX : <urn:> SELECT * WHERE {{ {body} }}").patterns)]


@pytest.mark.parametrize(
    ("body", "patterns"),
    [
        ("?s a :A", [("triple", "?s a :A")]),
        ("?s :p ?a , ?b ; :q ?c .", [("triple", "?s :p ?a"), ("triple", "?s :p ?b"), ("triple", "?s :q ?c")]),
        ("?s :p/^:q*|!(:r|a) ?o", [("triple", "?s :p/^:q*|!(:r|a) ?o")]),
        ('?s :q "{ a }"@en ; :r "1"^^:d', [("triple", '?s :q "{ a }"@en'), ("triple", '?s :r "1"^^:d')]),
        ("?s :p [ :q ?o ; :r ( 1 2 ) ]", [("triple", "?s :p [ :q ?o ; :r ( 1 2 ) ]")]),
        ("[ :p ?x ] :q ?y ; :r ?z", [("triple", "[ :p ?x ] :q ?y ; :r ?z")]),
        ("GRAPH ?g { ?s :p ?o } ?s :q ?x", [("triple", "?s :p ?o"), ("triple", "?s :q ?x")]),
        ("?s ?p ?o FILTER(?o < 3 && ?s > 2)", [("triple", "?s ?p ?o"), ("filter", "FILTER(?o < 3 && ?s > 2)")]),
        ("FILTER NOT EXISTS { ?s ?p ?o }", [("filter", "FILTER NOT EXISTS { ?s ?p ?o }")]),
        ("FILTER REGEX(?s, '}')", [("filter", "FILTER REGEX(?s, '}')")]),
        ("OPTIONAL { ?s :p ?o }", [("optional", "OPTIONAL { ?s :p ?o }")]),
        ("MINUS { ?s :q ?o }", [("minus", "MINUS { ?s :q ?o }")]),
        ("{ ?s :p 1 } UNION { ?s :p 2 } UNION { }", [("union", "{ ?s :p 1 } UNION { ?s :p 2 } UNION { }")]),
        ("{ SELECT ?s { ?s :p ?o } LIMIT 1 }", [("subquery", "{ SELECT ?s { ?s :p ?o } LIMIT 1 }")]),
        ("VALUES (?a ?b) { (1 UNDEF) }", [("values", "VALUES (?a ?b) { (1 UNDEF) }")]),
        ("BIND(1 AS ?c)", [("bind", "BIND(1 AS ?c)")]),
        ("{ ?s :p ?o . { ?s :q ?x } }", [("triple", "?s :p ?o"), ("triple", "?s :q ?x")]),
    ],
)  # fmt: skip
def test_patterns(body: str, patterns: list[tuple[str, str]]) -> None:
    assert patterns_of(body) == patterns


def test_a_pattern_stands_where_it_says() -> None:
    query = "SELECT * { ?s a ?c ;\n  ?p 'é' , 2 }"
    (first, second, third) = parse(query).patterns
    assert [query[one.start : one.end] for one in (first, second, third)] == ["?s a ?c", "?p 'é'", "2"]


@pytest.mark.parametrize("path", Project.here().questions, ids=lambda path: path.stem)
def test_every_saved_question_is_asked_alike_from_its_patterns(small: Store, path) -> None:
    question = load_question(path)
    parsed = parse(question.sparql)
    assert [*leaves(parsed.patterns)]
    rows = [*small.query(question.sparql)]  # type: ignore[arg-type]
    grouped = "GROUP BY" in question.sparql
    assert bool(small.query(parsed.asks(parsed.patterns))) == bool(rows) or grouped


def test_what_is_left_out_is_left_out_of_groups_too(store: Store) -> None:
    parsed = parse("PREFIX : <urn:> ASK { :s :p 1 . GRAPH :g { :s :p 4 , 5 } }")
    (wrong,) = [one for one in leaves(parsed.patterns) if one.sparql == ":s :p 5"]
    assert not bool(store.query(parsed.asks(parsed.patterns)))
    assert bool(store.query(parsed.asks(without(parsed.patterns, frozenset({wrong.start})))))


def test_sources_and_values_at_the_end_stay(store: Store) -> None:
    parsed = parse("PREFIX : <urn:> SELECT ?o FROM :g WHERE { :s :p ?o } VALUES ?o { 4 }")
    assert bool(store.query(parsed.asks(parsed.patterns)))
    parsed = parse("PREFIX : <urn:> SELECT ?o FROM :g WHERE { :s :p ?o } LIMIT 3 VALUES ?o { 1 }")
    assert not bool(store.query(parsed.asks(parsed.patterns)))
    assert parsed.modified


@pytest.mark.parametrize(
    "query", ["CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "DESCRIBE <urn:x>", "SELECT * {" + "{" * 99, "SELECT * { ?s", ""]
)
def test_what_is_beyond_it_is_said_to_be(query: str) -> None:
    with pytest.raises(InputError):
        parse(query)
