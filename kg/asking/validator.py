"""Our shapes and what files are judged with in; a process that forks validators for whoever asks over a socket, out.

Run as `python -m kg.asking.validator CONTROL MEMORY RESULT_SIZE`; what it says and obeys is what `kg.asking.parent`
does. A validator is given anybody's RDF and may be killed. All that it needs was imported and used once before it was
forked, since it can open neither file nor socket: neither a context, nor an entity, nor an import is ever fetched.
"""

import os
import socket
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.asking.evaluator import Limits, ResultWriter
from kg.asking.frames import FRAGMENT, Answer, Failure, Submission
from kg.asking.parent import report_failure, serve_work
from kg.building.build import read_shapes
from kg.building.context import Context, read_context
from kg.building.derive import load_rules
from kg.building.report import Report
from kg.building.report_formats import FORMATS
from kg.building.report_html import report_html
from kg.building.report_page import to_iris
from kg.building.validate import Shapes
from kg.building.validation import validate_files
from kg.claims.foreign import read_foreign, recognised
from kg.errors import EntenteError, SyntaxProblem
from kg.prefixes import PREFIXES
from kg.project import Project

_POLITE = 10
"""How much less of the processor validation gets than queries, as `nice` counts."""
_SAMPLE = f"""
@prefix ent: <{PREFIXES["ent"]}> .
@prefix rdf: <{PREFIXES["rdf"]}> .
@prefix xsd: <{PREFIXES["xsd"]}> .
<urn:s> ent:when "x" , "<b>x</b>"^^rdf:HTML , "<b/>"^^rdf:XMLLiteral , "P1Y"^^xsd:duration , "2012-01-01"^^xsd:date ,
    "00"^^xsd:hexBinary , "AA=="^^xsd:base64Binary , 1.0 , 1e0 , "2012"^^xsd:gYear , "x"@en , true .
<urn:claim> ent:stance <{PREFIXES["concept"]}stance-reported> .
<urn:claim> {{ <urn:t> a ent:StageRecord ; ent:when "2012" ; ent:stageOf <urn:s> }}
"""


def on_our_pages(iri: str) -> str | None:
    """Links of the report on our pages: a shape leads to its entry, what else is ours to what is said of it."""
    if iri.startswith(PREFIXES["shapes"]):
        return f"/shapes#{iri.removeprefix(PREFIXES['shapes'])}"
    return f"/ask?query={quote(f'DESCRIBE <{iri}>')}" if to_iris(iri) else None


_WRITERS: dict[str, Callable[[Report], str]] = {
    **{name: one.write for name, one in FORMATS.items() if name != "html"},  # a page of our own frames the fragment
    FRAGMENT: partial(report_html, href=on_our_pages),
}


def validate_bytes(context: Context, shapes: Shapes, content: bytes, writer: ResultWriter) -> Answer:
    """The work of a validator: the report on one submission, or why there is none."""
    asked = Submission.from_bytes(content)
    try:
        writer.write(_WRITERS[asked.form](_report(context, shapes, asked)).encode())
    except SyntaxProblem as problem:
        return Failure("syntax", _said(problem), problem.line, problem.column)
    except EntenteError as error:
        return Failure("unsupported", _said(error))
    except MemoryError:
        return Failure("memory", "The validation needs more memory than one may use.")
    except RecursionError:
        return Failure("syntax", "It is nested too deep to be judged.")
    return writer.answer()


def warm_up(context: Context, shapes: Shapes) -> None:
    """Use everything once, so that nothing is left to be imported, opened or made ready when a file comes."""
    report = _report(context, shapes, Submission(_SAMPLE.encode(), "application/trig", "sample", "text"))
    for write in _WRITERS.values():
        write(report)


def _report(context: Context, shapes: Shapes, asked: Submission) -> Report:
    known = ox.RdfFormat.from_media_type(asked.media_type) if asked.media_type else None
    said = read_foreign(asked.content, known or recognised(asked.content), Path(asked.name))
    return validate_files([said], context, shapes)


def _said(error: EntenteError) -> str:
    end = "" if error.what.endswith((".", "?", "!")) else "."
    said = f"{error.what}{end} {error.advice}".strip()
    return said[:1].upper() + said[1:]


def main(arguments: Sequence[str]) -> int:
    """Read shapes and context, try everything once, say so, and serve; 1 when that cannot be done."""
    descriptor, memory, result_size = arguments
    control = socket.socket(fileno=int(descriptor))
    os.nice(_POLITE)
    try:
        project = Project.here()
        context, shapes = read_context(project, load_rules(project.derivations)), Shapes(read_shapes(project))
        warm_up(context, shapes)
        serve_work(partial(validate_bytes, context, shapes), control, Limits(int(memory), int(result_size)), {})
    except EntenteError as error:
        report_failure(control, error)
        return 1
    except BrokenPipeError:  # the server has ended, perhaps while this was being loaded
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
