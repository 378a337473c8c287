"""The public questions on the dataset as built: the answers are those recorded, and each row rests on what it names."""

import random
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.asking.dataset import open_dataset
from kg.asking.evidence import evidence_of
from kg.asking.recorded import differences, recordings
from kg.prefixes import ENT, PREFIXES
from kg.project import Project
from kg.querying.query_file import QueryFile, bind, load_question
from kg.querying.run import select

HERE = Path(__file__).parent
QUESTIONS = Project.here().questions
RECORDINGS = recordings(HERE)
FLAGSHIP = "barriers-coinciding-with-stalled-agreements"
NAMED = ("instrument", "stageLabel", "barrierLabel", "known")
each_question = pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def store(built: Project) -> Store:
    return open_dataset([built.build / "entente.nq"]).store


def test_every_question_has_a_recorded_answer() -> None:
    assert {path.stem.partition("--")[0] for path in RECORDINGS} == {path.stem for path in QUESTIONS}


@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda path: path.stem)
def test_the_answer_is_the_recorded_one(store: Store, recording: Path) -> None:
    assert differences(store, QUESTIONS, recording) == []


@pytest.fixture(scope="module")
def backwards(store: Store) -> Store:
    """Return the same dataset, loaded from its last statement to its first."""
    reversed_store = Store()
    reversed_store.extend(reversed(list(store)))
    return reversed_store


@each_question
def test_its_order_is_total(store: Store, backwards: Store, path: Path) -> None:
    query = load_question(path)
    rows = select(store, query.text).rows
    assert rows
    assert len(set(rows)) == len(rows)
    assert select(backwards, query.text).rows == rows


@each_question
def test_a_value_of_a_parameter_keeps_just_its_rows(store: Store, path: Path) -> None:
    query = load_question(path)
    everything = select(store, query.text)
    for parameter in query.parameters:
        column = everything.columns.index({"holder": "heldBy"}.get(parameter.name, parameter.name))
        values = {value for row in everything.rows if isinstance(value := row[column], NamedNode | Literal)}
        assert values
        for value in sorted(values, key=str)[:20]:
            bound = select(store, bind(query, {parameter.name: [value]}))
            assert bound.rows == tuple(row for row in everything.rows if row[column] == value)


@pytest.fixture(scope="module")
def scratch(store: Store) -> Store:
    """Return a copy of the dataset that a test may take a claim from, if it puts it back."""
    copy = Store()
    copy.extend(store)
    return copy


def claims_named(store: Store, query: QueryFile) -> list[NamedNode]:
    """The claims that the question's rows name, each once, in the order of the rows."""
    records = select(store, query.text).records()
    named = [record[column] for record in records for column in query.evidence if column in record]
    return [claim for claim in dict.fromkeys(named) if isinstance(claim, NamedNode)]


@each_question
def test_without_a_claim_there_is_no_row_that_names_it(store: Store, scratch: Store, path: Path) -> None:
    query = load_question(path)
    named = claims_named(store, query)
    assert named or query.header.evidence_note or query.header.drill
    for claim in random.Random(path.stem).sample(named, min(10, len(named))):  # noqa: S311 - a sample, no secret
        content = list(scratch.quads_for_pattern(None, None, None, claim))
        scratch.remove_graph(claim)
        rows = list(select(scratch, query.text).records())
        scratch.extend(content)
        assert not [row for row in rows if claim in {row.get(column) for column in query.evidence}]


def test_every_claim_of_the_flagship_leads_to_its_sentences(store: Store) -> None:
    query = load_question(next(path for path in QUESTIONS if path.stem == FLAGSHIP))
    records = list(select(store, query.text).records())
    claims = [record[column] for record in records for column in query.evidence if column in record]
    found = evidence_of(store, [claim for claim in claims if isinstance(claim, NamedNode)])
    assert found
    assert all(claim.places and claim.stance in ("asserted", "hedged") for claim in found)


def test_a_changed_stage_is_a_changed_answer(store: Store) -> None:
    """A claim that says the agreement was signed, where it said that the signing was called off."""
    changed = Store()
    changed.extend(store)
    gsomia, stage = NamedNode(PREFIXES["agreement"] + "gsomia-korea-japan"), NamedNode(ENT + "stage")
    records = [quad.subject for quad in changed.quads_for_pattern(None, NamedNode(ENT + "stageOf"), gsomia)]
    aborted, signed = (NamedNode(f"{PREFIXES['concept']}stage-{name}") for name in ("signing-aborted", "signed"))
    quads = [quad for record in records for quad in changed.quads_for_pattern(record, stage, aborted)]  # type: ignore[arg-type]
    assert {quad.graph_name for quad in quads} > {DefaultGraph()}
    for quad in quads:
        changed.remove(quad)
        changed.add(Quad(quad.subject, stage, signed, quad.graph_name))
    assert differences(changed, QUESTIONS, HERE / f"{FLAGSHIP}.csv")
    assert not differences(store, QUESTIONS, HERE / f"{FLAGSHIP}.csv")


def test_the_flagship_says_what_the_article_says(store: Store) -> None:
    query = load_question(next(path for path in QUESTIONS if path.stem == FLAGSHIP))
    rows = [tuple(text(record.get(name)) for name in NAMED) for record in select(store, query.text).records()]
    for slug in ("gsomia-korea-japan", "acsa-korea-japan"):
        mine = [row for row in rows if row[0] == PREFIXES["agreement"] + slug]
        assert {stage for _, stage, _, _ in mine} == {"signing aborted"}
        sentiment, opposition = sorted(barrier.lower() for _, _, barrier, known in mine if known == "stated")
        assert "sentiment" in sentiment
        assert "opposition of civic groups and politicians" in opposition
        assert any(known not in ("", "stated") for _, _, _, known in mine)
    assert (f"{PREFIXES['proposal']}asia-pacific-treaty-organisation", "not materialised", "", "") in rows
    stimuli = {
        quad.subject
        for quad in store.quads_for_pattern(None, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(ENT + "Precipitant"))
    }
    assert stimuli
    assert not stimuli & {record.get("barrier") for record in select(store, query.text).records()}


def text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
