"""`kg diff`: two versions of the dataset in; what tells them apart out."""

from contextlib import ExitStack
from typing import Annotated

import typer

from kg.commands.options import JsonOption, tell, utf8, write_bytes, write_json
from kg.comparing.comparison import Comparison, compare
from kg.comparing.document import as_document
from kg.comparing.rdf import as_turtle
from kg.comparing.text import as_markdown, as_text
from kg.comparing.versions import opened
from kg.errors import InputError
from kg.project import Project

FORMATS = ("text", "markdown", "turtle", "json")


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The version before: see above.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The version after.")],
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "text",
    summary: Annotated[bool, typer.Option("--summary", help="Only the counts; for text and markdown.")] = False,
    as_json: JsonOption = False,
) -> int:
    """Tell what changed between two versions of ontology, shapes and dataset.

    A version is a built dataset (FILE.nq, FILE.nq.gz), a build folder, or a git revision of this checkout (v0.1.0,
    HEAD~3), which is built in a temporary worktree first. Both are asked the saved questions of NEW. Files that the
    build does not load (alignments.ttl, entente-dl.ttl) are not compared.

    Exit codes: 0 no difference, 1 differences, 2 wrong usage or input.
    """
    form = "json" if as_json else form
    if form not in FORMATS:
        raise InputError(f"--format {form} is unknown.", advice=f"Use one of {', '.join(FORMATS)}.")
    if summary and form not in ("text", "markdown"):
        raise InputError(f"--summary does not go with --format {form}.", advice="Use text or markdown.")
    project = Project.here()
    with ExitStack() as versions:
        before = versions.enter_context(opened(utf8(old), project, tell))
        after = versions.enter_context(opened(utf8(new), project, tell))
        comparison = compare(before, after, tell)
    _write(comparison, form, summary)
    return 0 if comparison.is_empty else 1


def _write(comparison: Comparison, form: str, summary: bool) -> None:
    if form == "json":
        write_json(as_document(comparison))
    elif form == "turtle":
        write_bytes(as_turtle(comparison))
    else:
        write_bytes((as_text if form == "text" else as_markdown)(comparison, summary).encode())
