"""An If-None-Match header and an entity tag in; whether the client has what the tag names out.

Source: RFC 9110, sections 8.8.3.2 (weak comparison) and 13.1.2.
"""

ASK_AGAIN = "public, max-age=0, must-revalidate"
"""Cache-Control of what anybody may keep who asks, each time, whether it is still good."""


def knows(header: str, tag: str) -> bool:
    """Whether the header lists the tag, weak or strong, or takes any."""
    known = [one.strip().removeprefix("W/") for one in header.split(",")] if header else ()
    return "*" in known or tag.removeprefix("W/") in known
