"""`kg export docs DIR`: ontology and shapes in; their reference as pages and as RDF, in files, out."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from kg.commands.options import DatasetOption, tell
from kg.commands.sources import dataset_of
from kg.documenting.files import files_of
from kg.documenting.reference import read_reference
from kg.documenting.usage import counting_queries, labels_query, seen_in, usage_of
from kg.errors import InputError
from kg.project import Project
from kg.reading.whole_file import write_whole


class What(StrEnum):
    """What can be exported."""

    docs = "docs"


def export(
    what: Annotated[What, typer.Argument(help="What to write: docs, the reference of ontology and shapes.")],
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write it.")],
    dataset: DatasetOption = None,
) -> None:
    """Write the reference of ontology and shapes: pages, Turtle, JSON-LD, RDF/XML, N-Triples.

    The pages are those of the server: each term with its definition, its use in the dataset, its shapes and questions.
    """
    project = Project.here()
    store = dataset_of(dataset, project).store
    seen = seen_in(_select(store, query) for query in counting_queries())
    reference = read_reference(project).with_usage(usage_of(seen, _select(store, labels_query(seen))))
    number = 0
    for name, content in files_of(reference):
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"cannot be made: {error.strerror}.", path=path.parent) from None
        write_whole(path, content)
        number += 1
    tell(f"{number} files of {what.value} in {folder}")


def _select(store: Store, query: str) -> bytes:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)  # noqa: S101 (the queries are SELECTs of ours)
    return solutions.serialize(format=QueryResultsFormat.JSON) or b""
