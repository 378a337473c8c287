"""A project's files go in; what stands in each, read and not yet judged, comes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from kg.claims.folders import folder_problems
from kg.claims.lists import Lists, read_lists
from kg.claims.statement import TurtleFile
from kg.claims.turtle import read_turtle
from kg.errors import EntenteError, Findings
from kg.project import Project
from kg.reading.dates_file import LockedDate, read_dates_csv
from kg.reading.mention_rows import MentionRow, read_mentions_csv
from kg.reading.passages import Passage, read_passages_csv

_Item = TypeVar("_Item")
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Files:
    """What stands in the files of each layer; paths are relative to the root.

    The articles' own descriptions are among the entities.
    """

    ontology: tuple[TurtleFile, ...]
    shapes: tuple[TurtleFile, ...]
    entities: tuple[TurtleFile, ...]
    background: tuple[TurtleFile, ...]
    notes: tuple[TurtleFile, ...]
    dataset: tuple[TurtleFile, ...]
    claims: tuple[TurtleFile, ...]
    passages: tuple[Passage, ...]
    dates: tuple[LockedDate, ...]
    mentions: tuple[MentionRow, ...]
    lists: Lists


def read_files(project: Project) -> Files:
    """Read every file of the project; raises Findings with one line for each that cannot be read."""
    problems: list[EntenteError] = [*folder_problems(project)]
    document = partial(_read, root=project.root, document=True)
    data = partial(_read, root=project.root, document=False)
    described = [folder / "article.ttl" for folder in project.articles]

    def locked(read: Callable[[Path, Path], Iterable[_Found]]) -> Callable[[Path], Iterable[_Found]]:
        return lambda path: read(path, path.relative_to(project.root))

    files = Files(
        ontology=collect(document, project.ontology, problems),
        shapes=collect(document, project.shapes, problems),
        entities=collect(data, [*project.entities, *described], problems),
        background=collect(data, project.background, problems),
        notes=collect(data, project.notes, problems),
        dataset=collect(data, project.of_the_whole, problems),
        claims=collect(data, project.claims, problems),
        passages=collect(locked(read_passages_csv), project.passages, problems),
        dates=collect(locked(read_dates_csv), project.dates, problems),
        mentions=collect(locked(read_mentions_csv), project.mentions, problems),
        lists=read_lists(project.articles, project.root, problems),
    )
    stop_at(problems)
    return files


def collect(
    read: Callable[[_Item], Iterable[_Found]], items: Iterable[_Item], problems: list[EntenteError]
) -> tuple[_Found, ...]:
    """What `read` finds in all items; an error of one is noted and the others are still read."""
    found: list[_Found] = []
    for item in items:
        try:
            found.extend(read(item))
        except EntenteError as problem:
            problems.append(problem)
    return tuple(found)


def stop_at(problems: Iterable[EntenteError]) -> None:
    """Raise Findings with one line per problem if there is any."""
    lines = sorted({str(problem) for problem in problems})
    if lines:
        count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
        raise Findings(f"{count} in the files.", lines, "Nothing was built.")


def _read(path: Path, root: Path, document: bool) -> list[TurtleFile]:
    return [read_turtle(path, root=root, document=document)]
