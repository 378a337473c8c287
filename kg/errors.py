"""The errors a user can meet; each message says what is wrong, where, and what to do.

EntenteError
├── InputError     a file, an option or a text that cannot be used as it is
├── SyntaxProblem  a file or query that does not parse
└── Findings       the work was done and found something wrong (violations, failed checks)
"""

from pathlib import Path


class EntenteError(Exception):
    """What went wrong, where (file and line, when known) and what to do about it."""

    def __init__(self, what: str, *, path: Path | str | None = None, line: int | None = None, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.advice = advice

    def __str__(self) -> str:
        place = "" if self.path is None else f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        if not self.advice:
            return place + self.what
        return f"{place}{self.what}{'' if self.what.endswith(('.', '?', '!')) else '.'} {self.advice}"


class InputError(EntenteError):
    """A file, an option or a text that cannot be used as it is."""


class SyntaxProblem(EntenteError):
    """A file or a query that does not parse; `line` and `column` count from 1."""

    def __init__(
        self,
        what: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(what, path=path, line=line, advice=advice)
        self.column = column


class Findings(EntenteError):
    """The work was done and found something wrong; `findings` holds one line for each thing found."""

    def __init__(self, what: str, findings: list[str], advice: str = "") -> None:
        super().__init__(what, advice=advice)
        self.findings = findings
