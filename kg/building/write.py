"""The finished files of a dataset go in; a folder that has all of them, or is as it was before, comes out."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.errors import InputError


def write_folder(files: Mapping[str, bytes], folder: Path, last: str) -> None:
    """Write all files into a new folder beside `folder`, then move them in, `last` last; raises InputError.

    A reader that sees the new `last` (the manifest) finds the other files complete. A failure leaves nothing behind.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", path=folder) from None
    try:
        for name, content in files.items():
            _write(beside / name, content)
        folder.mkdir(exist_ok=True)
        for name in sorted(files, key=lambda name: (name == last, name)):
            (beside / name).replace(folder / name)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", path=folder) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
