"""What schema.org has words for, of a thing, in; the data block in JSON-LD that goes into its page, out.

Source: JSON-LD 1.1, section 7 (embedding in HTML). A data block is no script: it is not run, and no policy on scripts
concerns it. Nothing in it can end it early: `<`, `>` and `&` are written as escapes of JSON.
"""

from markupsafe import Markup

_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def data_block(document: bytes) -> Markup:
    """The element that holds a JSON document."""
    escaped = document.decode().translate(_ESCAPES)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(escaped))  # noqa: S704 (no tag is left)
