"""Questions and two datasets in; the rows that only one of them gives in answer out."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from kg.asking.answers import serialise
from kg.asking.dataset import evaluate
from kg.asking.questions import ask
from kg.errors import EntenteError, InputError
from kg.querying.query_file import QueryFile, load_question

_PART = "--"
Row = tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """A question with the values it is asked with; its name is that of its recorded answer."""

    name: str
    question: QueryFile
    arguments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AnswerChange:
    """How the answers of two datasets to one call differ: rows as CSV has them, each as often as it came or went."""

    name: str
    summary: str
    columns: Row
    lost: tuple[Row, ...]
    new: tuple[Row, ...]


@dataclass(frozen=True)
class Answers:
    """How many calls were asked, those whose answers differ, and for each that could not be asked why, in a line."""

    asked: int
    changes: tuple[AnswerChange, ...]
    not_asked: tuple[str, ...]


def compare_answers(old: Store, new: Store, questions: Sequence[Path], recorded: Iterable[str]) -> Answers:
    """Ask both each question: with the values its answers were recorded with, or as it stands where it needs none.

    A value that one dataset has no name for has no rows there.
    """
    calls, not_asked = calls_of(questions, recorded)
    changes = []
    for call in calls:
        try:
            before, after = Counter(_rows(old, call)), Counter(_rows(new, call))
        except EntenteError as error:
            not_asked.append(f"{call.name}: {error}")
            continue
        lost, gained = tuple((before - after).elements()), tuple((after - before).elements())
        if lost or gained:
            changes.append(AnswerChange(call.name, call.question.summary, call.question.columns, lost, gained))
    return Answers(len(calls), tuple(changes), tuple(sorted(not_asked)))


def calls_of(questions: Sequence[Path], recorded: Iterable[str]) -> tuple[list[Call], list[str]]:
    """The calls to make, by name, and for each question that cannot be asked a line that says why."""
    names = set(recorded)
    calls, not_asked = list[Call](), list[str]()
    for path in questions:
        try:
            question = load_question(path)
        except EntenteError as error:
            not_asked.append(f"{path.stem}: {error.what}")
            continue
        own = sorted(name for name in names if name.partition(_PART)[0] == path.stem)
        needs = [parameter.name for parameter in question.parameters if parameter.required]
        if not needs and path.stem not in own:
            own.insert(0, path.stem)
        calls += [Call(name, question, _arguments(name)) for name in own]
        if not own:
            not_asked.append(f"{path.stem}: needs {', '.join(needs)}, and no answer is recorded to take it from")
    return calls, not_asked


def _arguments(name: str) -> tuple[tuple[str, str], ...]:
    parts = (part.partition("=") for part in name.split(_PART)[1:])
    return tuple((parameter, value) for parameter, _, value in parts)


def _rows(store: Store, call: Call) -> list[Row]:
    try:
        bound = ask(store, call.question, call.arguments)
    except InputError:
        return []
    text = serialise(evaluate(store, bound), "csv").decode().replace("\r\n", "\n")
    return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))][1:]
