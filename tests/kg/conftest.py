"""A dataset small enough to read: six claims about invented things, loaded as a build would leave it."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.prefixes import ENT, GRAPH, PREFIXES

HERE = Path(__file__).parent
LAYERS = ("ontology", "entities", "passages", "claims", "derived")
IN_HIS_OWN_VOICE = ("asserted", "hedged")


@pytest.fixture(scope="session")
def small() -> Store:
    """Return the small dataset: the default graph is the layers and the content of asserted and hedged claims."""
    store = Store()
    store.load(path=HERE / "small.trig", format=RdfFormat.TRIG)
    graphs = [NamedNode(GRAPH + layer) for layer in LAYERS]
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
    return HERE / "small.txt"
