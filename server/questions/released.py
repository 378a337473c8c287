"""A question and the release it is asked of in; the question as it was in that release out.

A permanent link names a dataset, and a dataset holds its questions (`graph:queries`): the answer stays what it was also
where the question's file has changed since.
"""

import json
from dataclasses import replace

from pyoxigraph import QuerySolutions, Store

from kg.prefixes import GRAPH, PREFIXES
from kg.querying.executables import QUESTIONS
from kg.querying.parameters import Parameter
from kg.querying.query_file import QueryFile, is_bound_in
from server.problems import Problem
from server.questions.arguments import Arguments


def text_query(question: QueryFile) -> str:
    """The SELECT of the question's text in a dataset."""
    iri, select = f"<{QUESTIONS}{question.name}>", f"<{PREFIXES['sh']}select>"
    return f"SELECT ?text {{ GRAPH <{GRAPH}queries> {{ {iri} {select} ?text }} }}"


def as_released(question: QueryFile, results: bytes) -> QueryFile:
    """The question with the text that the results of `text_query` have; as it is now where the dataset has none.

    What that text does not take is no parameter of it, what is no column of it no evidence.
    """
    rows = json.loads(results)["results"]["bindings"]
    text = rows[0]["text"]["value"] if len(rows) == 1 else question.sparql
    if text == question.sparql:
        return question
    try:
        result = Store().query(text)
    except SyntaxError:
        return question
    columns = tuple(variable.value for variable in result.variables) if isinstance(result, QuerySolutions) else ()
    evidence = tuple(column for column in question.header.evidence if column in columns)
    parameters: tuple[Parameter, ...] = tuple(one for one in question.parameters if is_bound_in(one.name, text))
    return replace(
        question,
        text=text,
        header=replace(question.header, evidence=evidence),
        parameters=parameters,
        columns=columns,
    )


def check_taken(question: QueryFile, arguments: Arguments) -> None:
    """Raise Problem 400 where a value is given for what the question, as it was, does not take."""
    taken = [parameter.name for parameter in question.parameters]
    for name, _ in arguments.values:
        if name not in taken:
            detail = f"In the version that the link names, {question.name} has no parameter {name!r}."
            raise Problem(400, "unknown-parameter", detail, parameter=name, allowed=taken)
