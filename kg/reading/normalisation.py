"""What counts as the same sentence: pieces of a text go in, the normalised sentence or its SHA-256 comes out.

The rule, which every hash of a passage rests on: Unicode NFC; a hyphen at a line's end is kept and the break dropped;
pieces are joined with one space, none after a hyphen; every run of white space is one space; the ends are trimmed.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

HYPHEN_AT_LINE_END = re.compile(r"(?<=\w-)[^\S\n]*\n\s*")
WHITE_SPACE = re.compile(r"\s+")


def normalise(pieces: Iterable[str]) -> str:
    """The one form of a sentence, whatever its line breaks; `pieces` are its fragments in order."""
    sentence = ""
    for piece in pieces:
        clean = unicodedata.normalize("NFC", WHITE_SPACE.sub(" ", HYPHEN_AT_LINE_END.sub("", piece)).strip())
        joint = " " if sentence and clean and not sentence.endswith("-") else ""
        sentence += joint + clean
    return sentence


def sentence_hash(sentence: str) -> str:
    """The SHA-256 of a normalised sentence's UTF-8, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(sentence.encode()).hexdigest()
