"""A project in; its built dataset, whole and up to date, out."""

import os
from collections.abc import Mapping
from pathlib import Path

from kg.asking.dataset import Dataset, open_dataset
from kg.building.manifest import Manifest, read_manifest
from kg.claims.sources import inputs
from kg.errors import InputError
from kg.project import Project
from kg.reading.digest import sha256_of

_ADVICE = "Run `kg build`."


def open_built(project: Project) -> Dataset:
    """The project's built dataset; raises InputError where there is none, it is damaged, or its inputs have changed."""
    faults = faults_of_build(project)
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise InputError(f"{faults[0]}{more}.", path=project.build, advice=_ADVICE)
    return open_dataset([project.dataset])


def dataset_at_hand(project: Project, environment: Mapping[str, str] = os.environ) -> Dataset:
    """The dataset that ENTENTE_DATASET names, as for the server, else the project's built one; raises as these do."""
    named = [Path(name) for name in environment.get("ENTENTE_DATASET", "").split(os.pathsep) if name]
    return open_dataset(named) if named else open_built(project)


def faults_of_build(project: Project) -> list[str]:
    """What is wrong with the built dataset, a line each: not there, not what its manifest says, older than its inputs.

    Raises InputError for a manifest that cannot be read.
    """
    if not project.manifest.exists() or not project.dataset.exists():
        return ["the dataset is not built"]
    manifest = read_manifest(project.manifest)
    damaged = sha256_of(project.dataset) != manifest.dataset
    return [
        *([f"{project.dataset.name} is not the file that {project.manifest.name} describes"] if damaged else []),
        *_stale(project, manifest),
    ]


def _stale(project: Project, manifest: Manifest) -> list[str]:
    now = {path.relative_to(project.root).as_posix(): path for path in inputs(project)}
    gone = [f"{name} is gone since the build" for name in sorted(manifest.inputs.keys() - now.keys())]
    new = [f"{name} is newer than the build" for name in sorted(now.keys() - manifest.inputs.keys())]
    changed = [
        f"{name} has changed since the build"
        for name, path in now.items()
        if name in manifest.inputs and sha256_of(path) != manifest.inputs[name]
    ]
    return [*changed, *new, *gone]
