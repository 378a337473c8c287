"""Permanent links: the dataset they name answers, or what has become of it is told."""

from datetime import date

import pytest

from kg.comparing.releases import Release
from server.problems import Problem
from server.questions.versions import check_version

SERVED, OLD = "a" * 64, "b" * 64
RELEASES = [Release("0.1.0", date(2026, 1, 2), OLD)]


@pytest.mark.parametrize("wanted", [None, SERVED, SERVED[:12]])
def test_the_dataset_that_is_served_answers(wanted: str | None) -> None:
    check_version(wanted, SERVED, RELEASES)


def test_of_a_release_what_is_known_is_told() -> None:
    with pytest.raises(Problem) as raised:
        check_version(OLD[:12], SERVED, RELEASES)
    problem = raised.value
    assert (problem.status, problem.members["version"], problem.members["date"]) == (410, "0.1.0", "2026-01-02")
    assert problem.members["served"] == SERVED


def test_of_any_other_only_what_is_served(wanted: str = "c" * 64) -> None:
    for served in (SERVED, ""):
        with pytest.raises(Problem) as raised:
            check_version(wanted, served, RELEASES)
        assert raised.value.status == 410
        assert "version" not in raised.value.members
        assert raised.value.members.get("served", "") == served
