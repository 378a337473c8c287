"""Text in any script in; the words that a search compares, whatever marks, case and apostrophes it is typed with, out.

Marks over Latin, Greek and Cyrillic letters go, and so do the apostrophes of romanisation. Each character of Chinese,
Japanese and Korean script is a word of its own, so that a part of a name, which no space sets off, is found too.
"""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("(?<=\\w)['’‘ʼʻ`´](?=\\w)")
_WORD = re.compile(r"[^\W_]+")
_BY_CHARACTER = "[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
_PIECE = re.compile(f"{_BY_CHARACTER}|[^\\W_](?:(?!{_BY_CHARACTER})[^\\W_])*")


def fold(text: str) -> str:
    """The text as it is compared: compatible forms made one, small letters, no marks, no apostrophes within words."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold()))
    return unicodedata.normalize("NFC", _APOSTROPHES.sub("", plain))


def phrases_of(text: str) -> list[list[str]]:
    """The words of the text, each as the pieces that stand together in it: one, or a character each in East Asia."""
    return [_PIECE.findall(word) for word in _WORD.findall(fold(text))]


def pieces_of(text: str) -> list[str]:
    """All pieces of the text in their order."""
    return [piece for phrase in phrases_of(text) for piece in phrase]
