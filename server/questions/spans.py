"""The dates in a row in; the years from and to, as fractions, and whether an end is open, out. EDTF or XSD."""

import re

from server.pages.tables import Row

_YEAR = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_DECADE = re.compile(r"(-?\d{3})X")


def span_of(row: Row) -> tuple[float, float, bool] | None:
    """The years from and to, and whether an end is open or uncertain; of a row without a date None."""
    if "when" in row:
        first, slash, last = row["when"].value.partition("/")
        last = last if slash else first
    else:
        first = row["earliest"].value if "earliest" in row else ""
        last = row["latest"].value if "latest" in row else ""
    begin, end = _year(first, 0.0), _year(last, 1.0)
    if begin is None and end is None:
        return None
    is_open = begin is None or end is None or any(mark in first + last for mark in "~?%X")
    low = begin if begin is not None else (end or 0.0) - 1
    return low, max(low, end if end is not None else low + 1), is_open


def _year(date: str, share: float) -> float | None:
    """A date as years and a fraction: `share` 0 of its beginning, 1 of its end."""
    decade = _DECADE.match(date)
    match = _YEAR.match(date)
    if match is None:
        return None if decade is None else int(decade[1]) * 10 + 10 * share
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return int(year) + share
    return int(year) + (int(month) - 1) / 12 + ((share / 12) if day is None else (int(day) - 1 + share) / 372)
