"""The saved questions' files in; what a page shows of each out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.querying.query_file import load_question


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


def saved_questions(paths: Sequence[Path]) -> dict[str, SavedQuestion]:
    """The questions by name; raises InputError for a file at fault."""
    questions = {}
    for path in paths:
        file = load_question(path)
        query = "".join(line for line in file.text.splitlines(keepends=True) if not line.startswith("#+")).strip()
        needs = tuple(parameter.label for parameter in file.parameters if parameter.required)
        questions[file.name] = SavedQuestion(file.name, file.question, file.summary, query, file.evidence, needs)
    return questions


def asked(questions: dict[str, SavedQuestion], query: str) -> SavedQuestion | None:
    """The saved question that this text is, its spaces aside."""
    words = query.split()
    return next((question for question in questions.values() if question.query.split() == words), None)
