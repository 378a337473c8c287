"""A dataset comes whole into stores that somebody else has written, and whoever is interrupted goes on."""

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, parse

from kg.asking.dataset import Dataset, open_dataset
from kg.errors import InputError
from kg.prefixes import GRAPH, PREFIXES
from kg.project import Project
from kg.publishing.publish import Publication, publish
from kg.publishing.store import StoreProblem, opened
from tests.stores import Front, RunningStore, front, oxigraph, virtuoso

START: dict[str, Callable[..., object]] = {"oxigraph": oxigraph, "virtuoso": virtuoso}
PUBLISHED = f"SELECT ?hash {{ GRAPH <{GRAPH}published> {{ ?s <http://purl.org/dc/terms/identifier> ?hash }} }}"
REPORTED = f"{PREFIXES['claim']}civic-groups-fear"


@pytest.fixture(scope="module", params=START)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStore]:
    """Return one real store after the other."""
    with ExitStack() as stack:
        yield stack.enter_context(START[request.param](tmp_path_factory.mktemp("store")))  # type: ignore[arg-type]


def published(store: RunningStore | Front, dataset: Dataset) -> Publication:
    async def work() -> Publication:
        address = store.address if isinstance(store, RunningStore) else type(store.store.address).of(store.url)
        async with opened(address) as there:
            return await publish(dataset, there, 0, lambda _: None)

    return asyncio.run(work())


def digests(quads: Iterator[Quad] | Store, default: str) -> dict[str, tuple[int, str]]:
    """The count and the hash of each graph."""
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        name = default if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
        graphs.setdefault(name, []).append(f"{quad.triple} .\n")
    return {
        name: (len(lines), hashlib.sha256("".join(sorted(lines)).encode()).hexdigest())
        for name, lines in graphs.items()
    }


def held(store: RunningStore, names: list[str]) -> dict[str, tuple[int, str]]:
    """The same, of what the store gives back, read without our own code."""
    found = {}
    for name in names:
        parameter = {"graph": name[1:-1]} if name else {"default": ""}
        auth = httpx.DigestAuth(store.address.user, store.address.password)
        answer = httpx.get(
            store.address.graphs, params=parameter, headers={"Accept": "application/n-triples"}, auth=auth, timeout=60
        )
        lines = [f"{quad.triple} .\n" for quad in parse(answer.content, RdfFormat.N_TRIPLES)]
        found[name] = (len(lines), hashlib.sha256("".join(sorted(lines)).encode()).hexdigest())
    return found


def assert_holds(store: RunningStore, dataset: Dataset, done: Publication) -> None:
    wanted = digests(dataset.store, f"<{GRAPH}default>" if done.union else "")
    assert len(wanted) > 5
    assert held(store, list(wanted)) == wanted
    assert store.ask(PUBLISHED).strip('"') == f"sha256:{done.hash}"


def test_every_graph_has_its_count_and_its_hash(running: RunningStore, small_file: Path) -> None:
    dataset = open_dataset([small_file])
    done = published(running, dataset)
    assert done.union is (running.kind == "virtuoso")
    assert done.differences == []
    assert_holds(running, dataset, done)
    again = published(running, dataset)
    assert (again.sent, again.removed, len(again.right)) == ([], [], len(done.right) + len(done.sent))


def test_a_changed_and_a_new_graph_are_set_right(running: RunningStore, small_file: Path, tmp_path: Path) -> None:
    """What a claim that was withdrawn left behind goes; no graph of others is touched."""
    old = tmp_path / "old.nq"
    gone, theirs = f"<{PREFIXES['claim']}withdrawn>", "<urn:theirs>"
    lines = small_file.read_text().splitlines(keepends=True)
    old.write_text("".join(lines[:-3]) + f"<urn:s> <urn:p> <urn:o> {gone} .\n")
    auth = httpx.DigestAuth(running.address.user, running.address.password)
    kept = httpx.put(
        running.address.graphs,
        params={"graph": theirs[1:-1]},
        content=b"<urn:s> <urn:p> <urn:o> .",
        headers={"Content-Type": "application/n-triples"},
        auth=auth,
    )
    assert kept.is_success
    published(running, open_dataset([old]))
    dataset = open_dataset([small_file])
    done = published(running, dataset)
    assert done.removed == ["claim:withdrawn"]
    assert 0 < len(done.sent) <= 3
    assert_holds(running, dataset, done)
    assert running.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH {theirs} {{ ?s ?p ?o }} }}") == "1"


def test_what_is_interrupted_is_published_nowhere_and_goes_on(tmp_path: Path, small_file: Path) -> None:
    old = tmp_path / "old.nq"
    old.write_text("<urn:s> <urn:p> <urn:o> .\n")
    dataset = open_dataset([small_file])
    with oxigraph(tmp_path) as store, front(store, writes=6) as between:
        published(store, open_dataset([old]))
        assert store.ask(PUBLISHED)
        with pytest.raises(StoreProblem, match="ended the connection"):
            published(between, dataset)
        assert store.ask(PUBLISHED) == ""
        between.writes = None
        done = published(between, dataset)
        assert len(done.right) >= 4  # the removal of the record was written too
        assert done.sent
        assert_holds(store, dataset, done)


def test_a_store_that_changes_what_it_is_given_is_told_of(tmp_path: Path, running: RunningStore) -> None:
    """Virtuoso makes 0 of what is no number."""
    path = tmp_path / "number.nq"
    path.write_text(
        f'<urn:s> <urn:p> "abc"^^<http://www.w3.org/2001/XMLSchema#integer> <{PREFIXES["claim"]}number> .\n'
        "<urn:s> <urn:p> <urn:o> .\n"
    )
    done = published(running, open_dataset([path]))
    if running.kind == "virtuoso":
        (line,) = done.differences
        assert "claim:number" in line
        assert '"abc"' in line
        assert running.ask(PUBLISHED) == ""
    else:
        assert done.differences == []


def test_a_store_with_a_default_graph_of_its_own_is_left_alone(tmp_path: Path, small_file: Path) -> None:
    with oxigraph(tmp_path) as store:
        content = b"<urn:s> <urn:p> <urn:o> ."
        httpx.put(f"{store.address.graphs}?default", content=content, headers={"Content-Type": "text/turtle"})
        with pytest.raises(InputError, match="not put there by"):
            published(store, open_dataset([small_file]))
        assert store.ask("SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }") == "1"


def test_a_store_that_asks_who_writes_is_told(tmp_path: Path, small_file: Path) -> None:
    with oxigraph(tmp_path) as store, front(store, password="s%40cret") as between:  # noqa: S106 - of this test
        assert published(between, open_dataset([small_file])).sent
        between.url = between.url.replace("reader:s%40cret@", "")
        with pytest.raises(StoreProblem, match="401") as caught:
            published(between, open_dataset([small_file]))
        assert "cret" not in str(caught.value)


def test_a_dataset_that_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "blank.nq"
    path.write_text("_:b <urn:p> <urn:o> .\n")
    with oxigraph(tmp_path) as store, pytest.raises(InputError, match="blank nodes"):
        published(store, open_dataset([path]))


@pytest.mark.slow
def test_the_whole_dataset_comes_into_it(running: RunningStore, built: Project) -> None:
    dataset = open_dataset([built.dataset])
    done = published(running, dataset)
    assert done.differences == []
    assert_holds(running, dataset, done)
