"""A file's content and place go in; the file stands there whole, or as it was before."""

import os
from pathlib import Path

from kg.errors import InputError


def write_whole(path: Path, content: str) -> None:
    """Write UTF-8 with plain line ends, to a temporary name first; raises InputError where that cannot be done."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        temporary.write_text(content, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", path=path) from error
    finally:
        temporary.unlink(missing_ok=True)
