"""A server of a dataset that was built here, with all that a build adds to it and lays beside it: five claims."""

import shutil
from collections.abc import Iterator

import pytest

from kg.building.build import build
from kg.project import Project
from tests.conftest import copy_of_tiny
from tests.server.conftest import RunningServer, running_server


@pytest.fixture(scope="session")
def tiny_built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the five invented claims, built."""
    tiny = copy_of_tiny(project, tmp_path_factory.mktemp("built-tiny") / "tiny")
    shutil.copy(project.root / "kg/data/dataset.ttl", tiny.root / "kg/data")
    build(tiny)
    return tiny


@pytest.fixture(scope="session")
def tiny_server(tiny_built: Project) -> Iterator[RunningServer]:
    """Return a server of them."""
    with running_server("--dataset", str(tiny_built.dataset)) as running:
        yield running
