"""The notebooks run from top to bottom on the built dataset, in their time, and are stored without what they gave."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from kg.project import Project
from tests.server.conftest import RunningServer, running_server

FOLDER = Project.here().root / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
PICTURES = {"1": 1, "2": 4, "3": 4, "4": 2}
"""How many pictures each draws, by the number that its name begins with."""
SECONDS = 90
"""What a notebook may take on a busy machine; alone it takes some ten."""
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def server(built: Project) -> Iterator[RunningServer]:
    """Return a server of the built dataset, which the notebooks ask."""
    with running_server("--dataset", str(built.dataset)) as running:
        yield running


def read(path: Path) -> NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def run(path: Path, dataset: Path, server: str) -> NotebookNode:
    notebook = read(path)
    found = {name: value for name, value in os.environ.items() if not name.startswith("ENTENTE_")}
    environment = found | {"ENTENTE_DATASET": str(dataset), "ENTENTE_SERVER": server}
    client = NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": str(path.parent)}})
    return client.execute(env=environment)


def printed(notebook: NotebookNode, stream: str = "stdout") -> str:
    told = [one for cell in notebook.cells for one in cell.get("outputs", []) if one.output_type == "stream"]
    return "".join(one.text for one in told if one.name == stream)


def pictures(notebook: NotebookNode) -> int:
    shown = [one.get("data", {}) for cell in notebook.cells for one in cell.get("outputs", [])]
    return sum("image/png" in data for data in shown)


def test_there_are_four() -> None:
    assert [path.name[0] for path in NOTEBOOKS] == sorted(PICTURES)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_outputs_are_stored(path: Path) -> None:
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert len(code) > 5
    assert not [cell for cell in code if cell.outputs or cell.execution_count is not None]


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_from_top_to_bottom(path: Path, built: Project, server: RunningServer) -> None:
    began = time.monotonic()
    done = run(path, built.dataset, server.url)
    assert time.monotonic() - began < SECONDS
    assert printed(done, "stderr") == ""
    assert pictures(done) == PICTURES[path.name[0]]


@pytest.mark.slow
def test_the_tour_asks_a_server_and_goes_on_without_one(built: Project, server: RunningServer) -> None:
    tour = NOTEBOOKS[0]
    assert "permanent: http://" in printed(run(tour, built.dataset, server.url))
    assert "run `make serve`, then this again" in printed(run(tour, built.dataset, NOWHERE))
