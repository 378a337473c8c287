"""`kg build`: the files of the checkout in; the dataset in `build/`, or the reasons why it is as it was, out."""

from dataclasses import asdict

from kg.building.build import build as build_dataset
from kg.commands.options import JsonOption, tell, write_json
from kg.project import Project


def build(as_json: JsonOption = False) -> None:
    """Build the dataset, or say why not.

    Load, validate, derive, validate what was derived, check, write; a build that finds a fault changes nothing.
    """
    project = Project.here()
    manifest = build_dataset(project, tell)
    if as_json:
        write_json(asdict(manifest))
        return
    claims = sum(manifest.claims_per_stance.values())
    print(f"{claims} claims, {manifest.quads} quads, {manifest.default_graph} triples in the default graph")
    print(f"dataset {manifest.dataset} in {project.build}")
