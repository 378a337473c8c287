"""The public questions on the dataset as built: the answers are those recorded, and each row rests on what it names."""

import random
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, Triple

from kg.asking.dataset import open_dataset
from kg.asking.evidence import evidence_of
from kg.asking.recorded import differences, recordings
from kg.prefixes import ENT, GRAPH, PREFIXES
from kg.project import Project
from kg.querying.query_file import QueryFile, bind, load_question
from kg.querying.run import Term, select

HERE = Path(__file__).parent
QUESTIONS = Project.here().questions
RECORDINGS = recordings(HERE)
BEYOND_RDFLIB = {
    "acts-outside-a-term",
    "administrations-said-and-computed",
    "office-holders-at-event",
    "plans-of-administrations",
    "barriers",
    "causal-chains",
    "defence-ministers-in-talks",
    "factors-both-barrier-and-stimulus",
    "factors-common-to-administrations",
    "goals-common-to-plans",
    "shared-plans-of-administrations",
    "stimuli",
    "verdicts-that-differ",
    "who-brought-barriers",
    "who-met-whom",
}
"""Questions that take rdflib over fifteen seconds even about two claims: it joins labels before what has them."""
WITHOUT_ROWS = {"factors-both-barrier-and-stimulus"}
"""Questions to which the article has no answer: no row is what a historian would say too."""
FLAGSHIP = "barriers-coinciding-with-stalled-agreements"
AROUND = [NamedNode(GRAPH + name) for name in ("background", "derived-with-background", "notes")]
NAMES = {NamedNode(PREFIXES["rdfs"] + "label"), NamedNode(PREFIXES["rdf"] + "type")}
SPAN = NamedNode(ENT + "hasTimeSpan")
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
    assert bool(rows) != (path.stem in WITHOUT_ROWS)
    assert len(set(rows)) == len(rows)
    assert select(backwards, query.text).rows == rows


@each_question
def test_a_value_of_a_parameter_keeps_just_its_rows(store: Store, path: Path) -> None:
    query = load_question(path)
    everything = select(store, query.text)
    for parameter in query.parameters:
        column = everything.columns.index({"holder": "heldBy"}.get(parameter.name, parameter.name))
        values = {value for row in everything.rows if isinstance(value := row[column], NamedNode | Literal)}
        assert values or path.stem in WITHOUT_ROWS
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


def claims_of_the_first_row(store: Store, query: QueryFile) -> list[NamedNode]:
    """The claims that the question's first row names."""
    first = next(iter(select(store, query.text).records()), {})
    return [claim for column in query.evidence if isinstance(claim := first.get(column), NamedNode)]


@each_question
def test_without_a_claim_there_is_no_row_that_names_it(store: Store, scratch: Store, path: Path) -> None:
    query = load_question(path)
    named = claims_named(store, query)
    assert named or query.header.evidence_note or query.header.drill or path.stem in WITHOUT_ROWS
    for claim in random.Random(path.stem).sample(named, min(10, len(named))):  # noqa: S311 - a sample, no secret
        content = list(scratch.quads_for_pattern(None, None, None, claim))
        scratch.remove_graph(claim)
        rows = list(select(scratch, query.text).records())
        scratch.extend(content)
        assert not [row for row in rows if claim in {row.get(column) for column in query.evidence}]


def excerpt(store: Store, claims: list[NamedNode]) -> list[Quad]:
    """Return the statements of some claims and what is said of the things in them, few enough for rdflib.

    The default graph holds their content where it is the author's own, their records, their passages and their terms;
    background, what is derived with it, and notes are there where they speak of one of the things.
    """
    content = [quad for claim in claims for quad in store.quads_for_pattern(None, None, None, claim)]
    things = {term for quad in content for term in quad.triple} | set(claims)
    records = (store.quads_for_pattern(claim, None, None, DefaultGraph()) for claim in claims)
    things |= {quad.object for quads in records for quad in quads}
    stated = {quad.triple for quad in content}
    around = {
        quad.subject
        for graph in AROUND
        for quad in store.quads_for_pattern(None, None, None, graph)
        if quad.object in things
    }
    around |= {quad.object for thing in around for quad in store.quads_for_pattern(thing, SPAN, None)}
    things |= {quad.object for thing in around for quad in store.quads_for_pattern(thing, None, None)}
    things |= {quad.object for thing in set(things) for quad in kinds_of(store, thing)}

    def belongs(quad: Quad) -> bool:
        if quad.graph_name in AROUND:
            return quad.subject in around
        if quad.graph_name == DefaultGraph():
            return quad.subject in things and (
                quad.predicate in NAMES or quad.triple in stated or not told(store, quad)
            )
        return quad.subject in things and quad.graph_name == NamedNode(GRAPH + "entities")

    return [*content, *(quad for quad in store if quad.graph_name not in claims and belongs(quad))]


def kinds_of(store: Store, thing: Term | Triple) -> list[Quad]:
    is_a = NamedNode(PREFIXES["rdf"] + "type")
    return list(store.quads_for_pattern(thing, is_a, None, DefaultGraph())) if isinstance(thing, NamedNode) else []


def told(store: Store, quad: Quad) -> bool:
    """Whether some claim's content states the triple."""
    graphs = (other.graph_name for other in store.quads_for_pattern(quad.subject, quad.predicate, quad.object))
    return any(isinstance(graph, NamedNode) and graph.value.startswith(PREFIXES["claim"]) for graph in graphs)


@pytest.mark.filterwarnings("ignore:Dataset[.]:DeprecationWarning")  # rdflib's own parser calls what it deprecates
@pytest.mark.parametrize(
    "path", [path for path in QUESTIONS if path.stem not in BEYOND_RDFLIB], ids=lambda path: path.stem
)
def test_another_engine_gives_the_same_rows(store: Store, path: Path) -> None:
    """Another engine, asked about what the first row rests on."""
    query = load_question(path)
    claims = claims_of_the_first_row(store, query) or claims_of_the_first_passages(store)
    part = Store()
    part.extend(excerpt(store, claims))
    dataset = rdflib.Dataset()
    dataset.parse(data=(part.dump(format=RdfFormat.N_QUADS) or b"").decode(), format="nquads")
    here = Counter(tuple(map(cells, row)) for row in select(part, query.text).rows)
    there = Counter(tuple(map(rdflib_cells, row)) for row in dataset.query(query.text))
    assert here == there
    assert here or not query.evidence


def claims_of_the_first_passages(store: Store) -> list[NamedNode]:
    claims = store.quads_for_pattern(None, NamedNode(ENT + "evidence"), None, DefaultGraph())
    return sorted({quad.subject for quad in claims if isinstance(quad.subject, NamedNode)}, key=str)[:3]


def cells(term: Term | None) -> tuple[str, ...]:
    if isinstance(term, Literal):
        return (term.value, term.datatype.value, term.language or "")
    assert not isinstance(term, BlankNode)
    return () if term is None else (str(term),)


def rdflib_cells(term: rdflib.term.Node | None) -> tuple[str, ...]:
    if isinstance(term, rdflib.Literal):
        plain = PREFIXES["rdf"] + "langString" if term.language else PREFIXES["xsd"] + "string"
        return (str(term), str(term.datatype or plain), term.language or "")
    return () if term is None else (f"<{term}>",)


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
