"""The inputs and the written dataset go in; the manifest that identifies and counts them comes out, and from JSON."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TypedDict

import pyoxigraph as ox

from kg.building.assemble import Layers
from kg.claims.sources import Sources
from kg.errors import InputError
from kg.prefixes import ENT, PREFIXES, shorten
from kg.reading.digest import sha256_of

REPORT, COVERAGE = "report.json", "coverage.json"
"""What the build found: what its rules say of the dataset, and how far the claims cover the articles."""
TOOLS = ("edtf", "oxrdflib", "pyoxigraph", "pyshacl", "rdflib")


class Dump(TypedDict):
    """A file beside the dataset: how many bytes it has, and its SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a dataset is made from and holds; no clock and no path outside the project.

    `inputs` gives each file's SHA-256, `dataset` that of `entente.nq`; `claims_per_part` counts the claims that rest on
    a passage of each part of the article, so that one claim can count twice. `dumps` are the files to take the dataset
    away by, `findings` those that tell what the build found: by name.
    """

    dataset: str
    quads: int
    default_graph: int
    claims_per_stance: dict[str, int]
    claims_per_part: dict[str, int]
    things_per_class: dict[str, int]
    triples_per_layer: dict[str, int]
    inputs: dict[str, str]
    tools: dict[str, str]
    dumps: dict[str, Dump] = field(default_factory=dict)
    findings: dict[str, Dump] = field(default_factory=dict)

    def to_json(self) -> str:
        """The manifest as JSON, keys sorted."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_manifest(path: Path) -> Manifest:
    """The manifest of a built dataset; raises InputError for a file that is missing or is none."""
    try:
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=path, advice="Run `kg build`.") from None
    except (ValueError, TypeError):
        raise InputError("is no manifest of a dataset.", path=path, advice="Run `kg build`.") from None


def make_manifest(
    nquads: bytes,
    dumps: Mapping[str, bytes],
    findings: Mapping[str, bytes],
    layers: Layers,
    sources: Sources,
    inputs: Iterable[Path],
    root: Path,
) -> Manifest:
    """The manifest of a dataset that has just been serialised."""
    default = layers.default
    return Manifest(
        dataset=hashlib.sha256(nquads).hexdigest(),
        quads=len(default) + sum(len(triples) for triples in layers.named.values()),
        default_graph=len(default),
        claims_per_stance=_counts(claim.stance for claim in sources.claims.values()),
        claims_per_part=_counts(part for claim in sources.claims.values() for part in _parts(claim.evidence, sources)),
        things_per_class=_counts(
            shorten(triple.object.value)
            for triple in default
            if triple.predicate.value == PREFIXES["rdf"] + "type"
            and isinstance(triple.object, ox.NamedNode)
            and triple.object.value.startswith(ENT)
        ),
        triples_per_layer={shorten(name): len(t) for name, t in layers.named.items() if name not in layers.contents},
        inputs={path.relative_to(root).as_posix(): sha256_of(path) for path in inputs},
        tools={name: version(name) for name in TOOLS},
        dumps=_files(dumps),
        findings=_files(findings),
    )


def _files(files: Mapping[str, bytes]) -> dict[str, Dump]:
    return {name: Dump(bytes=len(file), sha256=hashlib.sha256(file).hexdigest()) for name, file in files.items()}


def _parts(evidence: Iterable[str], sources: Sources) -> set[str]:
    return {str(sources.passages[slug].part) for slug in evidence}


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
