"""All that a representation depends on in; its entity tag, and whether a client has what the tag names, out.

Source: RFC 9110, sections 8.8.3 (entity tags) and 13.1.2 (If-None-Match).
"""

import hashlib

ASK_AGAIN = "public, max-age=0, must-revalidate"
"""Cache-Control of what anybody may keep who asks, each time, whether it is still good."""


def tag_of(content: bytes, *, weak: bool = False) -> str:
    """The tag: weak where the same representation may have other bytes, such as new labels of blank nodes."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    return f"W/{tag}" if weak else tag


def knows(header: str, tag: str) -> bool:
    """Whether an If-None-Match header lists the tag, weak or strong, or takes any (section 8.8.3.2)."""
    known = [one.strip().removeprefix("W/") for one in header.split(",")] if header else ()
    return "*" in known or tag.removeprefix("W/") in known
