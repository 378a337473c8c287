"""The dataset as a store and the queries of `kg/queries/checks` go in; a finding for each row comes out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.prefixes import shorten
from kg.querying.query_file import QueryFile, load_query
from kg.querying.run import Term, select


@dataclass(frozen=True)
class CheckFinding:
    """One row of a check: the node at fault, and what the other columns say of it."""

    check: str
    summary: str
    node: str
    details: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        said = ", ".join(f"{name} {shown}" for name, shown in self.details)
        return f"{shorten(self.node)}{f' ({said})' if said else ''}: check {self.check}: {self.summary}"


def load_checks(paths: Sequence[Path]) -> list[QueryFile]:
    """The checks; raises InputError where there is none, or where one does not select `?node` first."""
    checks = [load_query(path) for path in paths]
    if not checks:
        raise InputError("there are no checks to run.", path="kg/queries/checks", advice="Restore the folder.")
    for check in checks:
        if check.columns[:1] != ("node",):
            raise InputError("a check selects ?node first.", path=check.path, advice="Name the thing at fault ?node.")
    return checks


def run_checks(
    store: ox.Store, checks: Sequence[QueryFile], progress: Callable[[str], None] = lambda _: None
) -> list[CheckFinding]:
    """The rows of all checks; none is a pass."""
    findings = []
    for check in checks:
        progress(f"checking {check.name}")
        for record in select(store, check.text, check.path).records():
            node = _shown(record.pop("node"), full=True)
            details = tuple((name, _shown(term)) for name, term in record.items())
            findings.append(CheckFinding(check.name, check.header.summary, node, details))
    return findings


def _shown(term: Term, *, full: bool = False) -> str:
    if isinstance(term, ox.NamedNode):
        return term.value if full else shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
