"""The command `kg`: arguments in; one verb done, and 0 (fine), 1 (findings) or 2 (wrong usage or input), out."""

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from typer.exceptions import TyperException

from kg.commands.build import build
from kg.commands.check import check
from kg.commands.coverage import coverage
from kg.commands.diff import diff
from kg.commands.export import export
from kg.commands.options import write_json
from kg.commands.publish import publish
from kg.commands.query import query
from kg.commands.read import read
from kg.commands.release import release
from kg.commands.serve import serve
from kg.commands.sparql import sparql
from kg.commands.validate import validate
from kg.errors import EntenteError, Findings, InputError

FINE, FINDINGS, WRONG = 0, 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141
"""As shells give them: 128 and the number of the signal that ends other programs here."""

app = typer.Typer(
    name="kg",
    help="A knowledge graph of scholarly writing on diplomacy that can be checked line by line.",
    epilog="Exit codes: 0 fine, 1 findings, 2 wrong usage or input.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for _verb in (read, build, validate, check, coverage, diff, release, publish, query, sparql, serve, export):
    app.command()(_verb)


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    _open_outputs()
    sys.exit(run(sys.argv[1:]))


def _open_outputs() -> None:
    """Where an output is closed, write to nowhere; where its encoding lacks a character, write that as an escape."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 (open until the end)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; every error is one line on the error output, findings a line each before it."""
    try:
        code = app(list(arguments) or ["--help"], standalone_mode=False, prog_name="kg")
        sys.stdout.flush()
    except Findings as error:
        return _refused(error, arguments, FINDINGS)
    except (EntenteError, TyperException) as error:
        return _refused(error, arguments, WRONG)
    except BrokenPipeError:
        return _unread()
    except SystemExit as error:
        # Typer makes of a broken pipe an exit with 1, which here would mean findings.
        if isinstance(error.__context__, BrokenPipeError):
            return _unread()
        raise
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError as error:  # files that are read or written have been dealt with where it happened
        _silence()
        place = error.filename or "the output"
        return _refused(InputError(f"cannot be read or written: {error.strerror}.", path=str(place)), arguments, WRONG)
    return code if isinstance(code, int) else FINE


def _unread() -> int:
    _silence()
    return BROKEN_PIPE


def _silence() -> None:
    """Nobody reads on: the interpreter must not complain of it either, when it closes the output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused(error: EntenteError | TyperException, arguments: Sequence[str], code: int) -> int:
    findings = error.findings if isinstance(error, Findings) else []
    what = " ".join((error.format_message() if isinstance(error, TyperException) else str(error)).split())
    if "--json" in arguments:
        write_json({"error": what, "findings": findings})
    for finding in findings:
        print(finding, file=sys.stderr)
    if what:
        print(f"kg: {what}", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()
