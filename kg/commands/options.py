"""What the commands share: their options, where the text lies by default, and how they speak to people and machines."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from kg.errors import InputError
from kg.project import Project

TextOption = Annotated[
    Path | None,
    typer.Option("--text", metavar="FILE", help="The article's text, or a folder that holds it [ENTENTE_TEXT]."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write the outcome as JSON.")]
DatasetOption = Annotated[
    list[Path] | None,
    typer.Option("--dataset", metavar="FILE", help="N-Quads, TriG or Turtle files, in place of the built dataset."),
]

_WIDTH_OF_A_FILE = 200


def text_location(given: Path | None, project: Project) -> Path | None:
    """Where the articles' texts lie: as given, as ENTENTE_TEXT says, or beside the checkout; None where none is."""
    if given is not None:
        return given
    named = os.environ.get("ENTENTE_TEXT")
    if named:
        return Path(named)
    beside = project.root.parent / "shared/article"
    return beside if beside.is_dir() else None


def utf8(argument: str) -> str:
    """What was typed, as it is; raises InputError where it held bytes that are no UTF-8."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        raise InputError(f"{argument!r} is not UTF-8.", advice="Type it in a terminal that writes UTF-8.") from None
    return argument


def write_json(value: Any) -> None:
    """One JSON document on the standard output."""
    write_bytes(json.dumps(value, ensure_ascii=False, indent=2).encode())


def write_bytes(content: bytes) -> None:
    """Bytes on the standard output as they are, with a line end after the last."""
    sys.stdout.flush()
    rest = memoryview(content if content.endswith(b"\n") else content + b"\n")
    # Under PYTHONUNBUFFERED the output is a raw file, which may take only a part.
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()


def console() -> Console:
    """The console for people; where the output is no terminal, lines are long and have no colours."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else _WIDTH_OF_A_FILE
    return Console(width=width, highlight=False, soft_wrap=False)


def tell(message: str) -> None:
    """Progress, or a remark that is no part of the answer: on the error output."""
    print(message, file=sys.stderr, flush=True)
