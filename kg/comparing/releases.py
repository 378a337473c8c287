"""The record of releases (`kg/data/releases.ttl`) in and out: each release, and all that changed with it, as RDF.

The build does not load it: a release names the SHA-256 of its dataset, which therefore cannot hold the release.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.comparing.comparison import Comparison
from kg.comparing.rdf import change_triples, term, turtle
from kg.errors import InputError, SyntaxProblem
from kg.prefixes import BASE

RELEASE = f"{BASE}release/"
"""What the IRIs of releases begin with; their versions follow."""

_OPENING = """\
# The releases, oldest first, and what changed with each. Written by `kg release`, a block for each; not loaded by the
# build, since a release names the hash of its dataset.
"""
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_FIELDS = {"schema:version": "version", "dcterms:issued": "issued", "schema:identifier": "digest"}


@dataclass(frozen=True)
class Release:
    """One release: its version (`0.2.0`), its date, and the SHA-256 of its dataset."""

    version: str
    issued: date
    digest: str

    @property
    def file_name(self) -> str:
        """The name of its dataset's file."""
        return f"entente-{self.digest[:12]}.nq.gz"

    @property
    def order(self) -> tuple[int, ...]:
        """What releases are ordered by."""
        return order_of(self.version)


def order_of(version: str) -> tuple[int, ...]:
    """The three numbers of a version; raises InputError for what is none."""
    if not _VERSION.fullmatch(version):
        raise InputError(f"{version!r} is no version.", advice="Write three numbers, like 0.2.0.")
    return tuple(map(int, version.split(".")))


def read_releases(path: Path) -> list[Release]:
    """The releases recorded in a file, oldest first; none where there is no file yet."""
    if not path.exists():
        return []
    fields: dict[str, dict[str, str]] = {}
    properties = {term(name).value: field for name, field in _FIELDS.items()}
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            subject, field = quad.subject, properties.get(quad.predicate.value)
            if field and isinstance(subject, NamedNode) and isinstance(quad.object, Literal):
                fields.setdefault(subject.value, {})[field] = quad.object.value
    except SyntaxError as error:
        raise SyntaxProblem(f"this does not parse: {error.msg}", path=path, line=error.lineno) from None
    try:
        found = [
            Release(said["version"], date.fromisoformat(said["issued"]), said["digest"].removeprefix("sha256:"))
            for iri, said in fields.items()
            if iri.startswith(RELEASE)
        ]
    except (KeyError, ValueError):
        advice = "Restore it from git: `kg release` alone writes it."
        raise InputError("holds a release without version, date or hash.", path=path, advice=advice) from None
    return sorted(found, key=lambda release: release.order)


def with_release(recorded: str, release: Release, last: Release | None, comparison: Comparison | None) -> str:
    """The text of the record with one more release at its end, and what changed since the last."""
    node = NamedNode(f"{RELEASE}{release.version}")
    file = NamedNode(f"{node.value}/{release.file_name}")
    triples = [
        Triple(node, term("rdf:type"), term("schema:Dataset")),
        Triple(node, term("rdfs:label"), Literal(f"Release {release.version}", language="en")),
        Triple(node, term("schema:version"), Literal(release.version)),
        Triple(node, term("dcterms:issued"), Literal(release.issued.isoformat(), datatype=term("xsd:date"))),
        Triple(node, term("schema:identifier"), Literal(f"sha256:{release.digest}")),
        Triple(node, term("schema:distribution"), file),
    ]
    if last is not None:
        triples.append(Triple(node, term("prov:wasRevisionOf"), NamedNode(f"{RELEASE}{last.version}")))
    if comparison is not None:
        triples += change_triples(comparison, node)
    triples += [
        Triple(file, term("rdf:type"), term("schema:DataDownload")),
        Triple(file, term("schema:name"), Literal(release.file_name)),
        Triple(file, term("schema:encodingFormat"), Literal("application/n-quads")),
    ]
    return f"{recorded or _OPENING}\n# --- {release.version} ---\n\n{turtle(triples).decode()}"
