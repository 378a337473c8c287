"""Query files: what a header must say, where a parameter must stand, and that a bound value stays a value."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from kg.errors import EntenteError, InputError, SyntaxProblem
from kg.prefixes import PREFIXES
from kg.querying.query_file import bind, load_query, load_question
from kg.querying.run import select

HEADER = """\
#+ summary: Things and their labels
#+ description: Every label.
#+ question: What is it called?
#+ tags: [names]
#+ parameters:
#+   thing: {label: Thing, type: iri, kind: [agreement, proposal]}
#+   word: {label: Word, type: string}
#+ evidence: {none: labels stand in no claim}
#+ chart: table
"""
BODY = """\
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?thing ?word
WHERE {
  VALUES ?thing { UNDEF }
  VALUES ?word { UNDEF }
  ?thing rdfs:label ?word .
}
ORDER BY ?thing ?word
"""
PACT = NamedNode(f"{PREFIXES['agreement']}pact")
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(text: str) -> Path:
        path = tmp_path / "names.rq"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_a_good_file_is_read_whole(write: Write) -> None:
    query = load_question(write(HEADER + BODY))
    assert (query.name, query.columns, query.question) == ("names", ("thing", "word"), "What is it called?")
    assert [(one.name, one.type, one.kinds) for one in query.parameters] == [
        ("thing", "iri", ("agreement", "proposal")),
        ("word", "string", ()),
    ]
    assert query.header.evidence_note == "labels stand in no claim"


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        (HEADER, "", "no header"),
        ("#+ summary: Things and their labels\n", "", "no summary"),
        ("#+ summary:", "#+ sumary:", "'sumary' is no header field"),
        ("#+ summary: Things", "#+ summary: [Things", "not YAML"),
        ("#+ summary: Things and their labels", "#+ summary: 7", "summary is not a text"),
        ("#+ tags: [names]", "#+ tags: names", "tags is not a list"),
        ("type: string", "type: text", "none of iri, string, integer, date"),
        ("type: string", "type: string, kind: agreement", "names a kind and is no iri"),
        ("kind: [agreement, proposal]", "kind: [pact]", "no prefix of kg/prefixes.py"),
        ("label: Word, ", "", "parameter word has no label"),
        ("{label: Word, type: string}", "{label: Word, type: string, required: maybe}", "neither true nor false"),
        ("{label: Word, type: string}", "{label: Word, type: string, required: true, default: a}", "and has a default"),
        ("{label: Word, type: string}", "{label: Word, type: string, default: a}", "another default"),
        ("{label: Word, type: string}", "Word", "parameter word has no fields"),
        ("#+ chart: table", "#+ chart: pie", "'pie' is unknown"),
        ("{none: labels stand in no claim}", "{none: ''}", "says none and not why"),
        ("{none: labels stand in no claim}", "[claim]", "'claim', which is no column"),
        ("  VALUES ?word { UNDEF }\n", "", "parameter word has 0 VALUES lines"),
        ("  VALUES ?word { UNDEF }\n", "  VALUES ?word { UNDEF }\n" * 2, "parameter word has 2 VALUES lines"),
        ("  VALUES ?thing { UNDEF }\n", "  ?thing a ?type .\n  VALUES ?thing { UNDEF }\n", "is not first"),
        (
            "PREFIX rdfs:",
            "PREFIX ent: <https://w3id.org/entente/ontology#>\nPREFIX rdfs:",
            "ent: is declared and never",
        ),
        ("2000/01/rdf-schema#>", "2000/01/rdf-schem#>", "prefix rdfs: stands for"),
        ("PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n", "", "rdfs: is used and not declared"),
        ("SELECT ?thing ?word", "SELECT ?thing (?word", "does not parse"),
        ("#+ question: What is it called?\n", "", "lacks the question in words"),
        ("#+ chart: table\n", "", "lacks how to draw"),
        ("#+ evidence: {none: labels stand in no claim}\n", "", "lacks evidence"),
    ],
)
def test_a_faulty_file_is_refused_with_its_path(write: Write, before: str, after: str, complaint: str) -> None:
    assert before in HEADER + BODY
    path = write((HEADER + BODY).replace(before, after, 1))
    with pytest.raises(EntenteError, match=complaint.replace("?", r"\?")) as refused:
        load_question(path)
    assert str(refused.value).startswith(str(path))


def test_a_query_that_does_not_parse_names_the_line(write: Write) -> None:
    with pytest.raises(SyntaxProblem) as refused:
        load_query(write(HEADER + BODY.replace("?thing rdfs:label ?word .", "?thing rdfs:label .")))
    assert refused.value.line == HEADER.count("\n") + 7


def test_what_is_not_bound_is_left_as_written(write: Write) -> None:
    query = load_query(write(HEADER + BODY))
    assert bind(query, {}) == query.text == bind(query, {"thing": []})


def test_one_term_several_terms_and_the_same_term_twice(write: Write, small: Store) -> None:
    query = load_query(write(HEADER + BODY))
    league = NamedNode(f"{PREFIXES['proposal']}league")
    assert [row[0] for row in select(small, bind(query, {"thing": [PACT]})).rows] == [PACT]
    assert [row[0] for row in select(small, bind(query, {"thing": [PACT, league, PACT]})).rows] == [PACT, league]


def test_a_default_stands_in_the_file_and_in_the_header(write: Write, small: Store) -> None:
    header = HEADER.replace("kind: [agreement, proposal]}", "kind: [agreement, proposal], default: 'agreement:pact'}")
    body = BODY.replace("?thing { UNDEF }", f"?thing {{ {PACT} }}")
    query = load_query(write(header + body))
    assert query.parameter("thing").default == (PACT,)
    assert len(select(small, bind(query, {})).rows) == 1


@pytest.mark.parametrize(
    ("name", "terms", "complaint"),
    [
        ("things", [PACT], "no parameter 'things'.*thing, word"),
        ("thing", [Literal("pact")], "thing cannot be"),
        ("thing", [NamedNode(f"{PREFIXES['event']}signing")], "agreement:… or proposal:…"),
        ("word", [PACT], "word cannot be"),
        ("word", [Literal("pact", language="en")], "word cannot be"),
    ],
)
def test_a_term_of_another_type_is_refused(
    write: Write, name: str, terms: list[NamedNode | Literal], complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint):
        bind(load_query(write(HEADER + BODY)), {name: terms})


def test_a_required_parameter_that_is_missing_is_named(write: Write) -> None:
    query = load_query(write(HEADER.replace("type: string}", "type: string, required: true}") + BODY))
    with pytest.raises(InputError, match="names needs the parameter word"):
        bind(query, {"thing": [PACT]})


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_text_is_bound_comes_back_as_that_text(text: str) -> None:
    solutions = select(Store(), f"SELECT ?word WHERE {{ VALUES ?word {{ {Literal(text)} }} }}")
    assert solutions.rows == ((Literal(text),),)
