"""A project's files go in; all that they state, layer by layer and each statement with its place, comes out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.claims.folders import folder_problems
from kg.claims.grounding import grounding_problems, locked_date_problems
from kg.claims.names import name_problems
from kg.claims.records import Claim, claims_of, layout_problems
from kg.claims.statement import Statement, TurtleFile
from kg.claims.turtle import read_turtle
from kg.claims.unclaimed import Unclaimed, accounting_problems, read_complete, read_unclaimed
from kg.claims.vocabulary import Vocabulary, read_vocabulary
from kg.errors import EntenteError, Findings, InputError, SyntaxProblem
from kg.prefixes import PREFIXES
from kg.project import Project
from kg.reading.dates_file import LockedDate, read_dates_csv
from kg.reading.passages import Passage, read_passages_csv

Place = tuple[Path, int]
_Item = TypeVar("_Item")
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Sources:
    """What the files state: `contents` by claim IRI, `claims` and `passages` by slug; paths are relative to the root.

    The articles' own descriptions are among the entities.
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
    unclaimed: tuple[Unclaimed, ...]
    vocabulary: Vocabulary
    places: dict[tuple[str, ...], Place] = field(repr=False)

    def locate(self, subject: str, predicate: str | None = None, value: str | None = None) -> Place | None:
        """The file and line of the first statement with that subject (predicate, object), None if there is none.

        A value is an IRI or a literal's text. A span that the build derives is where the thing's date stands.
        """
        if subject.endswith("/span"):
            return self.locate(subject.removesuffix("/span"), PREFIXES["ent"] + "when")
        return self.places.get(tuple(part for part in (subject, predicate, value) if part is not None))


def load(project: Project) -> Sources:
    """Read every file of the project; raises Findings with one line per problem if anything is wrong with them."""
    problems: list[EntenteError] = [*folder_problems(project)]
    document = partial(_read, root=project.root, document=True)
    data = partial(_read, root=project.root, document=False)
    beside = [(article, project.root) for article in project.articles]

    ontology = _collect(document, project.ontology, problems)
    shapes = _collect(document, project.shapes, problems)
    entities = _collect(data, [*project.entities, *(folder / "article.ttl" for folder, _ in beside)], problems)
    background = _collect(data, project.background, problems)
    notes = _collect(data, project.notes, problems)
    files = _collect(data, project.claims, problems)
    problems += layout_problems(files)
    passages = _collect(partial(_read_passages, root=project.root), project.passages, problems)
    dates = _collect(lambda path: read_dates_csv(path, path.relative_to(project.root)), project.dates, problems)
    unclaimed = _collect(lambda at: read_unclaimed(at[0] / "passages-without-claim.csv", at[1]), beside, problems)
    complete = _collect(lambda at: read_complete(at[0] / "complete.csv", at[1]), beside, problems)
    _stop_at(problems)
    claims = _collect(claims_of, files, problems)
    _stop_at(problems)

    sources = Sources(
        ontology=_statements(ontology),
        shapes=_statements(shapes),
        entities=_statements(entities),
        background=_statements(background),
        notes=_statements(notes),
        records=tuple(said for said in _statements(files) if isinstance(said.graph, ox.DefaultGraph)),
        contents=_contents(files),
        claims={claim.slug: claim for claim in claims},
        passages={passage.slug: passage for passage in passages},
        dates=tuple(dates),
        unclaimed=tuple(unclaimed),
        vocabulary=read_vocabulary(_statements([*ontology, *shapes])),
        places=_places([*files, *entities, *background, *notes, *shapes, *ontology]),
    )
    problems += name_problems(
        [*sources.ontology, *sources.shapes],
        _statements([*entities, *background, *notes, *files]),
        sources.vocabulary,
        claims=set(sources.contents),
        passages={PREFIXES["passage"] + slug for slug in sources.passages},
    )
    problems += _graph_problems([*ontology, *shapes, *entities, *background, *notes])
    problems += accounting_problems(unclaimed, complete, sources.claims, sources.passages)
    problems += locked_date_problems(dates, sources.passages, sources.vocabulary)
    problems += grounding_problems(claims, sources.contents, sources.records, dates)
    _stop_at(problems)
    return sources


def inputs(project: Project) -> list[Path]:
    """Every file that the dataset is a function of, sorted."""
    beside = [
        folder / name
        for folder in project.articles
        for name in ("article.ttl", "passages.csv", "dates.csv", "passages-without-claim.csv", "complete.csv")
    ]
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


def _places(files: Iterable[TurtleFile]) -> dict[tuple[str, ...], Place]:
    """Where each subject, subject and predicate, and triple first stands; a typing statement is where a subject is."""
    places: dict[tuple[str, ...], Place] = {}
    types: dict[tuple[str, ...], Place] = {}
    for statement in _statements(files):
        place = (statement.path, statement.line)
        subject, predicate = statement.subject.value, statement.predicate.value
        places.setdefault((subject,), place)
        places.setdefault((subject, predicate), place)
        places.setdefault((subject, predicate, statement.object.value), place)
        if predicate == PREFIXES["rdf"] + "type":
            types.setdefault((subject,), place)
    return places | types
