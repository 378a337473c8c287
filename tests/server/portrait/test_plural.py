"""Verbs in the right number."""

import pytest

from server.portrait.parts import Part
from server.portrait.plural import is_plural


@pytest.mark.parametrize(
    ("name", "address", "plural"),
    [
        ("Relations between South Korea and Japan", "", True),
        ("Visit of two ministers", "", False),
        ("US-Japan Defense Guidelines", "", True),
        ("United States", "/id/state/united-states", False),
        ("Tokdo Islands", "/id/place/tokdo", True),
        ("Ministry of Foreign Affairs", "/id/organisation/mofa", False),
        ("Developing relations with Japan", "", False),
        ("Rise of China", "", False),
        ("Koizumi's visits", "", True),
        ("Nuclear crisis", "", False),
        ("First economic plan begins to progress", "", False),
        ("", "", False),
    ],
)
def test_a_verb_agrees_with_a_name(name: str, address: str, plural: bool) -> None:
    assert is_plural(Part(name, address)) == plural
