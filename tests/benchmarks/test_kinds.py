"""Each kind of query finds something in a small generated dataset, and can be asked in many ways."""

import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Store

from tests.benchmarks.agreement import rows
from tests.benchmarks.generated.dataset import write_dataset
from tests.benchmarks.kinds import JSON, TRIPLES, kinds
from tests.benchmarks.load import Questions
from tests.benchmarks.pools import Values, draw_values

KINDS = kinds()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("generated") / "generated.nq"
    write_dataset(path, 60_000)
    store = Store()
    store.load(path=path, format=RdfFormat.N_QUADS)
    return store


def answer(store: Store, query: str) -> int:
    found = store.query(query)
    if isinstance(found, QueryTriples):
        return len(rows(found.serialize(format=RdfFormat.N_TRIPLES) or b"", TRIPLES))
    assert isinstance(found, QuerySolutions)
    return rows(found.serialize(format=QueryResultsFormat.JSON) or b"", JSON).total()


def drawn(store: Store, name: str, count: int = 200) -> list[Values]:
    def column(query: str) -> Sequence[str]:
        found = store.query(query)
        assert isinstance(found, QuerySolutions)
        return [str(row[0]) for row in found]

    return draw_values(KINDS[name], column, count, 1)


@pytest.mark.parametrize("name", KINDS)
def test_most_queries_of_a_kind_have_rows(store: Store, name: str) -> None:
    asked = drawn(store, name)[:20]
    found = [answer(store, KINDS[name].filled(values)) for values in asked]
    assert sum(1 for count in found if count) >= len(asked) / 2, found


@pytest.mark.parametrize("name", KINDS)
def test_all_queries_of_a_kind_differ_and_are_the_same_for_the_same_seed(store: Store, name: str) -> None:
    values = drawn(store, name)
    assert len({KINDS[name].filled(one) for one in values}) == len(values) > 50
    assert values == drawn(store, name)


def test_a_timeline_is_cut_at_fifty_rows(store: Store) -> None:
    found = [answer(store, KINDS["timeline"].filled(values)) for values in drawn(store, "timeline")[:20]]
    assert max(found) == 50


def test_a_dataset_with_nothing_to_ask_of_is_refused() -> None:
    with pytest.raises(LookupError, match="nothing to ask lookup of"):
        drawn(Store(), "lookup")


def test_the_pieces_that_the_load_generator_joins_make_the_same_query(store: Store, tmp_path: Path) -> None:
    for name, kind in KINDS.items():
        values = drawn(store, name)[:3]
        questions = Questions.written(tmp_path, "/sparql", kind, values)
        order, head, *tail = questions.template.read_text().splitlines()
        given = questions.values.read_text().splitlines()[1].split("\t")
        target = head + "".join(given[int(place)] + piece for place, piece in zip(order.split(), tail, strict=True))
        assert unquote(target) == f"/sparql?query={kind.filled(values[1])}"


def test_rows_are_compared_in_any_order_but_with_their_number() -> None:
    def body(*names: str) -> bytes:
        bindings = [{"name": {"type": "literal", "value": name}} for name in names]
        return json.dumps({"head": {"vars": ["name"]}, "results": {"bindings": bindings}}).encode()

    assert rows(body("a", "b"), JSON) == rows(body("b", "a"), JSON)
    assert rows(body("a", "a"), JSON) != rows(body("a"), JSON)
