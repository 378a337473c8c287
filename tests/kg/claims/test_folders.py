"""A folder that has lost its files, and a file of data that nothing reads, are told and never passed over."""

import shutil

import pytest

from kg.claims.folders import folder_problems
from kg.claims.sources import load
from kg.errors import Findings
from kg.project import Project


def test_a_whole_project_lacks_nothing(project: Project, tiny_project: Project) -> None:
    assert [*folder_problems(project), *folder_problems(tiny_project)] == []


@pytest.mark.parametrize(
    "folder", ["ontology", "shapes", "kg/data/entities", "kg/data/articles", "kg/queries/derive", "kg/queries/checks"]
)
def test_a_folder_without_its_files_is_told(tiny_project: Project, folder: str) -> None:
    shutil.rmtree(tiny_project.root / folder)
    assert [str(problem).split("/*")[0] for problem in folder_problems(tiny_project)] == [folder]


def test_an_article_without_a_description_is_told(tiny_project: Project) -> None:
    (tiny_project.articles[0] / "article.ttl").unlink()
    found = [str(problem) for problem in folder_problems(tiny_project)]
    assert any("park-young-june: this folder has no article.ttl" in problem for problem in found)


@pytest.mark.parametrize("name", ["claims/9-9-late.ttl", "9-9-late.trig", "claims/more/9-9-late.trig", "claims/X.TRIG"])
def test_a_file_that_nothing_reads_is_told(tiny_project: Project, name: str) -> None:
    path = tiny_project.articles[0] / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("")
    with pytest.raises(Findings) as caught:
        load(tiny_project)
    (line,) = caught.value.findings
    assert line.startswith(f"kg/data/articles/park-young-june/{name}: nothing reads this file")
