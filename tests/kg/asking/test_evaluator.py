"""What an evaluator makes of a question, without a process of its own."""

import json
import os
import tempfile
from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.asking.evaluator import IN_MEMORY, ResultTooLarge, ResultWriter, answer_to
from kg.asking.frames import (
    MARK,
    Answer,
    Failure,
    Question,
    decode_answer,
    decode_question,
    encode_answer,
    encode_question,
)

JSON = "application/sparql-results+json"
TRIG = "application/trig"
EVERYTHING = "CONSTRUCT WHERE { ?s ?p ?o }"
TWICE = b"<urn:s> <urn:p> 1 . <urn:a> { <urn:s> <urn:q> 2 } <urn:b> { <urn:s> <urn:q> 2 }"


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(TWICE, RdfFormat.TRIG)
    return store


@pytest.fixture
def spool() -> Iterator[int]:
    with tempfile.TemporaryFile() as file:
        yield file.fileno()


def test_a_small_result_stays_in_memory(spool: int) -> None:
    writer = ResultWriter(spool, 100)
    writer.write(b"one")
    writer.write(b"two")
    assert writer.answer() == b"onetwo"
    assert os.fstat(spool).st_size == 0


def test_a_large_result_goes_to_the_spool_in_order(spool: int) -> None:
    writer = ResultWriter(spool, 10 * IN_MEMORY)
    parts = [bytes([number]) * (IN_MEMORY // 3) for number in range(7)]
    for part in parts:
        assert writer.write(part) == len(part)
    size = writer.answer()
    assert size == sum(map(len, parts))
    assert os.pread(spool, 10 * IN_MEMORY, MARK.size) == b"".join(parts)


def test_nothing_of_a_discarded_result_is_in_the_next(spool: int) -> None:
    writer = ResultWriter(spool, 10 * IN_MEMORY)
    writer.write(b"a" * 3 * IN_MEMORY)
    writer.discard()
    assert os.fstat(spool).st_size == MARK.size
    writer.write(b"b" * 2 * IN_MEMORY)
    assert writer.answer() == 2 * IN_MEMORY
    assert set(os.pread(spool, 3 * IN_MEMORY, MARK.size)) == {ord("b")}


def test_the_limit_holds_to_the_byte(spool: int) -> None:
    writer = ResultWriter(spool, 6)
    writer.write(b"onetwo")
    with pytest.raises(ResultTooLarge):
        writer.write(b"!")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (Question("SELECT * {", JSON), "syntax"),
        (Question("ASK {}", JSON, ("relative",)), "graph"),
        (Question("ASK {}", JSON, (), ("<x:>",)), "graph"),
        (Question("SELECT (<urn:f>(1) AS ?x) {}", JSON), "unsupported"),
        (Question("SELECT * {}", "text/turtle"), "unsupported"),
        (Question("CONSTRUCT WHERE { ?s ?p ?o }", JSON), "unsupported"),
        (Question("SELECT * { ?s ?p ?o }", JSON), "size"),
        (Question(EVERYTHING, "application/n-quads", graph="urn:a"), "size"),
        (Question(EVERYTHING, TRIG, graph="no name"), "unsupported"),
        (Question(EVERYTHING, "text/turtle", graph="urn:a"), "unsupported"),
    ],
)
def test_what_cannot_be_answered_is_told_by_its_kind(store: Store, spool: int, question: Question, kind: str) -> None:
    answer = answer_to(store, question, ResultWriter(spool, 50))
    assert isinstance(answer, Failure)
    assert answer.kind == kind
    assert answer.what.endswith(".")


def test_several_default_graphs_count_a_triple_once(store: Store, spool: int) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    answer = answer_to(store, Question(query, JSON, ("urn:a", "urn:b")), ResultWriter(spool, 1000))
    assert isinstance(answer, bytes)
    assert json.loads(answer)["results"]["bindings"][0]["n"]["value"] == "1"


@pytest.mark.parametrize("syntax", [RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD], ids=str)
def test_triples_are_sent_as_the_graph_that_is_named(store: Store, spool: int, syntax: RdfFormat) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <urn:a> { ?s ?p ?o } }"
    answer = answer_to(store, Question(query, syntax.media_type, graph="urn:a"), ResultWriter(spool, 1000))
    assert isinstance(answer, bytes)
    assert set(parse(answer, syntax)) == set(store.quads_for_pattern(None, None, None, NamedNode("urn:a"))) != set()


def test_questions_survive_their_frames() -> None:
    question = Question("SELECT * { ?s ?p '한국' }", JSON, ("urn:a",), ("urn:b", "urn:c"), gzip=True, graph="urn:d")
    assert decode_question(encode_question(3, question)[4:]) == (3, question.to_bytes())
    assert Question.from_bytes(question.to_bytes()) == question


@pytest.mark.parametrize("answer", [b"", b"bytes \x00 of any kind", 1 << 40, Failure("syntax", "Wrong.", 3, 4)])
def test_answers_survive_their_frames(answer: Answer) -> None:
    assert decode_answer(encode_answer(9, answer)[4:]) == (9, answer)
