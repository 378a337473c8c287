"""The public questions: each says what it must, and no value that is typed in can change what is asked."""

import re
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from kg.asking.questions import ask
from kg.errors import InputError
from kg.prefixes import ENT, PREFIXES
from kg.project import Project
from kg.querying.parameters import Parameter
from kg.querying.query_file import QueryFile, bind, load_question
from kg.querying.run import Table, Term, select

PATHS = Project.here().questions
HOSTILE = [
    '"',
    "'",
    "\\",
    '" } DELETE { ?s ?p ?o } #',
    "} DELETE WHERE { ?s ?p ?o } #",
    "UNDEF } VALUES ?x { 1",
    "a\nVALUES ?thing { UNDEF }\n",
    "\\u0022 } #",
    "한국 – Tōkyō 😀 \u2028",
    "\x00",
    "<urn:a> <urn:b>",
    "?thing",
    "{} %s $1 \\1",
]
IN_SMALL = {
    "background",
    "barriers-and-precipitants-by-administration",
    "barriers-coinciding-with-stalled-agreements",
    "claims-of-section",
    "claims-per-section",
    "claims-per-stance",
    "events-of-a-person",
    "evidence-about",
    "highest-stage-of-instruments",
    "life-cycle-of-instrument",
    "offices-acted-in",
    "participants-of-event",
    "proposals-never-materialised",
    "reported-not-asserted",
    "stalled-agreements",
    "stalled-without-barrier",
    "timeline-of-administration",
    "what-did-not-happen",
}
"""Questions that the small dataset answers and rdflib can: it joins labels before what has them, at length."""
each_question = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def test_the_questions_are_there() -> None:
    assert len(PATHS) >= 70


@each_question
def test_it_says_what_a_public_question_must(path: Path) -> None:
    query = load_question(path)
    assert query.question.endswith("?")
    assert set(query.header.drill and [query.header.drill]) <= {path.stem for path in PATHS}
    assert re.search(r"\nORDER BY [^}]*$", query.text), "the last clause is no ORDER BY"


@pytest.mark.filterwarnings("ignore:Dataset[.]:DeprecationWarning")  # rdflib's own parser calls what it deprecates
@pytest.mark.parametrize("path", [path for path in PATHS if path.stem in IN_SMALL], ids=lambda path: path.stem)
def test_another_engine_gives_the_same_rows(path: Path, small: Store, small_file: Path) -> None:
    query = load_question(path)
    dataset = rdflib.Dataset()
    dataset.parse(data=small_file.read_text(encoding="utf-8"), format="nquads")
    here = Counter(tuple(map(cells, row)) for row in select(small, query.text).rows)
    there = Counter(tuple(map(rdflib_cells, row)) for row in dataset.query(query.text))
    assert here == there
    assert here


def cells(term: Term | None) -> tuple[str, ...]:
    if isinstance(term, Literal):
        return (term.value, term.datatype.value, term.language or "")
    assert not isinstance(term, BlankNode)
    return () if term is None else (str(term),)


def rdflib_cells(term: rdflib.term.Node | None) -> tuple[str, ...]:
    if isinstance(term, rdflib.Literal):
        plain = PREFIXES["rdf"] + "langString" if term.language else PREFIXES["xsd"] + "string"
        return (str(term), str(term.datatype or plain), term.language or "")
    return () if term is None else (f"<{term}>",)


def attempt(store: Store, query: QueryFile, parameter: Parameter, text: str) -> Table | None:
    """Ask with a value as typed; None where it is refused."""
    try:
        return select(store, ask(store, query, [(parameter.name, text)]))
    except InputError as error:
        assert "\n" not in str(error).strip()
        return None


@each_question
def test_hostile_values_give_no_rows(path: Path, small: Store) -> None:
    query = load_question(path)
    assert query.parameters
    for parameter in query.parameters:
        for text in HOSTILE:
            answer = attempt(small, query, parameter, text)
            assert answer is None or answer.rows == ()
        for text in ("it's", "a~b(c)!$&*+,;=", "%7D%20", "é한") if parameter.type == "iri" else ():
            term = NamedNode(PREFIXES[parameter.kinds[0] if parameter.kinds else "event"] + text)
            assert select(small, bind(query, {parameter.name: [term]})).rows == ()


def test_a_reported_barrier_is_no_barrier(small: Store) -> None:
    query = load_question(next(path for path in PATHS if path.stem == "barriers-coinciding-with-stalled-agreements"))
    records = list(select(small, query.text).records())
    shown = [
        tuple(record[column].value if column in record else "" for column in ("stageLabel", "known", "certainty"))
        for record in records
        if isinstance(record["stageLabel"], Literal)
    ]
    assert shown == [
        ("not materialised", "", "asserted"),
        ("signing aborted", "stated", "asserted"),
        ("signing aborted", "certain", "hedged"),
    ]
    assert NamedNode(PREFIXES["influence"] + "cold-war") not in {record.get("barrier") for record in records}


def test_the_same_barrier_told_by_two_claims_leads_to_both(small: Store) -> None:
    query = load_question(next(path for path in PATHS if path.stem == "barriers-coinciding-with-stalled-agreements"))
    again = NamedNode(PREFIXES["claim"] + "told-again")
    barrier, pact = (
        NamedNode(PREFIXES[kind] + slug)
        for kind, slug in (("influence", "sentiment-against-pact"), ("agreement", "pact"))
    )
    coincidence = NamedNode(PREFIXES["coincidence"] + "pact-sentiment")
    store = Store()
    store.extend(small)
    store.extend(
        [
            Quad(barrier, NamedNode(ENT + "influences"), pact, again),
            Quad(again, NamedNode(ENT + "stance"), NamedNode(PREFIXES["concept"] + "stance-hedged")),
            Quad(coincidence, NamedNode(PREFIXES["prov"] + "wasDerivedFrom"), again),
        ]
    )
    rows = [record for record in select(store, query.text).records() if record.get("barrier") == barrier]
    assert [(str(row["certainty"]), row["barrierClaim"] == again) for row in rows] == [
        ('"asserted"', False),
        ('"hedged"', True),
    ]
