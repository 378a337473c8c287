"""A folder of recorded answers and a store in; a line for each row that is missing, new, or out of order, out.

An answer is recorded as `<question>.csv`, or `<question>--<parameter>=<value>.csv` with one such part per parameter:
what `kg query <question> <parameter>=<value> --format csv` writes.
"""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Store

from kg.asking.answers import serialise
from kg.asking.dataset import evaluate
from kg.asking.questions import ask, find_question
from kg.errors import InputError
from kg.prefixes import shorten

_PART = "--"


def recordings(folder: Path) -> list[Path]:
    """The recorded answers in a folder, sorted; raises InputError where there is none."""
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise InputError("holds no recorded answer.", path=folder, advice="Name the folder of <question>.csv files.")
    return files


def differences(store: Store, questions: Sequence[Path], recording: Path) -> list[str]:
    """How the answer the store gives differs from the recorded one; raises InputError for a name that asks nothing."""
    expected = _rows(recording.read_text(encoding="utf-8"))
    given = _rows(answer_to(store, questions, recording.stem))
    if expected == given:
        return []
    if not expected:
        return [f"{recording.name}: nothing is recorded yet; rows in the answer: {len(given) - 1}"]
    if expected[0] != given[0]:
        return [f"{recording.name}: the columns were {', '.join(expected[0])}; they are {', '.join(given[0])}"]
    before, now = Counter(expected), Counter(given)
    lost = [f"{recording.name}: no longer answered: {_shown(row)}" for row in (before - now).elements()]
    new = [f"{recording.name}: not recorded: {_shown(row)}" for row in (now - before).elements()]
    return [*lost, *new] or [f"{recording.name}: the same rows come in another order"]


def record(store: Store, questions: Sequence[Path], recording: Path) -> None:
    """Write the answer that the store gives now into a recording."""
    recording.write_text(answer_to(store, questions, recording.stem), encoding="utf-8", newline="")


def answer_to(store: Store, questions: Sequence[Path], name: str) -> str:
    """The answer that a recording's name asks for, as CSV with plain line ends."""
    question, *parts = name.split(_PART)
    query = find_question(questions, question)
    arguments = [(parameter, value) for parameter, _, value in (part.partition("=") for part in parts)]
    return serialise(evaluate(store, ask(store, query, arguments)), "csv").decode().replace("\r\n", "\n")


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))]


def _shown(row: tuple[str, ...]) -> str:
    return " | ".join(shorten(cell) for cell in row)
