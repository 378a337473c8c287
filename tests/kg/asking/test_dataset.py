"""The dataset handle: what is loaded, what the default graph is, and which graphs a query sees."""

import gzip
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, QuerySolutions, Store

from kg.asking.built import dataset_at_hand
from kg.asking.dataset import evaluate, open_dataset
from kg.errors import InputError, SyntaxProblem
from kg.project import Project

A, B, C = (NamedNode(f"urn:graph:{name}") for name in "abc")
THREE = b"""
<urn:s> <urn:p> "default" .
<urn:graph:a> { <urn:s> <urn:p> "in a", "in both" }
<urn:graph:b> { <urn:s> <urn:p> "in b", "in both" }
<urn:graph:c> { <urn:s> <urn:p> "in c" }
"""
HERE = "SELECT ?o {} {{ ?s ?p ?o }}"
NAMED = "SELECT ?o {} {{ GRAPH ?g {{ ?s ?p ?o }} }}"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("three") / "three.trig"
    path.write_bytes(THREE)
    dataset = open_dataset([path])
    assert not dataset.default_is_union
    return dataset.store


def found(store: Store, query: str, default: tuple[NamedNode, ...], named: tuple[NamedNode, ...]) -> list[str]:
    solutions = evaluate(store, query, default, named)
    assert isinstance(solutions, QuerySolutions)
    return sorted(solution["o"].value for solution in solutions)


@pytest.mark.parametrize(
    ("default", "named", "here", "in_named"),
    [
        ((), (), ["default"], ["in a", "in b", "in both", "in both", "in c"]),
        ((A,), (), ["in a", "in both"], []),
        ((A,), (B,), ["in a", "in both"], ["in b", "in both"]),
        ((A, A), (), ["in a", "in both"], []),
        ((A, B), (), ["in a", "in b", "in both"], []),
        ((A, B), (C,), ["in a", "in b", "in both"], ["in c"]),
        ((A, B), (A,), ["in a", "in b", "in both"], ["in a", "in both"]),
        ((), (B,), [], ["in b", "in both"]),
        ((NamedNode("urn:graph:none"),), (), [], []),
    ],
)
@pytest.mark.parametrize("from_clause", ["", "FROM <urn:graph:c> FROM NAMED <urn:graph:c>"])
def test_a_query_sees_the_dataset_it_is_given(
    store: Store,
    default: tuple[NamedNode, ...],
    named: tuple[NamedNode, ...],
    here: list[str],
    in_named: list[str],
    from_clause: str,
) -> None:
    if from_clause and not (default or named):
        return  # then FROM is what counts
    size = len(store)
    assert found(store, HERE.format(from_clause), default, named) == here
    assert found(store, NAMED.format(from_clause), default, named) == in_named
    assert len(store) == size


def test_a_query_that_does_not_parse_is_named_with_its_place() -> None:
    with pytest.raises(SyntaxProblem, match="line 2, column 1"):
        evaluate(Store(), "SELECT ?s {\n", (A,))


def test_files_of_all_kinds_become_one_dataset(tmp_path: Path) -> None:
    texts = {
        "a.ttl": "<urn:s> <urn:p> <urn:o> .",
        "b.nt": "<urn:s> <urn:p> <urn:o2> .",
        "c.nq": "<urn:s> <urn:p> <urn:o3> <urn:graph:a> .",
        "d.trig": "<urn:graph:b> { <urn:s> <urn:p> <urn:o3> }",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    dataset = open_dataset([tmp_path / name for name in texts])
    assert (len(dataset.store), dataset.default_is_union) == (4, False)


def test_blank_nodes_of_two_files_stay_apart(tmp_path: Path) -> None:
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_text("_:x <urn:p> <urn:o> .", encoding="utf-8")
    assert len(open_dataset([tmp_path / "a.nt", tmp_path / "b.nt"]).store) == 2


def test_an_empty_default_graph_gets_the_union_each_triple_once(tmp_path: Path) -> None:
    path = tmp_path / "named.trig"
    path.write_bytes(THREE.replace(b'<urn:s> <urn:p> "default" .\n', b""))
    dataset = open_dataset([path])
    assert dataset.default_is_union
    assert found(dataset.store, HERE.format(""), (), ()) == ["in a", "in b", "in both", "in c"]


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("none.nq", None, "no such file"),
        ("sheet.csv", "a,b", ".csv is not a format of datasets"),
        ("plain", "a", "a file without extension is not a format"),
        ("cut.trig", "<urn:s> <urn:p>\n<urn:o", "cut.trig:2: this does not parse"),
        ("latin.nq", b'<urn:s> <urn:p> "\xe9" .', "latin.nq:1: this does not parse"),
    ],
)
def test_a_file_that_is_no_dataset(tmp_path: Path, name: str, text: str | bytes | None, complaint: str) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises((InputError, SyntaxProblem), match=complaint) as refused:
        open_dataset([path])
    assert str(path) in str(refused.value)


def test_no_file_is_no_dataset() -> None:
    with pytest.raises(InputError, match="no file"):
        open_dataset([])


def test_a_byte_order_mark_is_no_part_of_a_dataset(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text('<urn:s> <urn:p> "o" .', encoding="utf-8-sig")
    assert len(open_dataset([tmp_path / "x.ttl"]).store) == 1


def test_a_compressed_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_bytes(gzip.compress(THREE))
    with pytest.raises(InputError, match=r"x\.nq: it is compressed"):
        open_dataset([tmp_path / "x.nq"])


def test_the_dataset_at_hand_is_the_one_named(small_file: Path, project: Project) -> None:
    """As for the server: ENTENTE_DATASET, else the built one."""
    assert dataset_at_hand(project, {"ENTENTE_DATASET": str(small_file)}).files == (small_file,)
    with pytest.raises(InputError, match="not built"):
        dataset_at_hand(Project.at(small_file.parent / "nothing"), {})
