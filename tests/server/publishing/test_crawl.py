"""Whoever begins at the home page and follows links finds everything, and has the whole dataset at the end.

The union of what single IRIs answer, their pages followed, is the dataset with its graphs' names. The graph store, the
endpoint and the files are left out, and so is the content that the graphs of layers, as things of their own, have (but
for those of ontology and shapes, which are where hash IRIs lead, and of the saved questions). And no syntax of triples
has anything that only a reported view or background has.
"""

import random
import re
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.building.dumps import DUMPS
from kg.prefixes import BASE, ENT, GRAPH
from kg.project import Project
from server.publishing.documents import SUFFIXES
from tests.server.conftest import RunningServer, running_server
from tests.server.publishing.crawler import Crawl
from tests.server.released import Released

QUADS, TRIPLES = "application/n-quads", "application/n-triples"
RDF = {media_type for media_type in SUFFIXES.values() if media_type != "text/html"}
DOCUMENTS = tuple(f".{suffix}" for suffix in SUFFIXES)
APART = tuple(f"/graph/{layer}." for layer in ("ontology", "shapes", "queries"))
SAID = ("/id/", "/claim/", "/passage/")
SAMPLE = 20
"""Things of which every syntax and profile is read."""


@dataclass
class Found:
    """What a crawl has read: its statuses, the quads of single IRIs, the triples without names, and what was wrong."""

    crawl: Crawl
    quads: set[ox.Quad] = field(default_factory=set)
    triples: set[ox.Triple] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    read: int = 0
    seconds: float = 0.0


def thing_of(path: str) -> str:
    """The IRI that a document is about."""
    stem, dot, suffix = path.rpartition(".")
    return BASE + (stem if dot and f".{suffix}" in DOCUMENTS else path).removeprefix("/")


def crawled(server: RunningServer, things: list[str]) -> Found:
    """Follow each IRI to its quads and its triples; of a sample, drawn by seed, to everything."""
    sample = {BASE + thing.removeprefix("/") for thing in random.Random(7).sample(things, min(SAMPLE, len(things)))}  # noqa: S311

    def follows(address: str, _: str) -> bool:
        path, _, query = address.partition("?")
        if not path.endswith(DOCUMENTS) or path.startswith(("/ontology", "/shapes", "/dataset.", "/context")):
            return True
        if path.startswith("/graph/"):
            return path.endswith(".nq") and (query == "" or (path.startswith(APART) and "_profile" not in query))
        # Of what passages name, no claim says anything: its triples are read of the sample only.
        facts = path.endswith(".nt") and path.startswith(SAID) and not path.startswith("/id/annotation/")
        return thing_of(path) in sample or ((facts or path.endswith(".nq")) and "_profile" not in query)

    found = Found(Crawl(server.client, QUADS, follows))
    began = time.monotonic()
    for answer in found.crawl.run():
        media_type = answer.headers["content-type"].partition(";")[0]
        if media_type in RDF and answer.url.path != "/context.jsonld":
            read(answer.content, media_type, answer.url.raw_path.decode(), found)
    found.seconds = time.monotonic() - began
    return found


def read(content: bytes, media_type: str, address: str, found: Found) -> None:
    """Read an answer with two libraries, compare them, and keep what it says."""
    found.read += 1
    syntax = ox.RdfFormat.from_media_type(media_type)
    try:
        quads = list(ox.parse(content, syntax, base_iri=BASE))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            warnings.simplefilter("ignore", UserWarning)
            other = rdflib.Dataset(default_union=True).parse(data=content, format=media_type)
    except Exception as error:
        found.wrong.append(f"{address} does not parse as {media_type}: {error}")
        return
    if len({quad.triple for quad in quads}) != len({(s, p, o) for s, p, o, _ in other.quads()}):
        found.wrong.append(f"{address} reads differently with rdflib")
    path = address.partition("?")[0]
    itself, about = BASE + address.removeprefix("/"), ox.NamedNode(thing_of(path))
    documents = path.startswith(("/ontology", "/shapes", "/sparql", "/fragments", "/.well-known/void"))
    if not documents and not any(about in (quad.subject, quad.object, quad.graph_name) for quad in quads):
        found.wrong.append(f"{address} is not about {about}")
    if path.endswith(".nq"):
        if "_profile=schema" not in address:
            alone = path.startswith("/graph/") and not path.startswith(APART)
            said = (quad for quad in quads if quad.graph_name != ox.NamedNode(itself))
            found.quads.update(quad for quad in said if not alone or quad.subject == about)
    elif (syntax is not None and not syntax.supports_datasets) or media_type == "application/ld+json":
        found.triples.update(quad.triple for quad in quads)


def check(found: Found, dataset: Path, questions: list[str]) -> None:
    """Everything that a stranger should have found, and nothing that he should not."""
    store = set(ox.parse(path=dataset, format=ox.RdfFormat.N_QUADS))
    reached = set(found.crawl.statuses)
    bad = {a: f"{s}, linked from {found.crawl.linked_from[a]}" for a, s in found.crawl.statuses.items() if s >= 400}
    assert not bad, dict(list(bad.items())[:10])
    assert not found.wrong, found.wrong[:10]
    names = {quad.subject.value for quad in store if isinstance(quad.subject, ox.NamedNode)}
    ours = {"/" + name.removeprefix(BASE).partition("#")[0] for name in names if name.startswith(BASE)}
    assert len(ours) > 20
    assert not ours - reached, sorted(ours - reached)[:10]
    assert {f"/dumps/{name}" for name in DUMPS} <= reached
    missing = [name for name in questions if not any(re.search(rf"[/=]{name}(?:$|[?&.])", one) for one in reached)]
    assert not missing
    assert not sorted(map(str, store - found.quads))[:20]
    assert not sorted(map(str, found.quads - store))[:20]
    assert not found.triples & unsaid(store)


def unsaid(store: set[ox.Quad]) -> set[ox.Triple]:
    """The triples that stand only in claims that are not the author's own, and in background."""
    records = {quad.subject: quad.object for quad in store if str(quad.predicate) == f"<{ENT}stance>"}
    own = ("stance-asserted", "stance-hedged")
    hidden = {ox.NamedNode(f"{GRAPH}background"), ox.NamedNode(f"{GRAPH}derived-with-background")}
    hidden |= {claim for claim, stance in records.items() if not str(stance).rstrip(">").endswith(own)}
    assert len(hidden) > 2
    said = {quad.triple for quad in store if quad.graph_name not in hidden}
    only = {quad.triple for quad in store if quad.graph_name in hidden} - said
    assert only
    return only


def things_of(dataset: Path) -> Iterator[str]:
    names = {quad.subject.value for quad in ox.parse(path=dataset, format=ox.RdfFormat.N_QUADS)}
    return (name.removeprefix(BASE) for name in sorted(names) if name.startswith(BASE) and "#" not in name)


def test_everything_is_reached_and_is_the_dataset(tiny_server, tiny_built: Project, project: Project) -> None:
    things = [thing for thing in things_of(tiny_built.dataset) if thing.startswith(("id/", "claim/", "passage/"))]
    found = crawled(tiny_server, things)
    check(found, tiny_built.dataset, [path.stem for path in project.questions])


@pytest.mark.slow
def test_what_changed_is_reached_too_and_makes_nothing_a_fact(
    released_server: RunningServer, released: Released, project: Project
) -> None:
    things = [thing for thing in things_of(released.project.dataset) if thing.startswith(("id/", "claim/"))]
    found = crawled(released_server, things)
    check(found, released.project.dataset, [path.stem for path in project.questions])
    for release in (released.first, released.second):
        assert f"/release/{release.version}/{release.file_name}" in found.crawl.statuses
        assert f"/release/{release.version}?format=turtle" in found.crawl.statuses


@pytest.mark.slow
def test_everything_of_the_built_dataset_is_reached(built: Project, project: Project) -> None:
    # Other tests may keep the cores busy, and what takes long is evaluated when nobody else wants them.
    with running_server("--dataset", str(built.dataset), query_timeout="60") as server:
        found = crawled(server, [thing for thing in things_of(built.dataset) if thing.startswith(("id/", "claim/"))])
    check(found, built.dataset, [path.stem for path in project.questions])
    print(f"{len(found.crawl.statuses)} addresses, {found.read} documents in {found.seconds:.0f} s")
