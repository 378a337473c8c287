"""A server that has each file of the W3C's tests as a named graph, and nobody's data in its default graph."""

from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from tests.server.sparql.w3c.manifests import AT_HAND, BASE, FOLDER, WHY_NOT, evaluation_tests, protocol_graphs


@pytest.fixture(scope="package")
def w3c(serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Return a client of the server."""
    if not AT_HAND:
        pytest.skip(WHY_NOT)
    store = ox.Store()
    for name in {name for test in evaluation_tests() for name in (*test.data, *test.named)}:
        store.load(path=FOLDER / name, base_iri=BASE + name, to_graph=ox.NamedNode(BASE + name))
    for iri, name in protocol_graphs().items():
        store.load(path=FOLDER / name, base_iri=iri, to_graph=ox.NamedNode(iri))
    store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode("urn:o")))
    path = tmp_path_factory.mktemp("w3c") / "w3c.nq"
    store.dump(path, ox.RdfFormat.N_QUADS)
    with serve("--dataset", str(path)) as server:
        yield server.client
