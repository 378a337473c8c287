"""The changelog's part of a release: what was written by hand stays; terms are listed, the rest is counted."""

from datetime import date

import pytest

from kg.comparing.changelog import with_section
from kg.comparing.comparison import Comparison
from kg.comparing.releases import Release
from kg.errors import EntenteError

LAST = Release("0.1.0", date(2026, 12, 1), "a" * 64)
NEXT = Release("0.2.0", date(2027, 1, 15), "b" * 64)
OLDER = "## 0.1.0 (2026-12-01)\n\nThe first release.\n"
TEXT = f"# Changelog\n\n## Unreleased\n\nWritten by hand.\n\n{OLDER}"


def test_terms_are_listed_and_claims_counted_by_section(comparison: Comparison) -> None:
    made = with_section(TEXT, NEXT, LAST, comparison)
    assert made.startswith(
        "# Changelog\n\n## Unreleased\n\n## 0.2.0 (2027-01-15)\n\nWritten by hand.\n\n### Since 0.1.0\n"
    )
    assert made.endswith(f"\n\n{OLDER}")
    assert "The dataset is `entente-bbbbbbbbbbbb.nq.gz`;" in made
    assert "- Terms: 1 added, 1 changed, 1 deprecated, 1 gone\n" in made
    assert "    - added: ent:Born “Born”\n" in made
    assert "- Claims: 1 added, 2 changed, 1 withdrawn\n  - 1.1: 2 changed\n  - 1.2: 1 added, 1 withdrawn\n" in made
    assert "claim:came" not in made


def test_the_first_release_has_nothing_before_it() -> None:
    made = with_section("# Changelog\n\n## Unreleased\n\nWritten by hand.\n", LAST, None, None)
    assert made == (
        "# Changelog\n\n## Unreleased\n\n## 0.1.0 (2026-12-01)\n\nWritten by hand.\n\n"
        "The first release; its dataset is `entente-aaaaaaaaaaaa.nq.gz`.\n"
    )


def test_a_version_is_released_once(comparison: Comparison) -> None:
    with pytest.raises(EntenteError, match=r"has 0\.1\.0 already"):
        with_section(TEXT, LAST, LAST, comparison)
