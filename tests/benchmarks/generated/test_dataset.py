"""A generated file is a function of its size and seed, is as large as asked, and has the shape of the built dataset."""

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, parse

from kg.prefixes import BASE, ENT, GRAPH
from tests.benchmarks.generated.dataset import write_dataset


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "generated.nq"
    write_dataset(path, 30_000)
    return path


def test_the_same_seed_gives_the_same_bytes(generated: Path, tmp_path: Path) -> None:
    write_dataset(tmp_path / "again.nq", 30_000)
    assert (tmp_path / "again.nq").read_bytes() == generated.read_bytes()


def test_another_seed_gives_other_bytes(generated: Path, tmp_path: Path) -> None:
    write_dataset(tmp_path / "other.nq", 30_000, seed=1)
    assert (tmp_path / "other.nq").read_bytes() != generated.read_bytes()


@pytest.mark.parametrize("quads", [80_000, 200_000])
def test_it_is_as_large_as_asked(quads: int, tmp_path: Path) -> None:
    written = write_dataset(tmp_path / "some.nq", quads)
    lines = (tmp_path / "some.nq").read_text(encoding="utf-8").splitlines()
    assert len(lines) == written
    assert abs(written - quads) < quads / 20


def test_a_larger_file_begins_with_the_articles_of_a_smaller_one(tmp_path: Path) -> None:
    for quads in (150_000, 300_000):
        write_dataset(tmp_path / f"{quads}.nq", quads)
    smaller, larger = (set((tmp_path / f"{quads}.nq").read_text().splitlines()) for quads in (150_000, 300_000))
    first = {line for line in smaller if "/article-0" in line}
    assert first
    assert first <= larger


def test_what_it_says_is_spread_over_graphs_as_in_the_built_dataset(generated: Path) -> None:
    shares = _shares(generated)
    built = {"default": 0.31, "claim": 0.12, "mentions": 0.23, "passages": 0.085, "derived": 0.066, "claims": 0.043}
    for name, share in built.items():
        assert share / 2.5 < shares[name] < share * 2.5, f"{name}: {shares[name]:.3f} instead of about {share}"


def test_it_uses_no_term_that_the_ontology_does_not_have(generated: Path) -> None:
    quads = list(parse(path=generated, format=RdfFormat.N_QUADS))
    ontology = NamedNode(f"{GRAPH}ontology")
    known = {quad.subject for quad in quads if quad.graph_name == ontology}
    ours = (f"{ENT}", f"{BASE}concept/")
    used = {
        term
        for quad in quads
        if quad.graph_name != ontology
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(ours)
    }
    assert len(used) > 50
    assert used <= known, sorted(term.value for term in used - known)


def _shares(path: Path) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for quad in parse(path=path, format=RdfFormat.N_QUADS):
        name = "default" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)[1:-1]
        counts["claim" if name.startswith(f"{BASE}claim/") else name.removeprefix(GRAPH)] += 1
    total = counts.total()
    return {name: count / total for name, count in counts.items()}
