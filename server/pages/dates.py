"""A date in EDTF in; the same in words out, by itself or as an adverbial phrase of time."""

import re
from calendar import month_name

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_BY_CONVENTION = {
    "convention-mid-year": "in the middle of",
    "convention-early-month": "in early",
    "convention-mid-month": "in mid-",
    "convention-late-month": "in late",
}


def in_words(edtf: str) -> str:
    """`2012-06` as June 2012, `1966~` as around 1966, `2011-12/..` as since December 2011; what is none, as it is."""
    begin, slash, end = edtf.partition("/")
    first, last = _one(begin), _one(end)
    if not slash:
        return first or edtf
    return _open(edtf, first, last) or (f"{first} to {last}" if first and last else edtf)


def phrase_of(edtf: str, convention: str = "") -> str:
    """`1965-06-22` as on 22 June 1965, `1965` as in 1965, `2011/2012` as from 2011 to 2012; what is none, in brackets.

    `convention` is the local name of the concept of the date convention that the date is read by, or nothing.
    """
    begin, slash, end = edtf.partition("/")
    first, last = _one(begin), _one(end)
    if not slash:
        return _at(begin, first, convention) if first else f"({edtf})"
    if convention == "convention-just-before" and begin == ".." and last:
        return f"in the year up to {last}"
    return _open(edtf, first, last) or (f"from {first} to {last}" if first and last else f"({edtf})")


def _at(date: str, words: str, convention: str) -> str:
    if (by := _BY_CONVENTION.get(convention)) is not None:
        return f"{by}{words}" if by.endswith("-") else f"{by} {words}"
    if not date[-1].isdecimal():
        return words
    return f"on {words}" if date.count("-") == 2 else f"in {words}"


def _open(edtf: str, first: str, last: str) -> str:
    """An interval without a beginning or without an end; nothing for any other."""
    if edtf.endswith("/..") and first:
        return f"since {first}"
    return f"before {last}" if edtf.startswith("../") and last else ""


def _one(date: str) -> str:
    match = _DATE.fullmatch(date)
    if match is None:
        return ""
    year, month, day, about = match.groups()
    if month and not 1 <= int(month) <= 12:
        return ""
    words = f"{month_name[int(month)]} {year}" if month else year
    words = f"{int(day)} {words}" if day else words
    return f"around {words}" if about else words
