"""The files beside the served dataset in; those that tell what its build found out, never another dataset's."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kg.building.manifest import read_manifest
from kg.errors import EntenteError


@dataclass(frozen=True)
class Finding:
    """A file's text; or nothing, and why there is none of what is served, as a sentence."""

    text: str = ""
    missing: str = ""


def finding_of(folder: Path, name: str, dataset: str) -> Finding:
    """The file of that name in the dataset's folder, if the manifest there says that it is of the dataset of this hash.

    The manifest is written last: while a build replaces the files, one may be there already that is of the next.
    """
    try:
        manifest = read_manifest(folder / "manifest.json")
        content = (folder / name).read_bytes()
    except (EntenteError, OSError):
        return Finding(missing="What is served here was not built here: no file beside it tells what its build found.")
    if not dataset or manifest.dataset != dataset:
        return Finding(missing="The last build here made another dataset than the one that is served.")
    known = manifest.findings.get(name)
    if known is None or hashlib.sha256(content).hexdigest() != known["sha256"]:
        return Finding(missing="The file beside the dataset is not the one that its build wrote.")
    return Finding(content.decode("utf-8", "replace"))
