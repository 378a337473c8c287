"""`kg coverage`: figures and work list for people and machines; 1 while anything is open."""

import json
from pathlib import Path

import pytest

from kg.cli import run


def test_figures_and_work_list_for_people(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENTENTE_TEXT", raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    code = run(["coverage"])
    out = capfd.readouterr().out
    assert "2 Park Chung-hee" in out
    assert "2.3 Security policy toward Japan" in out
    tasks = [line for line in out.splitlines() if ": " in line and line[0] in "0123456ft"]
    assert code == (1 if tasks else 0)


def test_the_same_for_machines(capfd: pytest.CaptureFixture[str]) -> None:
    code = run(["coverage", "--json"])
    document = json.loads(capfd.readouterr().out)
    assert document["whole"]["passages"] == sum(one["passages"] for one in document["sections"].values()) > 300
    assert document["parts"]["part 2"]["claims"] > 50
    assert document["claims"]["by stance"]["asserted"] > 100
    assert code == (1 if document["work"] else 0)


@pytest.mark.text
def test_the_page_with_sentences_is_written_outside_the_checkout(
    text_path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code = run(["coverage", "--text", str(text_path), "--out", str(tmp_path / "new"), "--json"])
    work = json.loads(capfd.readouterr().out)["work"]
    html = (tmp_path / "new/coverage.html").read_text(encoding="utf-8")
    assert html.count("<blockquote>") == len(work)
    assert code == (1 if work else 0)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["coverage.html"]


@pytest.mark.text
def test_a_folder_of_the_checkout_is_refused(
    text_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parent)
    assert run(["coverage", "--text", str(text_path), "--out", "here"]) == 2
    assert "here: lies in the checkout." in capfd.readouterr().err
    assert not Path("here").exists()


def test_a_page_without_the_text_is_refused(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ENTENTE_TEXT", raising=False)
    assert run(["coverage", "--text", str(tmp_path / "nowhere.txt"), "--out", str(tmp_path)]) == 2
    assert "nowhere.txt: is not there" in capfd.readouterr().err
