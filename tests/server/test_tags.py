"""Entity tags, and the If-None-Match headers that list them."""

import pytest

from server.tags import knows, tag_of


def test_a_tag_changes_with_what_it_is_made_of() -> None:
    assert tag_of(b"a") == tag_of(b"a") != tag_of(b"b")
    assert tag_of(b"a", weak=True) == f"W/{tag_of(b'a')}"


@pytest.mark.parametrize("tag", ['"a"', 'W/"a"'])
@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("", False),
        ('"a"', True),
        ('W/"a"', True),
        ('"b", W/"a" ,"c"', True),
        ("*", True),
        ('"b"', False),
        ('"ba"', False),
        ("a", False),
        (",,", False),
    ],
)
def test_a_header_lists_a_tag_weak_or_strong(header: str, tag: str, known: bool) -> None:
    assert knows(header, tag) is known
