"""The record of releases in; each release with all that changed with it, as people and machines ask for it, out.

It reads what `kg.comparing.rdf` writes. Nothing of it is a fact about the world: a change tells what was said before
and what is said since.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.comparing.changes import ACTIONS, GONE
from kg.comparing.rdf import term
from kg.comparing.reified import Node, Said, statements_of, value_of, values_of
from kg.comparing.releases import RELEASE, Release, read_releases
from kg.comparing.statements import Statement
from kg.errors import SyntaxProblem

_TYPE, _PART_OF = term("rdf:type").value, term("dcterms:isPartOf").value
_NUMBER = re.compile(r"#(\d+)$")


@dataclass(frozen=True)
class RecordedChange:
    """One change of a release: its own IRI, and what became of which thing, as `kg.comparing.changes.Change` has it.

    `group` is the kind of thing (`claims`), `stance` the last word of a claim's stance (`reported`), empty for others.
    """

    iri: str
    group: str
    action: str
    subject: str
    label: str
    where: str
    aspects: tuple[str, ...]
    stance: str
    lost: tuple[Statement, ...]
    new: tuple[Statement, ...]


@dataclass(frozen=True)
class RecordedRelease:
    """A release, its changes in their order, what it says of answers and of what follows, and the record's triples.

    `previous` is the version before, empty for the first. `answers` and `derived` are lines for people.
    """

    release: Release
    previous: str
    changes: tuple[RecordedChange, ...]
    answers: tuple[str, ...]
    derived: tuple[str, ...]
    triples: tuple[Triple, ...]

    @property
    def iri(self) -> str:
        """Its IRI."""
        return RELEASE + self.release.version

    def counts(self) -> dict[str, dict[str, int]]:
        """How many things of each group were added, changed and so on; without zeros, in the record's order."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for change in self.changes:
            found[change.group][change.action] += 1
        return {
            group: {action: numbers[action] for action in ACTIONS if numbers[action]}
            for group, numbers in found.items()
        }

    def of(self, group: str) -> tuple[RecordedChange, ...]:
        """The changes of one group."""
        return tuple(change for change in self.changes if change.group == group)


def read_history(path: Path) -> tuple[RecordedRelease, ...]:
    """The releases, the newest first; none where there is no record yet.

    Raises SyntaxProblem or InputError for a record that was damaged.
    """
    releases = read_releases(path)
    if not releases:
        return ()
    try:
        triples = [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise SyntaxProblem(f"this does not parse: {error.msg}", path=path, line=error.lineno) from None
    parts = _by_release(triples)
    return tuple(_recorded(release, parts[RELEASE + release.version]) for release in reversed(releases))


def _by_release(triples: list[Triple]) -> dict[str, list[Triple]]:
    """The triples of each release: those of its IRI and what lies below, and of the blank nodes that belong to them."""
    owner: dict[Node, str] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            rest = triple.subject.value.removeprefix(RELEASE)
            owner[triple.subject] = RELEASE + re.split("[#/]", rest, maxsplit=1)[0]
    waiting, parts = triples, defaultdict[str, list[Triple]](list)
    while waiting:
        left = []
        for triple in waiting:
            subject, value = triple.subject, triple.object
            if not isinstance(subject, NamedNode | BlankNode) or subject not in owner:
                left.append(triple)
                continue
            parts[owner[subject]].append(triple)
            if isinstance(value, BlankNode):
                owner[value] = owner[subject]
        if len(left) == len(waiting):
            break  # what belongs to no release
        waiting = left
    return parts


def _recorded(release: Release, triples: list[Triple]) -> RecordedRelease:
    said: dict[Node, list[tuple[str, Node | Literal]]] = defaultdict(list)
    for triple in triples:
        if isinstance(triple.subject, NamedNode | BlankNode) and not isinstance(triple.object, Triple):
            said[triple.subject].append((triple.predicate.value, triple.object))
    itself = NamedNode(RELEASE + release.version)
    parts = [node for node in said if isinstance(node, NamedNode) and (_PART_OF, itself) in said[node]]
    parts.sort(key=lambda node: int(found[1]) if (found := _NUMBER.search(node.value)) else 0)
    is_change = (_TYPE, term("cs:ChangeSet"))
    before = value_of(said, itself, "prov:wasRevisionOf")
    return RecordedRelease(
        release,
        before.removeprefix(RELEASE),
        tuple(_change(said, node) for node in parts if is_change in said[node]),
        tuple(value_of(said, node, "rdfs:label") for node in parts if is_change not in said[node]),
        tuple(values_of(said, itself, "dcterms:description")),
        tuple(triples),
    )


def _change(said: Said, node: NamedNode) -> RecordedChange:
    return RecordedChange(
        node.value,
        value_of(said, node, "schema:category"),
        value_of(said, node, "schema:name"),
        value_of(said, node, "cs:subjectOfChange"),
        value_of(said, node, "dcterms:title"),
        value_of(said, node, "schema:location"),
        tuple(values_of(said, node, "schema:keywords")),
        value_of(said, node, "dcterms:subject").rpartition("/stance-")[2],
        tuple(statements_of(said, node, "cs:removal")),
        tuple(statements_of(said, node, "cs:addition")),
    )


def after(history: tuple[RecordedRelease, ...], since: str) -> tuple[RecordedRelease, ...] | None:
    """The releases after a version, or after the dataset whose hash begins so; None where no release is that."""
    for place, recorded in enumerate(history):
        release = recorded.release
        if since == release.version or (len(since) >= 12 and release.digest.startswith(since)):
            return history[:place]
    return None


def net(releases: tuple[RecordedRelease, ...]) -> tuple[list[str], list[str]]:
    """What became of things in the end, over several releases: the IRIs to fetch anew, and those that are no more."""
    gone: dict[str, bool] = {}
    for recorded in reversed(releases):
        gone |= {change.subject: change.action == GONE for change in recorded.changes if change.subject}
    return sorted(iri for iri in gone if not gone[iri]), sorted(iri for iri in gone if gone[iri])
