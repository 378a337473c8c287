"""A folder gets all of its files or none."""

from pathlib import Path
from typing import cast

import pytest

from kg.building.write import write_folder
from kg.errors import InputError

OLD = {"data": b"old", "manifest": b"old"}
NEW = {"data": b"new", "manifest": b"new"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    for files in (OLD, NEW):
        write_folder(files, tmp_path / "deep/build", last="manifest")
        assert contents(tmp_path / "deep/build") == files
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["build"]


def test_what_else_lies_in_the_folder_stays(tmp_path: Path) -> None:
    write_folder(OLD, tmp_path / "build", last="manifest")
    (tmp_path / "build/mine").write_bytes(b"mine")
    write_folder(NEW, tmp_path / "build", last="manifest")
    assert contents(tmp_path / "build") == {**NEW, "mine": b"mine"}


def test_a_failure_on_the_way_changes_nothing(tmp_path: Path) -> None:
    write_folder(OLD, tmp_path / "build", last="manifest")
    broken = {"data": b"new", "manifest": cast("bytes", "not bytes")}
    with pytest.raises(TypeError):
        write_folder(broken, tmp_path / "build", last="manifest")
    assert contents(tmp_path / "build") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["build"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"a file")
    with pytest.raises(InputError, match="cannot be written"):
        write_folder(NEW, tmp_path / "build", last="manifest")
    assert (tmp_path / "build").read_bytes() == b"a file"
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
