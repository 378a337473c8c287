"""The record of releases is read back as it was written, and what came after a version is found in it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.comparing.comparison import Comparison
from kg.comparing.history import RecordedRelease, after, net, read_history
from kg.comparing.releases import Release, with_release
from kg.errors import SyntaxProblem

FIRST, SECOND = Release("0.9.0", date(2026, 12, 1), "a" * 64), Release("0.10.0", date(2027, 1, 15), "b" * 64)


@pytest.fixture(scope="module")
def history(comparison: Comparison, tmp_path_factory: pytest.TempPathFactory) -> tuple[RecordedRelease, ...]:
    path = tmp_path_factory.mktemp("record") / "releases.ttl"
    path.write_text(with_release(with_release("", FIRST, None, None), SECOND, FIRST, comparison), encoding="utf-8")
    return read_history(path)


def test_releases_come_newest_first_with_what_they_followed(history: tuple[RecordedRelease, ...]) -> None:
    assert [(one.release, one.previous) for one in history] == [(SECOND, "0.9.0"), (FIRST, "")]
    assert history[1].changes == ()


def test_every_change_is_read_as_it_was(history: tuple[RecordedRelease, ...], comparison: Comparison) -> None:
    written = [
        (group.name, c.action, c.subject, c.label, c.where, frozenset(c.aspects), c.stance.rpartition("/stance-")[2])
        for group in comparison.groups
        for c in group.changes
    ]
    read = [
        (c.group, c.action, c.subject, c.label, c.where, frozenset(c.aspects), c.stance) for c in history[0].changes
    ]
    assert len(read) > 10
    assert read == written
    assert history[0].counts() == {group.name: group.counts() for group in comparison.groups if group.changes}


def test_its_statements_are_read_whole(history: tuple[RecordedRelease, ...], comparison: Comparison) -> None:
    told = [change for group in comparison.groups for change in group.changes if group.name != "mentions"]
    read = [change for change in history[0].changes if change.group != "mentions"]
    for change, recorded in zip(told, read, strict=True):
        assert set(recorded.lost) == set(change.lost), change.label
        assert set(recorded.new) == set(change.new), change.label


def test_a_claim_has_its_stance_also_when_it_is_gone(history: tuple[RecordedRelease, ...]) -> None:
    claims = history[0].of("claims")
    assert claims
    assert all(change.stance for change in claims)


@pytest.mark.parametrize(
    ("since", "found"),
    [("0.9.0", 1), ("a" * 64, 1), ("a" * 12, 1), ("0.10.0", 0), ("b" * 12, 0), ("a" * 11, None), ("0.1.0", None)],
)
def test_what_came_after_a_version(history: tuple[RecordedRelease, ...], since: str, found: int | None) -> None:
    later = after(history, since)
    assert (None if later is None else len(later)) == found


def test_over_several_releases_what_counts_is_what_became_in_the_end(history: tuple[RecordedRelease, ...]) -> None:
    def of(version: str, *changes: tuple[str, str]) -> RecordedRelease:
        told = tuple(replace(history[0].changes[0], subject=subject, action=action) for subject, action in changes)
        return RecordedRelease(Release(version, date(2027, 1, 1), "c" * 64), "", told, (), (), ())

    first = of("1.0.0", ("urn:a", "added"), ("urn:b", "gone"), ("urn:c", "changed"))
    second = of("1.1.0", ("urn:a", "gone"), ("urn:b", "added"), ("", "added"))
    assert net((second, first)) == (["urn:b", "urn:c"], ["urn:a"])
    assert net(()) == ([], [])


def test_without_a_record_there_is_no_release(tmp_path: Path) -> None:
    assert read_history(tmp_path / "none.ttl") == ()


def test_a_damaged_record_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "releases.ttl").write_text("\nnonsense", encoding="utf-8")
    with pytest.raises(SyntaxProblem, match=r"releases\.ttl"):
        read_history(tmp_path / "releases.ttl")
