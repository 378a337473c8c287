"""The public questions on the dataset as built: the answers are those recorded, and each row rests on what it names."""

from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.asking.dataset import open_dataset
from kg.asking.evidence import evidence_of
from kg.asking.recorded import differences, recordings
from kg.prefixes import ENT, PREFIXES
from kg.project import Project
from kg.querying.query_file import bind, load_question
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


@each_question
def test_the_order_is_total_here_too(store: Store, path: Path) -> None:
    query = load_question(path)
    rows = select(store, query.text).rows
    assert rows
    assert len(set(rows)) == len(rows)
    backwards = Store()
    backwards.extend(reversed(list(store)))
    assert select(backwards, query.text).rows == rows


@each_question
def test_a_value_of_a_parameter_keeps_just_its_rows(store: Store, path: Path) -> None:
    query = load_question(path)
    everything = select(store, query.text)
    for parameter in query.parameters:
        column = everything.columns.index({"holder": "heldBy"}.get(parameter.name, parameter.name))
        values = sorted({row[column] for row in everything.rows if isinstance(row[column], NamedNode)}, key=str)
        assert values
        for value in values[:20]:
            assert isinstance(value, NamedNode)
            bound = select(store, bind(query, {parameter.name: [value]}))
            assert bound.rows == tuple(row for row in everything.rows if row[column] == value)


@each_question
def test_without_a_claim_there_is_no_row_that_names_it(store: Store, path: Path) -> None:
    query = load_question(path)
    text = query.text
    before = select(store, text)
    named = {record[column] for record in before.records() for column in query.evidence if column in record}
    assert named or query.header.evidence_note
    scratch = Store()
    scratch.extend(store)
    for claim in sorted((claim for claim in named if isinstance(claim, NamedNode)), key=str)[:25]:
        content = list(scratch.quads_for_pattern(None, None, None, claim))
        scratch.remove_graph(claim)
        rows = select(scratch, text).records()
        assert not [row for row in rows if claim in {row.get(column) for column in query.evidence}]
        scratch.extend(content)


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
