"""Fixtures for the ontology: its files, the graph of each, and all that the build loads in one graph."""

from pathlib import Path

import pytest
from rdflib import Graph

from kg.project import Project


@pytest.fixture(scope="session")
def files(project: Project) -> dict[str, Path]:
    """Return the Turtle files of the folder by their stems."""
    found = {path.stem: path for path in sorted((project.root / "ontology").glob("*.ttl"))}
    assert found, "no ontology files were found"
    return found


@pytest.fixture(scope="session")
def modules(files: dict[str, Path]) -> dict[str, Graph]:
    """Return one graph per file."""
    return {stem: Graph().parse(path) for stem, path in files.items()}


@pytest.fixture(scope="session")
def ontology(project: Project, modules: dict[str, Graph]) -> Graph:
    """Return the published ontology: all modules but those that are never loaded."""
    merged = Graph()
    for path in project.ontology:
        for triple in modules[path.stem]:
            merged.add(triple)
    assert len(merged)
    return merged
