"""`kg export docs DIR`: a folder that needs nothing else."""

from pathlib import Path

import pytest

from kg.cli import FINE, WRONG, run


def test_the_reference_is_written_as_files(
    small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "docs", str(tmp_path / "out"), "--dataset", str(small_file)]) == FINE
    names = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {"ontology.html", "ontology.ttl", "ontology/agents.html", "shapes.rdf", "shapes/agents.nt"} <= names
    assert f"{len(names)} files" in capsys.readouterr().err
    page = (tmp_path / "out/ontology/stages.html").read_text(encoding="utf-8")
    assert 'href="../ontology.html#Barrier"' not in page
    assert 'href="../ontology.html#StageRecord"' in page
    assert "<link rel=" not in page


def test_what_cannot_be_written_is_one_line(
    small_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file")
    assert run(["export", "docs", str(tmp_path / "out"), "--dataset", str(small_file)]) == WRONG
    assert "cannot be" in capsys.readouterr().err
