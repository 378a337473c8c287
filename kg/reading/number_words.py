"""English words for numbers: which words are one (a pattern), and what they amount to."""

from collections.abc import Iterable

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_UNITS = {word: value for value, word in enumerate(f"{_ONES} eighteen nineteen".split(), start=1)}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_POWERS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_IRREGULAR = {
    "first": "one",
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
}
_CARDINAL_OF = {
    **{f"{word}th": word for word in (*_UNITS, *_POWERS)},
    **{f"{word[:-1]}ieth": word for word in _TENS},
    **_IRREGULAR,
}
_ORDINALS = {word: base for word, base in _CARDINAL_OF.items() if base not in _IRREGULAR.values() or word in _IRREGULAR}


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + r")\b"


_SMALL = rf"(?:{_any_of(_TENS)}(?:[- ]{_any_of(_UNITS)})?|{_any_of(_UNITS)})"
_POWER = _any_of(_POWERS)
_LAST = rf"(?:(?:{_any_of(_TENS)}[- ])?{_any_of(_ORDINALS)}|{_SMALL})"
_GROUP = rf"(?:{_SMALL}[ -])?{_POWER}(?:[ -]{_POWER})*"
NUMBER_WORD = rf"\b(?:{_GROUP}(?:(?: and |[ -])(?:{_GROUP}|{_LAST}))*|{_LAST})"
"""A regular expression (case to be ignored) of one number in words: `three`, `twenty-sixth`, `two hundred and ten`.

Numbers that only follow each other stay apart: `the first five-year plan` has a first and a five.
"""


def is_ordinal(words: str) -> bool:
    """Whether lower-case number words name a place in a series: `twenty-sixth`."""
    return words.replace("-", " ").split()[-1] in _ORDINALS


def value_of(words: str) -> int:
    """What lower-case number words amount to: `two hundred and ten` is 210, `twenty-sixth` 26."""
    total = current = 0
    for word in words.replace("-", " ").split():
        base = _ORDINALS.get(word, word)
        if base == "hundred":
            current = max(current, 1) * 100
        elif base in _POWERS:
            total += max(current, 1) * _POWERS[base]
            current = 0
        elif base != "and":
            current += _UNITS.get(base) or _TENS[base]
    return total + current
