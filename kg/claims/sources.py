"""A project's files go in; all that they state, layer by layer and each statement with its place, comes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.claims.date_grounding import date_grounding_problems, locked_date_problems
from kg.claims.folders import folder_problems
from kg.claims.grounding import grounding_problems
from kg.claims.lists import NAMES as LISTS
from kg.claims.lists import Lists, list_problems, read_lists
from kg.claims.names import name_problems
from kg.claims.places import Place, locate_in, places_of
from kg.claims.records import Claim, claims_of, layout_problems
from kg.claims.statement import Statement, TurtleFile
from kg.claims.turtle import read_turtle
from kg.claims.uses import Uses, uses_of_claims
from kg.claims.vocabulary import Vocabulary, read_vocabulary
from kg.errors import EntenteError, Findings, InputError, SyntaxProblem
from kg.prefixes import PREFIXES
from kg.project import Project
from kg.reading.dates_file import LockedDate, read_dates_csv
from kg.reading.mention_rows import MentionRow, read_mentions_csv
from kg.reading.passages import Passage, read_passages_csv

_Item = TypeVar("_Item")
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Sources:
    """What the files state: `contents` and `uses` by claim IRI, `claims` and `passages` by slug.

    Paths are relative to the root. The articles' own descriptions are among the entities.
    """

    ontology: tuple[Statement, ...]
    shapes: tuple[Statement, ...]
    entities: tuple[Statement, ...]
    background: tuple[Statement, ...]
    notes: tuple[Statement, ...]
    records: tuple[Statement, ...]
    contents: dict[str, tuple[Statement, ...]]
    claims: dict[str, Claim]
    passages: dict[str, Passage]
    dates: tuple[LockedDate, ...]
    mentions: tuple[MentionRow, ...]
    lists: Lists
    uses: dict[str, Uses]
    vocabulary: Vocabulary
    places: dict[tuple[str, ...], Place] = field(repr=False)

    def locate(self, subject: str, predicate: str | None = None, value: str | None = None) -> Place | None:
        """The file and line of the first such statement (see `locate_in`), None if there is none."""
        return locate_in(self.places, subject, predicate, value)


def load(project: Project) -> Sources:
    """Read every file of the project; raises Findings with one line per problem if anything is wrong with them."""
    problems: list[EntenteError] = [*folder_problems(project)]
    document = partial(_read, root=project.root, document=True)
    data = partial(_read, root=project.root, document=False)
    described = [folder / "article.ttl" for folder in project.articles]

    ontology = _collect(document, project.ontology, problems)
    shapes = _collect(document, project.shapes, problems)
    entities = _collect(data, [*project.entities, *described], problems)
    background = _collect(data, project.background, problems)
    notes = _collect(data, project.notes, problems)
    files = _collect(data, project.claims, problems)
    problems += layout_problems(files)
    passages = _collect(partial(_read_passages, root=project.root), project.passages, problems)
    dates = _collect(lambda path: read_dates_csv(path, path.relative_to(project.root)), project.dates, problems)
    mentions = _collect(partial(_read_mentions, root=project.root), project.mentions, problems)
    lists = read_lists(project.articles, project.root, problems)
    _stop_at(problems)
    claims = _collect(claims_of, files, problems)
    _stop_at(problems)

    contents = _contents(files)
    sources = Sources(
        ontology=_statements(ontology),
        shapes=_statements(shapes),
        entities=_statements(entities),
        background=_statements(background),
        notes=_statements(notes),
        records=tuple(said for said in _statements(files) if isinstance(said.graph, ox.DefaultGraph)),
        contents=contents,
        claims={claim.slug: claim for claim in claims},
        passages={passage.slug: passage for passage in passages},
        dates=tuple(dates),
        mentions=tuple(mentions),
        lists=lists,
        uses=uses_of_claims(contents, _statements(entities)),
        vocabulary=read_vocabulary(_statements([*ontology, *shapes])),
        places=places_of([*files, *entities, *background, *notes, *shapes, *ontology]),
    )
    problems += name_problems(
        [*sources.ontology, *sources.shapes],
        _statements([*entities, *background, *notes, *files]),
        sources.vocabulary,
        claims=set(sources.contents),
        passages={PREFIXES["passage"] + slug for slug in sources.passages},
    )
    problems += _graph_problems([*ontology, *shapes, *entities, *background, *notes])
    problems += grounding_problems(
        claims, sources.contents, sources.records, sources.entities, mentions, sources.passages
    )
    problems += list_problems(lists, sources.claims, sources.uses, sources.passages)
    problems += locked_date_problems(dates, sources.passages, sources.vocabulary)
    problems += date_grounding_problems(claims, sources.contents, sources.records, dates)
    _stop_at(problems)
    return sources


def inputs(project: Project) -> list[Path]:
    """Every file that the dataset and the pages beside it are a function of, sorted."""
    beside = [folder / name for folder in project.articles for name in ("article.ttl", "passages.csv", *LISTS)]
    data = [*project.entities, *project.background, *project.claims, *project.notes]
    rules = [*project.ontology, *project.shapes, *project.derivations, *project.checks]
    return sorted({*(path for path in beside if path.exists()), *data, *rules})


def _read(path: Path, root: Path, document: bool) -> list[TurtleFile]:
    return [read_turtle(path, root=root, document=document)]


def _read_passages(path: Path, root: Path) -> list[Passage]:
    try:
        return read_passages_csv(path)
    except InputError as error:
        raise InputError(error.what, path=path.relative_to(root), line=error.line, advice=error.advice) from None


def _read_mentions(path: Path, root: Path) -> list[MentionRow]:
    return read_mentions_csv(path, path.relative_to(root))


def _collect(
    read: Callable[[_Item], Iterable[_Found]], items: Iterable[_Item], problems: list[EntenteError]
) -> list[_Found]:
    """What `read` finds in all items; an error of one is noted and the others are still read."""
    found: list[_Found] = []
    for item in items:
        try:
            found.extend(read(item))
        except EntenteError as problem:
            problems.append(problem)
    return found


def _stop_at(problems: list[EntenteError]) -> None:
    if problems:
        lines = sorted({str(problem) for problem in problems})
        count = "1 problem" if len(lines) == 1 else f"{len(lines)} problems"
        raise Findings(f"{count} in the files.", lines, "Nothing was built.")


def _statements(files: Iterable[TurtleFile]) -> tuple[Statement, ...]:
    return tuple(statement for file in files for statement in file.statements)


def _contents(files: list[TurtleFile]) -> dict[str, tuple[Statement, ...]]:
    contents: dict[str, list[Statement]] = {}
    for statement in _statements(files):
        if isinstance(statement.graph, ox.NamedNode):
            contents.setdefault(statement.graph.value, []).append(statement)
    return {claim: tuple(statements) for claim, statements in contents.items()}


def _graph_problems(files: Iterable[TurtleFile]) -> list[SyntaxProblem]:
    advice = "Only claims files have blocks with a name."
    return [
        SyntaxProblem("a named graph in a file that is one layer.", path=file.path, line=block.line, advice=advice)
        for file in files
        for block in file.blocks
        if block.is_graph
    ]
