"""A Turtle or TriG file goes in; its statements come out, each with the line it stands on.

Two parsers read a file. Oxigraph's decides whether it is well formed, because it is strict and its errors name line and
column. rdflib's is then followed through the text, because it alone can be asked where an object begins.
"""

from pathlib import Path

import pyoxigraph as ox

from kg.claims.line_parser import Manner, parse_lines
from kg.claims.statement import Statement, TurtleFile
from kg.errors import InputError, SyntaxProblem

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG}


def statements_of(path: Path, *, document: bool = False) -> list[Statement]:
    """The statements of a file in text order; raises SyntaxProblem (see `read_turtle`)."""
    return list(read_turtle(path, document=document).statements)


def read_turtle(path: Path, *, root: Path | None = None, document: bool = False) -> TurtleFile:
    """Read a `.ttl` or `.trig` file; its path is kept relative to `root` if one is given.

    A `document` (a module of the ontology, a file of shapes) may have blank nodes and a base IRI, data may not. Raises
    SyntaxProblem with line and column for text that does not parse, a prefix that is not the one of `kg/prefixes.py`,
    a relative IRI without a base, a language tag that is not in lower case, and a graph without a name; InputError for
    a file that cannot be read.
    """
    shown = path.relative_to(root) if root else path
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SyntaxProblem(f"byte {error.start + 1} is not UTF-8", path=shown, advice="Save it as UTF-8.") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=shown) from None
    # A byte order mark counts as one character in rdflib's positions and is an error for Oxigraph.
    text = text.removeprefix("\ufeff")
    try:
        for _ in ox.parse(text, _FORMATS[path.suffix]):
            pass
    except SyntaxError as error:
        what = f"{error.msg.partition(': ')[2] or error.msg} (column {error.offset})"
        raise SyntaxProblem(what, path=shown, line=error.lineno, column=error.offset) from None
    except MemoryError:  # the parser's own limit, not the machine's
        raise SyntaxProblem("a name or a literal in it is too long to be read", path=shown) from None
    return parse_lines(text, shown, Manner.DOCUMENT if document else Manner.DATA)
