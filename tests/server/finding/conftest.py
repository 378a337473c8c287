"""A real server of the built dataset, whose names a search and a table of names can be tried on."""

from collections.abc import Iterator

import pytest

from kg.project import Project
from tests.server.conftest import RunningServer, Serve


@pytest.fixture(scope="session")
def whole(serve: Serve, built: Project) -> Iterator[RunningServer]:
    """Return a server of the whole built dataset."""
    with serve("--dataset", str(built.dataset)) as running:
        yield running
