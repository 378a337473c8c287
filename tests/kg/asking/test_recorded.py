"""Recorded answers: the same rows pass, and each row that is lost, new or out of place is named."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.asking.answers import serialise
from kg.asking.dataset import evaluate
from kg.asking.questions import ask, find_question
from kg.asking.recorded import differences, record, recordings
from kg.errors import InputError
from kg.project import Project

QUESTIONS = Project.here().questions
NAME = "life-cycle-of-instrument--instrument=pact.csv"


@pytest.fixture
def recorded(small: Store, tmp_path: Path) -> Path:
    query = find_question(QUESTIONS, "life-cycle-of-instrument")
    path = tmp_path / NAME
    path.write_bytes(serialise(evaluate(small, ask(small, query, [("instrument", "pact")])), "csv"))
    return path


def test_the_same_rows_pass_whatever_the_line_ends(small: Store, recorded: Path) -> None:
    assert differences(small, QUESTIONS, recorded) == []
    recorded.write_bytes(recorded.read_bytes().replace(b"\r\n", b"\n"))
    assert differences(small, QUESTIONS, recorded) == []


def test_a_changed_row_is_one_lost_and_one_new(small: Store, recorded: Path) -> None:
    recorded.write_text(recorded.read_text(encoding="utf-8").replace("signing aborted", "signed"), encoding="utf-8")
    lost, new = differences(small, QUESTIONS, recorded)
    assert lost.startswith(f"{NAME}: no longer answered: agreement:pact | ")
    assert new.startswith(f"{NAME}: not recorded: agreement:pact | ")
    assert "signing aborted" in new


def test_a_row_twice_is_not_a_row_once(small: Store, recorded: Path) -> None:
    lines = recorded.read_bytes().splitlines(keepends=True)
    recorded.write_bytes(b"".join([*lines, lines[-1]]))
    assert len(differences(small, QUESTIONS, recorded)) == 1


def test_other_columns_are_told(small: Store, recorded: Path) -> None:
    recorded.write_text(recorded.read_text(encoding="utf-8").replace("stageLabel", "label"), encoding="utf-8")
    (difference,) = differences(small, QUESTIONS, recorded)
    assert "the columns were" in difference


def test_an_answer_not_recorded_yet_is_told(small: Store, recorded: Path) -> None:
    recorded.write_bytes(b"")
    assert differences(small, QUESTIONS, recorded) == [f"{NAME}: nothing is recorded yet; rows in the answer: 1"]


def test_another_order_is_told(small: Store, tmp_path: Path) -> None:
    path = tmp_path / "participants-of-event.csv"
    query = find_question(QUESTIONS, "participants-of-event")
    header, first, *rest = serialise(evaluate(small, query.text), "csv").splitlines(keepends=True)
    path.write_bytes(b"".join([header, *rest, first]))
    assert differences(small, QUESTIONS, path) == [f"{path.name}: the same rows come in another order"]


def test_a_name_that_asks_nothing_and_an_empty_folder_are_refused(small: Store, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no question 'life'"):
        differences(small, QUESTIONS, _written(tmp_path / "life.csv"))
    with pytest.raises(InputError, match="no parameter 'x'"):
        differences(small, QUESTIONS, _written(tmp_path / "background--x=y.csv"))
    with pytest.raises(InputError, match="holds no recorded answer"):
        recordings(tmp_path / "empty")


def _written(path: Path) -> Path:
    path.write_text("a\n", encoding="utf-8")
    return path


def test_recorded_anew_an_answer_passes(small: Store, recorded: Path) -> None:
    recorded.write_text(recorded.read_text(encoding="utf-8").replace("signing aborted", "signed"), encoding="utf-8")
    assert differences(small, QUESTIONS, recorded)
    record(small, QUESTIONS, recorded)
    assert differences(small, QUESTIONS, recorded) == []
    assert b"\r" not in recorded.read_bytes()
