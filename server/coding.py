"""An Accept-Encoding header in; whether a result may go compressed, or a page so, out.

Source: RFC 9110, section 12.5.3.
"""

import gzip
import re

from starlette.responses import Response

_GZIP = re.compile(r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*(?=,|$)", re.I)
_ANY = re.compile(r"(?:^|,)\s*\*\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*(?=,|$)")


def takes_gzip(header: str) -> bool:
    """Whether the client takes gzip; by name or, where it is not named, by `*`. Garbage takes nothing."""
    found = _GZIP.search(header) or _ANY.search(header)
    return found is not None and (found[1] is None or found[1].strip("0.") != "")


def packed(page: Response, accepted: str) -> Response:
    """The page, compressed if the client takes that: for one that is made anew for each and kept by nobody."""
    page.headers["Vary"] = ", ".join(filter(None, (page.headers.get("Vary"), "Accept-Encoding")))
    if takes_gzip(accepted):
        page.body = gzip.compress(bytes(page.body), 5, mtime=0)  # a table with its claims shrinks to a tenth
        page.headers["Content-Encoding"] = "gzip"
        page.headers["Content-Length"] = str(len(page.body))
    return page
