"""`kg query`: a question's name and values in; its rows, with their evidence if asked for, out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from pyoxigraph import NamedNode, Store, parse_query_results

from kg.asking.answers import RESULT_FORMATS, claims_in, readable, rows_of, serialise
from kg.asking.dataset import evaluate
from kg.asking.evidence import ClaimEvidence, evidence_of
from kg.asking.questions import ask, find_question
from kg.commands.evidence import csv_with_evidence, evidence_list, json_with_evidence
from kg.commands.options import (
    DatasetOption,
    JsonOption,
    TextOption,
    console,
    tell,
    utf8,
    write_bytes,
    write_json,
)
from kg.commands.sources import dataset_of, interruptible, sentences_from
from kg.errors import InputError
from kg.project import Project
from kg.querying.query_file import QueryFile, load_question
from kg.querying.run import Table

FORMATS = ("table", *RESULT_FORMATS)
FORMATS_WITH_EVIDENCE = ("table", "csv", "json")


def query(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A question; without it, all are listed.")
    ] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="[PARAMETER=VALUE]...")] = None,
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "table",
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the passages that each claim rests on.")] = False,
    text: TextOption = None,
    dataset: DatasetOption = None,
    as_json: JsonOption = False,
) -> None:
    """Ask a question of kg/queries, or list them.

    A value is a prefixed name (agreement:gsomia-korea-japan), an IRI, or what the thing is called (GSOMIA).
    """
    project = Project.here()
    form = "json" if as_json else form
    known = FORMATS_WITH_EVIDENCE if evidence else FORMATS
    if form not in known:
        raise InputError(f"--format {form} is unknown{' with --evidence' if evidence else ''}.", advice=_one_of(known))
    if name is None:
        _list([load_question(path) for path in project.questions], form)
        return
    question = find_question(project.questions, utf8(name))
    arguments = [_argument(value) for value in values or []]
    opened = dataset_of(dataset, project)
    bound = ask(opened.store, question, arguments)
    with interruptible():
        if not evidence and form != "table":
            write_bytes(serialise(evaluate(opened.store, bound), form))
            return
        results = serialise(evaluate(opened.store, bound), "json")
    table = rows_of(parse_query_results(results, format=RESULT_FORMATS["json"]))
    found = _evidence(opened.store, claims_in(table, question.evidence), text, project) if evidence else []
    if form == "table":
        _print(question, table, found if evidence else None)
    elif form == "csv":
        write_bytes(csv_with_evidence(table, found, question.evidence))
    else:
        write_bytes(json_with_evidence(results, found))


def _evidence(store: Store, claims: list[NamedNode], text: Path | None, project: Project) -> list[ClaimEvidence]:
    return evidence_of(store, claims, sentences_from(store, text, project)) if claims else []


def _argument(text: str) -> tuple[str, str]:
    name, equals, value = utf8(text).partition("=")
    if not equals:
        raise InputError(f"{text!r} is no parameter.", advice="Write PARAMETER=VALUE.")
    return name, value


def _one_of(names: Sequence[str]) -> str:
    return f"Use one of {', '.join(names)}."


def _print(question: QueryFile, table: Table, found: Sequence[ClaimEvidence] | None) -> None:
    screen = console()
    screen.print(question.question, style="bold", markup=False)
    shown = readable(table, question.evidence)
    empty = shown.empty_columns if shown.rows else ()
    screen.print(shown.without(empty).render())
    rows = f"{len(table.rows)} rows" if len(table.rows) != 1 else "1 row"
    tell(rows + (f"; without a value: {', '.join(empty)}" if empty else ""))
    if found is None:
        return
    if question.header.evidence_note:
        screen.print(question.header.evidence_note, markup=False)
    evidence_list(found, screen)


def _list(questions: Sequence[QueryFile], form: str) -> None:
    if form == "json":
        write_json([_described(question) for question in questions])
        return
    for question in questions:
        required = (f"{one.name}=…" if one.required else f"[{one.name}=…]" for one in question.parameters)
        print(" ".join((question.name, *required)))
        print(f"    {question.question}")


def _described(question: QueryFile) -> dict[str, object]:
    return {
        "name": question.name,
        "summary": question.summary,
        "question": question.question,
        "description": question.header.description,
        "tags": list(question.header.tags),
        "parameters": [
            {"name": one.name, "label": one.label, "type": one.type, "kinds": list(one.kinds), "required": one.required}
            for one in question.parameters
        ],
        "columns": list(question.columns),
        "evidence": list(question.evidence),
    }
