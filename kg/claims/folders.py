"""A project goes in; what its folders lack, and files of data that no step would read, come out."""

from pathlib import Path

from kg.errors import InputError
from kg.project import Project

_DATA = {".ttl", ".trig", ".nq", ".nt", ".n3", ".rdf", ".owl", ".jsonld"}


def folder_problems(project: Project) -> list[InputError]:
    """One problem for each folder without its files, article without its description, and file that is passed over.

    A file of data with another ending, or in another place, than the build looks for would be left out in silence.
    """
    needed = {
        "ontology/*.ttl": project.ontology,
        "shapes/*.ttl": project.shapes,
        "kg/data/entities/*.ttl": project.entities,
        "kg/data/articles/*/article.ttl": project.articles,
        "kg/queries/derive/*.rq": project.derivations,
        "kg/queries/checks/*.rq": project.checks,
    }
    problems = [
        InputError("there is no such file.", path=pattern, advice="Restore the folder.")
        for pattern, found in needed.items()
        if not found
    ]
    for folder in sorted((project.root / "kg/data/articles").glob("*/")):
        if folder not in project.articles:
            what = "this folder has no article.ttl."
            problems.append(InputError(what, path=folder.relative_to(project.root), advice="Write it, or move it."))
    return problems + [_passed_over(path.relative_to(project.root)) for path in _strays(project)]


def _strays(project: Project) -> list[Path]:
    """The files of data under `kg/data` that are none of the project's; that of the releases is not for the build."""
    described = [folder / "article.ttl" for folder in project.articles]
    described += [*project.of_the_whole, project.releases]
    read = {*project.entities, *project.background, *project.claims, *project.notes, *described}
    there = sorted((project.root / "kg/data").rglob("*"))
    return [path for path in there if path.suffix.lower() in _DATA and path not in read]


def _passed_over(path: Path) -> InputError:
    advice = "Claims stand in articles/*/claims/*.trig, all else in entities/*.ttl, background/*.ttl or notes.ttl."
    return InputError("nothing reads this file.", path=path, advice=advice)
