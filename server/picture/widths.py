"""Words in; how wide they are, and how they are cut to a width, out.

A server has no fonts to measure with. The picture names faces of the metrics of Helvetica first (Arial, Liberation
Sans), whose widths these are, rounded up; a letter that they do not tell of is taken for a broad one.
"""

from unicodedata import combining, decomposition, east_asian_width

_EMS = {
    0.23: "ijl'|",
    0.29: " !,./:;ftI[]\\·",
    0.34: "()-r`‘’“”",
    0.51: "ckJsvxyz",
    0.57: "abdeghnopquL0123456789?_#$–",
    0.68: "ABEKPSVXYFTZ&",
    0.74: "CDHNRUw✕+<=>~",
    0.8: "GOQ",
    0.86: "Mm",
    1.02: "W%@—…",
}
_EM = {letter: em for em, letters in _EMS.items() for letter in letters}
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BROAD = 0.8
_SAFETY = 1.03


def width_of(words: str, size: float) -> float:
    """So wide, in units, where the letters have this size."""
    return size * _SAFETY * sum(_em(letter) for letter in words)


def cut(words: str, size: float, room: float) -> str:
    """The words, or as many letters of them as fit the room with an ellipsis."""
    used, kept = 0.0, 0
    ellipsis = width_of("…", size)
    for place, letter in enumerate(words):
        used += width_of(letter, size)
        if used + ellipsis <= room:
            kept = place + 1
        if used > room:
            return words[:kept].rstrip(" ,;:(") + "…"
    return words


def _em(letter: str) -> float:
    if combining(letter) or letter in _INVISIBLE:
        return 0.0
    if letter in _EM:
        return _EM[letter]
    if east_asian_width(letter) in "WF":
        return 1.02
    plain = decomposition(letter).partition(" ")[0]
    return _EM.get(chr(int(plain, 16)), _BROAD) if plain and not plain.startswith("<") else _BROAD
