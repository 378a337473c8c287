"""An Accept-Encoding header in; whether a result may go compressed, out. Source: RFC 9110, section 12.5.3."""

import re

_GZIP = re.compile(r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*(?=,|$)", re.I)
_ANY = re.compile(r"(?:^|,)\s*\*\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*(?=,|$)")


def takes_gzip(header: str) -> bool:
    """Whether the client takes gzip; by name or, where it is not named, by `*`. Garbage takes nothing."""
    found = _GZIP.search(header) or _ANY.search(header)
    return found is not None and (found[1] is None or found[1].strip("0.") != "")
