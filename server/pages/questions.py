"""The saved questions' files in; what a page shows of each out."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.querying.query_file import QueryFile


@dataclass(frozen=True)
class SavedQuestion:
    """One question: its name, the question in words, its SPARQL without the header, and the columns of its claims.

    `needs`: what must be filled in before it can be asked.
    """

    name: str
    words: str
    summary: str
    query: str
    evidence: tuple[str, ...]
    needs: tuple[str, ...]


def saved_questions(files: Iterable[QueryFile]) -> dict[str, SavedQuestion]:
    """The questions by name."""
    questions = {}
    for file in files:
        needs = tuple(parameter.label for parameter in file.parameters if parameter.required)
        questions[file.name] = SavedQuestion(file.name, file.question, file.summary, file.sparql, file.evidence, needs)
    return questions


def asked(questions: dict[str, SavedQuestion], query: str) -> SavedQuestion | None:
    """The saved question that this text is, its spaces aside."""
    words = query.split()
    return next((question for question in questions.values() if question.query.split() == words), None)
