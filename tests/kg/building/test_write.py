"""A folder gets all of its files or none."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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


def test_what_a_killed_writer_left_is_removed(tmp_path: Path) -> None:
    program = (
        "import os, signal; from pathlib import Path; from kg.building.write import write_folder\n"
        "Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"write_folder({NEW!r}, Path({str(tmp_path / 'build')!r}), last='manifest')"
    )
    write_folder(OLD, tmp_path / "build", last="manifest")
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -signal.SIGKILL
    assert len(list((tmp_path / "build").iterdir())) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["build"]
    write_folder(NEW, tmp_path / "build", last="manifest")
    assert contents(tmp_path / "build") == NEW


def test_writers_take_turns(tmp_path: Path) -> None:
    def write(content: bytes) -> None:
        write_folder(dict.fromkeys([*map(str, range(20)), "manifest"], content), tmp_path / "build", last="manifest")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, [bytes([number]) for number in range(12)]))
    assert len(set(contents(tmp_path / "build").values())) == 1


def test_a_folder_that_was_made_for_nothing_is_removed(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_folder({"data": cast("bytes", "not bytes")}, tmp_path / "build", last="data")
    assert list(tmp_path.iterdir()) == []
