"""A manifest is read back as it was written, and nothing else passes for one."""

from pathlib import Path

import pytest

from kg.building.manifest import Manifest, read_manifest
from kg.errors import InputError

MANIFEST = Manifest(
    "ab", 3, 2, {"asserted": 1}, {"1": 1}, {"ent:Event": 1}, {"graph:claims": 2}, {"a": "b"}, {"x": "1"}
)


def test_it_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(MANIFEST.to_json())
    assert read_manifest(tmp_path / "manifest.json") == MANIFEST


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"dataset": 1}', "not json"])
def test_what_is_no_manifest_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(InputError, match="no manifest"):
        read_manifest(tmp_path / "manifest.json")


def test_a_missing_manifest_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Run `kg build`"):
        read_manifest(tmp_path / "manifest.json")
