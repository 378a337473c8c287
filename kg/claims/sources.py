"""A project's files go in; all that they state, layer by layer and each statement with its place, comes out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.claims.date_grounding import date_grounding_problems, locked_date_problems
from kg.claims.files import Files, collect, read_files, stop_at
from kg.claims.grounding import grounding_problems
from kg.claims.lists import NAMES as LISTS
from kg.claims.lists import Lists, list_problems
from kg.claims.names import name_problems
from kg.claims.places import Place, locate_in, places_of
from kg.claims.records import Claim, claims_of, layout_problems
from kg.claims.statement import Statement, TurtleFile
from kg.claims.uses import Uses, uses_of_claims
from kg.claims.vocabulary import Vocabulary, read_vocabulary
from kg.errors import EntenteError, SyntaxProblem
from kg.prefixes import PREFIXES
from kg.project import Project
from kg.reading.dates_file import LockedDate
from kg.reading.mention_rows import MentionRow
from kg.reading.passages import Passage


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
    dataset: tuple[Statement, ...]
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
    files = read_files(project)
    sources = sources_of(files)
    stop_at(problems_of(files, sources))
    return sources


def sources_of(files: Files) -> Sources:
    """What the files state together; raises Findings where records and blocks are not laid out as claims."""
    stop_at(layout_problems(files.claims))
    problems: list[EntenteError] = []
    claims = collect(claims_of, files.claims, problems)
    stop_at(problems)
    entities, contents = _statements(files.entities), _contents(files.claims)
    return Sources(
        ontology=_statements(files.ontology),
        shapes=_statements(files.shapes),
        entities=entities,
        background=_statements(files.background),
        notes=_statements(files.notes),
        dataset=_statements(files.dataset),
        records=tuple(said for said in _statements(files.claims) if isinstance(said.graph, ox.DefaultGraph)),
        contents=contents,
        claims={claim.slug: claim for claim in claims},
        passages={passage.slug: passage for passage in files.passages},
        dates=files.dates,
        mentions=files.mentions,
        lists=files.lists,
        uses=uses_of_claims(contents, entities),
        vocabulary=read_vocabulary(_statements([*files.ontology, *files.shapes])),
        places=places_of(
            [*files.claims, *files.entities, *files.background, *files.notes, *files.shapes, *files.ontology]
        ),
    )


def problems_of(files: Files, sources: Sources) -> list[EntenteError]:
    """What is wrong with the names, graphs, groundings, lists and dates of what the files state."""
    claims = list(sources.claims.values())
    layers = [*files.ontology, *files.shapes, *files.entities, *files.background, *files.notes, *files.dataset]
    return [
        *name_problems(
            [*sources.ontology, *sources.shapes],
            [*sources.entities, *sources.background, *sources.notes, *_statements(files.claims)],
            sources.vocabulary,
            claims=set(sources.contents),
            passages={PREFIXES["passage"] + slug for slug in sources.passages},
        ),
        *_graph_problems(layers),
        *grounding_problems(
            claims, sources.contents, sources.records, sources.entities, files.mentions, sources.passages
        ),
        *list_problems(sources.lists, sources.claims, sources.uses, sources.passages),
        *locked_date_problems(files.dates, sources.passages, sources.vocabulary),
        *date_grounding_problems(claims, sources.contents, sources.records, files.dates),
    ]


def inputs(project: Project) -> list[Path]:
    """Every file that the dataset and the pages beside it are a function of, sorted."""
    beside = [folder / name for folder in project.articles for name in ("article.ttl", "passages.csv", *LISTS)]
    data = [*project.entities, *project.background, *project.claims, *project.notes, *project.of_the_whole]
    rules = [*project.ontology, *project.shapes, *project.derivations, *project.checks, *project.questions]
    return sorted({*(path for path in beside if path.exists()), *data, *rules})


def _statements(files: Iterable[TurtleFile]) -> tuple[Statement, ...]:
    return tuple(statement for file in files for statement in file.statements)


def _contents(files: Iterable[TurtleFile]) -> dict[str, tuple[Statement, ...]]:
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
