"""Violations go in; the validation report comes out: each with its place, its claims, and what things are called.

The formats of a report (text, HTML, JSON, Turtle, JUnit) are functions of this value alone, each in its own file.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox
from rdflib.util import from_n3

from kg.building.violation import Violation
from kg.claims.foreign import BLANK
from kg.prefixes import PREFIXES, shorten

Place = tuple[Path, int]
"""A file and a line; line 0 where the file's syntax has no lines that a statement could be found by."""
Locate = Callable[[str, str | None, str | None], Place | None]
"""The file and line of the first statement with a subject, and a predicate and value where they are given."""


@dataclass(frozen=True)
class ClaimEvidence:
    """A claim that speaks of a node, and the passages it rests on; all are IRIs."""

    claim: str
    passages: tuple[str, ...]


Evidence = Callable[[str], Sequence[ClaimEvidence]]
Named = Callable[[str], str | None]
"""What a node, a shape, a claim or a passage is called in words, None where it is called nothing."""


@dataclass(frozen=True)
class Entry:
    """One violation, where it stands, where the other node of a rule across nodes stands, and what speaks of the node.

    `passes` are the names of all passes that found it; `note` is the IRI of the editorial note that waives it, None for
    one that stands.
    """

    violation: Violation
    passes: tuple[str, ...]
    place: Place | None
    other: Place | None
    claims: tuple[ClaimEvidence, ...]
    note: str | None = None


@dataclass(frozen=True)
class Report:
    """The outcome of validation, sorted by shape, node, path, value.

    `focus_nodes` is how many nodes each shape looked at, by pass; `labels` what the IRIs in the report are called.
    """

    entries: tuple[Entry, ...] = ()
    waived: tuple[Entry, ...] = ()
    focus_nodes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found, as SHACL has it: a warning counts."""
        return not self.entries

    @property
    def counts(self) -> dict[str, int]:
        """How many entries of each severity there are."""
        found = [entry.violation.severity for entry in self.entries]
        return {severity: found.count(severity) for severity in sorted(set(found))}

    @property
    def by_shape(self) -> dict[str, list[Entry]]:
        """The entries of each shape, shapes in order."""
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries:
            groups.setdefault(entry.violation.shape, []).append(entry)
        return groups


def report_of(
    violations: Iterable[Violation],
    locate: Locate,
    evidence: Evidence,
    *,
    focus_nodes: Mapping[str, Mapping[str, int]] | None = None,
    waived: Iterable[tuple[Violation, str]] = (),
    named: Named = lambda _: None,
) -> Report:
    """The report of these violations; `waived` are those that a note excuses, each with the note's IRI."""

    def listed(found: Iterable[tuple[Violation, str | None]]) -> tuple[Entry, ...]:
        passes: dict[tuple[Violation, str | None], set[str]] = {}
        for one, note in found:
            passes.setdefault((replace(one, pass_name=""), note), set()).add(one.pass_name)
        return tuple(
            Entry(
                violation=replace(one, pass_name=min(names)),
                passes=tuple(sorted(names)),
                place=place_of(one, locate),
                other=_place_of_value(one, locate),
                claims=tuple(evidence(one.focus)),
                note=note,
            )
            for (one, note), names in sorted(passes.items(), key=lambda item: (item[0][0].sort_key, item[0][1] or ""))
        )

    entries = listed((violation, None) for violation in violations)
    excused = listed(waived)
    iris = {iri for one in (*entries, *excused) for iri in _iris(one)}
    labels = {iri: label for iri in sorted(iris) if (label := named(iri))}
    counts = {name: dict(sorted(shapes.items())) for name, shapes in sorted((focus_nodes or {}).items())}
    return Report(entries, excused, counts, labels)


def evidence_in(store: ox.Store) -> Evidence:
    """What gives a node's claims with their passages, sorted, from a store with the records in its default graph.

    A claim is its own claim. Any other node has those that it is stated in, or whose named graph it is a subject of.
    """

    def evidence(node: str) -> list[ClaimEvidence]:
        found: dict[str, set[str]] = {}
        for row in _solutions(store.query(_EVIDENCE, substitutions={ox.Variable("node"): ox.NamedNode(node)})):
            found.setdefault(row["claim"].value, set()).add(row["passage"].value)
        return [ClaimEvidence(claim, tuple(sorted(passages))) for claim, passages in sorted(found.items())]

    return evidence


_EVIDENCE = f"""
PREFIX ent: <{PREFIXES["ent"]}>
SELECT DISTINCT ?node ?claim ?passage WHERE {{
  {{ ?node ent:evidence ?passage . BIND(?node AS ?claim) }}
  UNION {{ ?node ent:statedIn ?claim . ?claim ent:evidence ?passage }}
  UNION {{ GRAPH ?claim {{ ?node ?property ?object }} ?claim ent:evidence ?passage }}
}}"""


def names_in(store: ox.Store, shapes: Mapping[str, str]) -> Named:
    """What gives the label of a node of the store's default graph, or the name of a shape."""
    label = ox.NamedNode(PREFIXES["rdfs"] + "label")

    def named(iri: str) -> str | None:
        if iri in shapes:
            return shapes[iri]
        found = (quad.object for quad in store.quads_for_pattern(ox.NamedNode(iri), label, None, None))
        return min((term.value for term in found if isinstance(term, ox.Literal)), default=None)

    return named


def place_of(violation: Violation, locate: Locate) -> Place | None:
    """Where the statement a violation is about stands: the nearest that is known of value, property and node."""
    path = violation.path if violation.path and violation.path.startswith(("http", "urn:")) else None
    value = value_text(violation)
    exact = locate(violation.focus, path, value) if path and value else None
    return exact or (locate(violation.focus, path, None) if path else None) or locate(violation.focus, None, None)


def value_text(violation: Violation) -> str | None:
    """The value as an IRI or as a literal's text, None if there is none."""
    return None if violation.value is None else str(from_n3(violation.value))


def in_short(iri: str) -> str:
    """The prefixed name of an IRI, `_:2` for the second blank node of a file, else the IRI itself."""
    return f"_:{iri.rpartition('-')[2]}" if iri.startswith(BLANK) else shorten(iri)


def in_words(place: Place | None) -> str:
    """`file:line`, `file (no line)`, or nothing."""
    if place is None:
        return ""
    return f"{place[0]}:{place[1]}" if place[1] else f"{place[0]} (no line)"


def _place_of_value(violation: Violation, locate: Locate) -> Place | None:
    """Where the other node of a rule across nodes stands; a property's value stands where the property does."""
    return locate(value_text(violation) or "", None, None) if violation.path is None and violation.value else None


def _iris(entry: Entry) -> set[str]:
    value = entry.violation.value or ""
    named = {entry.violation.shape, entry.violation.focus, *([entry.note] if entry.note else [])}
    named |= {value[1:-1]} if value.startswith("<") else set()
    return named | {iri for one in entry.claims for iri in (one.claim, *one.passages)}


def _solutions(results: object) -> ox.QuerySolutions:
    assert isinstance(results, ox.QuerySolutions)  # noqa: S101 - the query is a SELECT
    return results
