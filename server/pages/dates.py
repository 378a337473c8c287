"""A date in EDTF in; the same date in words out."""

import re
from calendar import month_name

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~?)")


def in_words(edtf: str) -> str:
    """`2012-06` as June 2012, `1966~` as around 1966, `2011-12/..` as since December 2011; what is none, as it is."""
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _one(begin) or edtf
    first, last = _one(begin), _one(end)
    if end == ".." and first:
        return f"since {first}"
    if begin == ".." and last:
        return f"before {last}"
    return f"{first} to {last}" if first and last else edtf


def _one(date: str) -> str:
    match = _DATE.fullmatch(date)
    if match is None:
        return ""
    year, month, day, about = match.groups()
    if month and not 1 <= int(month) <= 12:
        return ""
    words = f"{month_name[int(month)]} {year}" if month else year
    return f"{'around ' if about else ''}{int(day)} {words}" if day else f"{'around ' if about else ''}{words}"
