"""A file goes in; the SHA-256 by which it is recognised comes out."""

import hashlib
from pathlib import Path

from kg.errors import InputError


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, as lower-case hexadecimal digits; raises InputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=path) from error
