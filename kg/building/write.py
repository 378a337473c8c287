"""The finished files of a dataset go in; a folder that has all of them, or is as it was before, comes out."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import InputError

_UNFINISHED = ".unfinished-"


def write_folder(files: Mapping[str, bytes], folder: Path, last: str) -> None:
    """Write all files into a new folder inside `folder`, then move them up, `last` last; raises InputError.

    A reader that sees the new `last` (the manifest) finds the other files complete. A failure leaves nothing behind;
    what a killed writer left is removed by the next. Writers of one folder take turns.
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _turn(folder):
            for left in folder.glob(f"{_UNFINISHED}*"):
                shutil.rmtree(left)
            _write_all(files, folder, last)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", path=folder) from None
    finally:
        if made:
            with suppress(OSError):  # it is not empty if all went well
                folder.rmdir()


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Wait until no other process writes here; the lock goes with the process, however that ends."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write_all(files: Mapping[str, bytes], folder: Path, last: str) -> None:
    # Inside the folder, which may be a disk of its own, since a file can be moved in one step only within a disk.
    new = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
    try:
        for name, content in files.items():
            _write(new / name, content)
        for name in sorted(files, key=lambda name: (name == last, name)):
            (new / name).replace(folder / name)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
