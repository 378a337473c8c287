"""`kg validate`: exit codes for scripts, standard input, other shapes, and a help that says what is added."""

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.cli import run
from kg.prefixes import PREFIXES

WRONG = f"""@prefix ent: <{PREFIXES["ent"]}> .
<https://w3id.org/entente/id/stage/x> a ent:StageRecord ;
    <http://www.w3.org/2000/01/rdf-schema#label> "X"@en ;
    ent:stageOf <https://w3id.org/entente/id/agreement/gsomia-korea-japan> ;
    ent:stage <https://w3id.org/entente/concept/level-low> .
"""
RIGHT = WRONG.replace("level-low", "stage-proposed").replace("stage/x", "stage/y")
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape> a sh:NodeShape ; sh:targetSubjectsOf <urn:p> ;
    sh:property [ sh:path <urn:p> ; sh:maxLength 3 ; sh:message "Too long."@en ] .
"""


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_exit_codes(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    wrong, right = write(tmp_path, "wrong.ttl", WRONG), write(tmp_path, "right.ttl", RIGHT)
    assert run(["validate", right]) == 0
    assert "Every shape is kept." in capfd.readouterr().out
    assert run(["validate", right, wrong, "--format", "json"]) == 1
    (violation,) = json.loads(capfd.readouterr().out)["violations"]
    assert (violation["file"], violation["line"]) == (wrong, 5)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.ttl", "<urn:a> <urn:p> ", "x.ttl:1: "),
        ("x.csv", "a,b", ".csv is not a syntax of RDF"),
        ("x.ttl", "<urn:a> <urn:p> <urn:b> .", "no shape looks at anything"),
        ("x.nt", None, "cannot be read"),
    ],
)
def test_what_cannot_be_judged_is_one_line_and_2(
    name: str, text: str | None, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert run(["validate", str(path)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err.splitlines()[-1]


def test_a_format_that_is_none_is_2() -> None:
    assert run(["validate", "--format", "pdf"]) == 2


def test_the_standard_input_is_recognised(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(WRONG.encode())))
    assert run(["validate", "-", "--format", "json"]) == 1
    (violation,) = json.loads(capfd.readouterr().out)["violations"]
    assert (violation["file"], violation["line"]) == ("stdin", 5)


def test_other_shapes_take_the_place_of_ours(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data, shapes = write(tmp_path, "x.ttl", '<urn:a> <urn:p> "abcd" .'), write(tmp_path, "shapes.ttl", SHAPES)
    assert run(["validate", data, "--shapes", shapes, "--format", "json"]) == 1
    (violation,) = json.loads(capfd.readouterr().out)["violations"]
    assert (violation["message"], violation["line"]) == ("Too long.", 1)
    assert run(["validate", data, "--shapes", shapes]) == 1
    assert "_:1  1 × violation" in capfd.readouterr().out
    assert run(["validate", data, "--shapes", data]) == 2
    assert "has no shapes" in capfd.readouterr().err


def test_the_help_says_what_is_added_and_which_passes_run(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--help"]) == 0
    words = " ".join(capfd.readouterr().out.split())
    for said in ("(a) The files as typed", "kg/data/entities", "not itself judged", "Exit codes: 0 no violation"):
        assert said in words.replace("not judged itself", "not itself judged")
