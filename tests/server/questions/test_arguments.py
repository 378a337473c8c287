"""What the address of a question asks; what is wrong with it is named, with what it may be."""

from urllib.parse import quote

import pytest

from kg.project import Project
from kg.querying.query_file import QueryFile, load_question
from server.problems import Problem
from server.questions.arguments import OURS, Arguments, read_arguments

QUESTIONS = {path.stem: load_question(path) for path in Project.here().questions}


@pytest.fixture
def question() -> QueryFile:
    return QUESTIONS["claims-per-section"]


@pytest.mark.parametrize(
    ("query_string", "expected"),
    [
        (b"", Arguments()),
        (b"part=1&part=2&section=", Arguments((("part", "1"), ("part", "2")))),
        (b"limit=5&offset=10", Arguments(limit=5, offset=10)),
        (b"evidence=1&format=csv", Arguments(evidence=True, format="csv")),
        (b"evidence=no", Arguments()),
        (b"timeout=2.5&dataset=0123456789ab", Arguments(timeout=2.5, dataset="0123456789ab")),
        (b"limit=5&limit=6", Arguments(limit=6)),
    ],
)
def test_what_is_asked(question: QueryFile, query_string: bytes, expected: Arguments) -> None:
    assert read_arguments(question, query_string) == expected


@pytest.mark.parametrize(
    ("query_string", "parameter", "allowed"),
    [
        (b"parts=1", "parts", "part"),
        (b"limit=0", "limit", "from 1 on"),
        (b"limit=-1", "limit", "from 1 on"),
        (b"limit=1e3", "limit", "from 1 on"),
        (b"limit=9999999999", "limit", "from 1 on"),
        (b"offset=x", "offset", "from 0 on"),
        (b"evidence=maybe", "evidence", "yes"),
        (b"dataset=nothing", "dataset", "hexadecimal"),
        (b"dataset=0123", "dataset", "twelve"),
        ("part=1&دور=2".encode(), "دور", "section"),
        (b"query=SELECT+*", "query", "format"),
        (b"part=" + b"1" * 2001, "part", "2000 characters"),
    ],
)
def test_what_is_wrong_is_named(question: QueryFile, query_string: bytes, parameter: str, allowed: str) -> None:
    with pytest.raises(Problem) as raised:
        read_arguments(question, query_string)
    problem = raised.value
    assert (problem.status, problem.members["parameter"]) == (400, parameter)
    assert allowed in problem.members["allowed"]


def test_what_is_too_long_for_links_is_refused(question: QueryFile) -> None:
    assert len(read_arguments(question, b"&".join([b"part=1"] * 1000)).values) == 1000
    with pytest.raises(Problem) as raised:
        read_arguments(question, b"&".join([b"part=1"] * 2000))
    assert raised.value.status == 414


def test_a_question_that_needs_something_says_what() -> None:
    with pytest.raises(Problem) as raised:
        read_arguments(QUESTIONS["evidence-about"], b"thing=")
    assert (raised.value.kind, raised.value.members["parameter"]) == ("missing-parameter", "thing")


def test_no_question_calls_its_own_what_all_have() -> None:
    assert len(QUESTIONS) >= 70
    assert {parameter.name for question in QUESTIONS.values() for parameter in question.parameters} & set(OURS) == set()


@pytest.mark.parametrize("value", ["a&b=c#d", "한국", '"', "%41", "a+b c"])
def test_an_address_asks_the_same_again(question: QueryFile, value: str) -> None:
    arguments = read_arguments(question, f"part={quote(value)}&format=csv&evidence=1".encode())
    address = arguments.address("claims-per-section", limit=2, offset=4, dataset="0123456789ab")
    path, _, query_string = address.partition("?")
    again = read_arguments(question, query_string.encode())
    assert path == "/queries/claims-per-section"
    assert again == Arguments((("part", value),), "csv", 2, 4, True, "0123456789ab")
