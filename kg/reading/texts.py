"""An article's text, which this repository does not hold: a file or folder goes in, the recognised text comes out.

A text is recognised by the SHA-256 of its bytes, whatever its name.
"""

from pathlib import Path

from kg.errors import InputError
from kg.reading.digest import sha256_of
from kg.reading.normalisation import normalise, sentence_hash
from kg.reading.passages import Passage


def find_text(location: Path | None, sha256: str) -> str | None:
    """The text with this SHA-256 in a file, or in a folder among the files in it; None where no location is given.

    Raises InputError for a location that is not there, cannot be read or holds no such text.
    """
    if location is None:
        return None
    files = sorted(path for path in _entries(location) if path.is_file())
    for path in files:
        if sha256_of(path) == sha256:
            return _decode(_read(path), path)
    what = f"holds no text with the SHA-256 {sha256}." if location.is_dir() else "is not the article's text."
    advice = "Name the text's file." if location.is_dir() else "See what differs with `kg check --text FILE`."
    raise InputError(what, path=location, advice=advice)


def load_text(path: Path) -> str:
    """Whatever text a file holds, as given; raises InputError where it is not there or is no UTF-8."""
    if path.is_dir():
        raise InputError("is a folder.", path=path, advice="Name the text's file.")
    return _decode(_read(path), path)


def sentence_of(passage: Passage, text: str) -> str:
    """The normalised sentence of a passage; raises InputError where the text holds another one at its place."""
    sentence = normalise(text[start:end] for start, end in passage.fragments)
    if sentence_hash(sentence) != passage.sha256:
        what = f"The text does not hold passage {passage.slug} at its place."
        raise InputError(what, advice="See what differs with `kg check --text FILE`.")
    return sentence


def _entries(location: Path) -> list[Path]:
    if not location.exists():
        raise InputError("is not there.", path=location, advice="Name the article's text or the folder that holds it.")
    try:
        return list(location.iterdir()) if location.is_dir() else [location]
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=location) from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=path) from error


def _decode(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"is not UTF-8: byte {error.start + 1} fits no character."
        raise InputError(what, path=path, advice="Give the text as it was extracted from the PDF.") from error
