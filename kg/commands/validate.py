"""`kg validate`: files of RDF, or none for the whole graph, in; what the shapes find, in the format asked for, out."""

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import rdflib
import typer

from kg.building.build import read_shapes
from kg.building.context import read_context
from kg.building.derive import load_rules
from kg.building.report import Report
from kg.building.report_formats import FORMATS
from kg.building.report_text import report_text
from kg.building.shapes_files import read_shapes_files
from kg.building.validate import Shapes
from kg.building.validation import validate_files, validate_whole
from kg.claims.foreign import SYNTAXES, read_foreign, recognised
from kg.claims.statement import Statement
from kg.commands.options import console, tell, write_bytes
from kg.errors import InputError
from kg.project import Project

_STDIN = Path("-")
Form = Enum("Form", {name: name for name in ("text", *FORMATS)}, type=str)  # type: ignore[misc]

_HELP = """Validate files, or the whole graph, against the shapes.

Without FILE: the inputs of the built dataset, by the passes of a build. (a) The files as typed; (b) the default graph
with all that is derived; (c) the same with background, editorial notes and mentions; (d) each claim that is not
asserted or hedged, by itself. A violation that a note waives (ent:waives) is listed apart; a waiver that waives nothing
is a violation.

With FILEs (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML, told by their extension; - is the standard input, whose
syntax is recognised): the same four passes on what the files say. Added as context, and not judged itself: the
ontology without its nameless axioms, kg/data/entities, the articles and their passages; of the things of our claims
what they are (rdf:type), but not what the claims say of them; in passes a and c the background and our editorial notes.
Time spans come from ent:when, the rest of what follows from the rules of kg/queries/derive. A named graph is judged as
its claim's record in the files says: with the default graph if asserted, hedged or without a record, else alone (d).
Judged are the nodes that the files describe, and those they name that nothing describes. A blank node is judged as if
it had an IRI. Nothing is fetched: no context, no owl:imports. Notes waive; whether a waiver is idle shows on the whole
graph alone.

Each violation has its file and the line of the statement behind it; JSON-LD and RDF/XML have no line. The JSON is
described in kg/building/report-schema.json. Exit codes: 0 no violation (there may be warnings), 1 violations, 2 nothing
could be judged: wrong usage, a file that cannot be read, no shape that looks at anything in the files.
"""


def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE… | -]", help="RDF to validate; none: the whole graph.")
    ] = None,
    shapes: Annotated[
        list[Path] | None,
        typer.Option("--shapes", metavar="FILE", help="SHACL files in place of ours, in any syntax; may be repeated."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How the report is written.")] = Form.text,  # type: ignore[attr-defined]
) -> int:
    """Say what the shapes find; see `_HELP`, which is what the command line shows."""
    project = Project.here()
    given = read_shapes_files(shapes) if shapes else None
    report = _validate(files, given, project) if files else validate_whole(project, given, tell)
    name = str(form.value)
    if name == "text":
        console().print(report_text(report), soft_wrap=True)
    else:
        write_bytes(FORMATS[name].write(report).encode())
    return 1 if report.counts.get("Violation") else 0


validate.__doc__ = _HELP


def _validate(files: list[Path], shapes: rdflib.Graph | None, project: Project) -> Report:
    tell("reading the files")
    read = [_read(path, number) for number, path in enumerate(files, start=1)]
    context = read_context(project, load_rules(project.derivations))
    return validate_files(read, context, Shapes(read_shapes(project) if shapes is None else shapes), tell)


def _read(path: Path, number: int) -> list[Statement]:
    if path == _STDIN:
        content = sys.stdin.buffer.read()
        return read_foreign(content, recognised(content), Path("stdin"), number)
    syntax = SYNTAXES.get(path.suffix.lower())
    if syntax is None:
        raise InputError(
            f"{path.suffix or 'a file without extension'} is not a syntax of RDF.",
            path=path,
            advice=f"Name a file that ends in {', '.join(SYNTAXES)}, or - for the standard input.",
        )
    try:
        return read_foreign(path.read_bytes(), syntax, path, number)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=path, advice="Name a file of RDF.") from None
