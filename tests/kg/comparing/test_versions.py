"""What is accepted as a version, and what is not, in a line that says what would be."""

import gzip
import shutil
from pathlib import Path

import pytest

from kg.comparing.versions import load_version, opened
from kg.errors import EntenteError
from kg.project import Project


def silent(_: str) -> None:
    pass


def test_a_file_and_its_gzip_are_one_version(before_file: Path, tmp_path: Path) -> None:
    packed = tmp_path / "before.nq.gz"
    packed.write_bytes(gzip.compress(before_file.read_bytes()))
    assert load_version(packed).digest == load_version(before_file).digest
    assert len(load_version(packed).store) == len(load_version(before_file).store) > 0


def test_a_build_folder_is_asked_the_questions_beside_it(before_file: Path, project: Project, tmp_path: Path) -> None:
    checkout = Project.at(tmp_path / "checkout")
    checkout.build.mkdir(parents=True)
    shutil.copy(before_file, checkout.dataset)
    digest = load_version(before_file).digest
    fields = "quads default_graph claims_per_stance claims_per_part things_per_class triples_per_layer inputs tools"
    numbers = ", ".join(f'"{field}": 0' for field in fields.split())
    checkout.manifest.write_text(f'{{"dataset": "{digest}", {numbers}}}', encoding="utf-8")
    with opened(str(checkout.build), project, silent) as version:
        assert (version.digest, version.questions) == (digest, tuple(project.questions))
    question = checkout.root / "kg/queries/barriers.rq"
    question.parent.mkdir(parents=True)
    shutil.copy(project.root / "kg/queries/barriers.rq", question)
    with opened(str(checkout.build), project, silent) as version:
        assert version.questions == (question,)
    checkout.manifest.write_text(f'{{"dataset": "0", {numbers}}}', encoding="utf-8")
    with pytest.raises(EntenteError, match=r"is not the file that manifest\.json describes"):
        opened(str(checkout.build), project, silent).__enter__()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("broken.nq", b"<a> <b\n", "does not parse"),
        ("other.nq", b"<http://a/> <http://b/> <http://c/> .\n", "none of the graphs of a built dataset"),
        ("empty.nq", b"", "none of the graphs of a built dataset"),
        ("plain.nq.gz", b"<http://a/> <http://b/> <http://c/> .\n", "is not gzip"),
        (
            "cut.nq.gz",
            gzip.compress(b"<http://a/> <http://b/> <http://c/> .\n", mtime=0)[:-9],
            "is not gzip, or not all of it",
        ),
        ("article.ttl", b"", "is no dataset by its name"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, project: Project, name: str, content: bytes, complaint: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(EntenteError, match=complaint):
        opened(str(tmp_path / name), project, silent).__enter__()


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nowhere.nq", "cannot be read: No such file"),
        ("no-such-revision", "is no file, no folder and no git revision"),
        ("--help", "is no file, no folder and no git revision"),
        ("kg", r"holds no entente\.nq"),
    ],
)
def test_other_names_are_refused(project: Project, monkeypatch, name: str, complaint: str) -> None:
    monkeypatch.chdir(project.root)
    with pytest.raises(EntenteError, match=complaint):
        opened(name, project, silent).__enter__()
