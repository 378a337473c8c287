"""One thing that validation finds, as a value: what reads and writes reports needs no engine that validates."""

from dataclasses import dataclass

PASSES = {
    "a": "the files as typed, before anything is derived",
    "b": "the default graph",
    "c": "the default graph with background, what is derived with its help, editorial notes and mentions",
    "d": "one claim that is not asserted, with entities, code lists and its record",
}
"""The passes of validation, and what each judges."""
UNUSED_WAIVER = "UnusedWaiver"
"""The one component that SHACL does not have: of a note that waives what nothing breaks (shapes:UnusedWaiver)."""


@dataclass(frozen=True)
class Violation:
    """One result of validation.

    `shape` is the IRI of the named property shape, SPARQL constraint or node shape that a message belongs to, and the
    name that a waiver uses; `source_shape` is the shape it is part of, another one for SPARQL constraints only. `path`
    is an IRI, or a SPARQL property path in prefixed names; `value` is a term in N-Triples syntax; either is None where
    there is none. `severity` is Violation, Warning or Info; `component` is the local name of the SHACL constraint
    component (MinCount, Class, SPARQL, ...).
    """

    shape: str
    focus: str
    path: str | None
    value: str | None
    message: str
    severity: str
    pass_name: str
    component: str = ""
    source_shape: str = ""

    @property
    def sort_key(self) -> tuple[str, ...]:
        """What violations are ordered by: shape, node, path, value, message, pass."""
        return (self.shape, self.focus, self.path or "", self.value or "", self.message, self.pass_name, self.component)
