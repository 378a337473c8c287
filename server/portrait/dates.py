"""A date in EDTF, and the convention it is read by, in; an adverbial phrase of time in English out."""

import re
from calendar import month_name

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_BY_CONVENTION = {
    "convention-mid-year": "in the middle of",
    "convention-early-month": "in early",
    "convention-mid-month": "in mid-",
    "convention-late-month": "in late",
}


def phrase_of(edtf: str, convention: str = "") -> str:
    """`1965-06-22` as on 22 June 1965, `1966~` as around 1966, `2011-12/..` as since December 2011; else as it is.

    `convention` is the local name of the concept of a date convention, or nothing.
    """
    begin, slash, end = edtf.partition("/")
    if not slash:
        match, date = _DATE.fullmatch(edtf), _words(edtf)
        if match is None or not date:
            return f"({edtf})"
        if (by := _BY_CONVENTION.get(convention)) is not None:
            return f"{by}{date}" if by.endswith("-") else f"{by} {date}"
        if match[4]:
            return date
        return f"on {date}" if match[3] else f"in {date}"
    first, last = _words(begin), _words(end)
    if end == ".." and first:
        return f"since {first}"
    if begin == ".." and last:
        return f"in the year up to {last}" if convention == "convention-just-before" else f"before {last}"
    return f"from {first} to {last}" if first and last else f"({edtf})"


def _words(date: str) -> str:
    match = _DATE.fullmatch(date)
    if match is None:
        return ""
    year, month, day, about = match.groups()
    if month and not 1 <= int(month) <= 12:
        return ""
    words = f"{month_name[int(month)]} {year}" if month else year
    words = f"{int(day)} {words}" if day else words
    return f"around {words}" if about else words
