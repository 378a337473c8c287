"""Fixtures that every test may use: the checkout, the article's text where it is at hand, the dataset built once."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from owlrl import DeductiveClosure, OWLRL_Semantics
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.building.assemble import Layers, assemble
from kg.building.build import build
from kg.building.derive import derive, load_rules
from kg.claims.sources import load
from kg.errors import Findings
from kg.prefixes import ENT, GRAPH, PREFIXES
from kg.project import Project
from kg.reading.article import read_article
from kg.reading.texts import find_text

SMALL = Path(__file__).parent / "kg"
"""Where the small dataset lies: six claims about invented things, few enough to read."""
SMALL_LAYERS = ("ontology", "entities", "passages", "claims", "derived")
IN_HIS_OWN_VOICE = ("asserted", "hedged")


@pytest.fixture(scope="session")
def project() -> Project:
    """Return the checkout under test."""
    return Project.here()


@pytest.fixture(scope="session")
def text_path(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the article's text as a file; a test that needs it is skipped by name where the text is not at hand."""
    named = os.environ.get("ENTENTE_TEXT")
    location = Path(named) if named else project.root.parent / "shared/article"
    if not location.exists():
        pytest.skip("the article's text is not at hand (ENTENTE_TEXT)")
    (article,) = (read_article(folder) for folder in project.articles)
    path = tmp_path_factory.mktemp("text") / "article.txt"
    path.write_text(find_text(location, article.text_sha256) or "", encoding="utf-8", newline="")
    return path


@pytest.fixture(scope="session")
def article_text(text_path: Path) -> str:
    """Return the article's text as given, undecorated."""
    return text_path.read_text(encoding="utf-8")


@pytest.fixture
def tiny_project(project: Project, tmp_path: Path) -> Project:
    """Return five invented claims that a test may change, with the checkout's ontology, shapes and rules."""
    return copy_of_tiny(project, tmp_path / "tiny")


@pytest.fixture(scope="session")
def tiny_layers(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Layers:
    """Return the graphs that these five claims make, with all that follows from them."""
    tiny = copy_of_tiny(project, tmp_path_factory.mktemp("tiny") / "tiny")
    return derive(assemble(load(tiny)), load_rules(tiny.derivations))


def copy_of_tiny(project: Project, root: Path) -> Project:
    shutil.copytree(project.root / "tests/tiny", root)
    for folder in ("ontology", "shapes", "kg/queries"):
        shutil.copytree(project.root / folder, root / folder)
    return Project.at(root)


@pytest.fixture(scope="session")
def built(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the checkout with its dataset built once, in a folder of this run's own; its processes share it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    fresh = Project.at(project.root, folder / "built/build")
    with (folder / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not fresh.manifest.exists():
            try:
                build(fresh)
            except Findings as error:
                pytest.fail("\n".join([str(error), *error.findings]), pytrace=False)
    return fresh


@pytest.fixture(scope="session")
def add_owl_rl_closure() -> Callable[[rdflib.Graph], None]:
    """Return a function that adds to a graph what follows by OWL RL, and leaves rdflib as it was.

    The reasoner exchanges rdflib's conversions of literals for the whole process and does not restore them all: dates
    would no longer be comparable in the tests that come after.
    """

    def add(graph: rdflib.Graph) -> None:
        conversions = rdflib.term._toPythonMapping
        before = dict(conversions)
        try:
            DeductiveClosure(OWLRL_Semantics).expand(graph)
        finally:
            conversions.clear()
            conversions.update(before)

    return add


@pytest.fixture(scope="session")
def small() -> Store:
    """Return the small dataset: the default graph is the layers and the content of asserted and hedged claims."""
    store = Store()
    store.load(path=SMALL / "small.trig", format=RdfFormat.TRIG)
    graphs = [NamedNode(GRAPH + layer) for layer in SMALL_LAYERS]
    for stance in IN_HIS_OWN_VOICE:
        concept = NamedNode(f"{PREFIXES['concept']}stance-{stance}")
        records = store.quads_for_pattern(None, NamedNode(ENT + "stance"), concept)
        graphs += [quad.subject for quad in records if isinstance(quad.subject, NamedNode)]
    quads = [quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)]
    store.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
    return store


@pytest.fixture(scope="session")
def small_file(small: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the small dataset as a file."""
    path = tmp_path_factory.mktemp("small") / "small.nq"
    small.dump(path, RdfFormat.N_QUADS)
    return path


@pytest.fixture(scope="session")
def small_text() -> Path:
    """Return the text that the small dataset's passages stand in."""
    return SMALL / "small.txt"
