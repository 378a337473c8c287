"""Which barrier coincides with which stalled stage, how that is known, and from which claims."""

from dataclasses import dataclass, field

import pyoxigraph as ox
import pytest

from kg.building.derive import load_rules
from kg.building.times import Bounds, bounds
from kg.prefixes import ENT, PREFIXES, expand
from kg.project import Project
from kg.querying.run import construct, select

ITEM, OTHER = "agreement:pact", "relation:two-states"
STAGE, BARRIER = "stage:aborted", "influence:anger"


@dataclass(frozen=True)
class Case:
    """A stage and a barrier: their dates, and what else is said of them."""

    stage: str | None = None
    barrier: str | None = None
    influences: str = OTHER
    kind: str = "ent:Barrier"
    reached: str = "concept:stage-signing-aborted"
    articles: tuple[str, str] = ("article:one", "article:one")
    more: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)


def coincide(project: Project, case: Case) -> ox.Store:
    """A store with the case, a claim for each statement, after the rules for coincidences have run on it."""
    store = ox.Store()

    def say(claim: str, subject: str, predicate: str, value: str | ox.Literal) -> None:
        term = ox.NamedNode(expand(value)) if isinstance(value, str) else value
        for graph in (ox.DefaultGraph(), ox.NamedNode(expand(claim))):
            store.add(ox.Quad(ox.NamedNode(expand(subject)), ox.NamedNode(expand(predicate)), term, graph))

    for subject, article, dated in ((STAGE, case.articles[0], case.stage), (BARRIER, case.articles[1], case.barrier)):
        say("claim:labels", subject, "rdfs:label", ox.Literal(subject, language="en"))
        say("claim:records", subject, "ent:statedIn", f"claim:of-{article[8:]}")
        say("claim:records", f"claim:of-{article[8:]}", "ent:inArticle", article)
        if dated:
            name = subject.partition(":")[0]
            say(f"claim:{name}-when", subject, "ent:when", ox.Literal(dated))
            add_span(store, expand(subject), bounds(dated, "mid-year" if dated == "2013" else None))
    say("claim:stage", STAGE, "ent:stage", case.reached)
    say("claim:stage-of", STAGE, "ent:stageOf", ITEM)
    say("claim:kind", BARRIER, "rdf:type", case.kind)
    say("claim:bearing", BARRIER, "ent:influences", case.influences)
    say("claim:terms", "concept:stage-signing-aborted", "skos:broader", "concept:stage-stalled")
    for claim, statements in case.more.items():
        for statement in statements:
            say(claim, *statement)
    for quad in list(store.quads_for_pattern(None, None, None, None)):
        if isinstance(quad.graph_name, ox.NamedNode):
            asserted = ox.NamedNode(expand("concept:stance-asserted"))
            store.add(ox.Quad(quad.graph_name, ox.NamedNode(ENT + "stance"), asserted))
    for rule in load_rules(project.derivations):
        if "coincidence" in rule.name:
            store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in construct(store, rule.text))
    return store


def add_span(store: ox.Store, thing: str, found: Bounds) -> None:
    span = ox.NamedNode(thing + "/span")
    store.add(ox.Quad(ox.NamedNode(thing), ox.NamedNode(ENT + "hasTimeSpan"), span))
    days = zip(("beginEarliest", "beginLatest", "endEarliest", "endLatest"), vars(found).values(), strict=True)
    for name, day in days:
        if day is not None:
            literal = ox.Literal(str(day), datatype=ox.NamedNode(PREFIXES["xsd"] + "date"))
            store.add(ox.Quad(span, ox.NamedNode(ENT + name), literal))


def known(store: ox.Store) -> tuple[str, str] | None:
    """How the one coincidence is known, in all and in time; None if there is none."""
    query = f"""SELECT ?overlap ?inTime WHERE {{
        ?node a <{ENT}Coincidence> ; <{ENT}overlap> ?overlap OPTIONAL {{ ?node <{ENT}overlapInTime> ?inTime }}
    }}"""
    rows = select(store, query).rows
    assert len(rows) < 2
    return tuple(str(cell).rpartition("overlap-")[2].rstrip(">") for cell in rows[0]) if rows else None  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("stage", "barrier", "expected"),
    [
        ("2012-06-26", "2012-06-26", "certain"),
        ("2012-06", "2012-05/2012-08", "certain"),
        ("2012-06", "2011-12-01/..", None),
        ("2012-06", "2012", "possible"),
        ("2012-06", "2012-06", "possible"),
        ("2012-06", "2012-06/2012-08", "possible"),
        ("2012-06", "2012-05-01/..", "possible-open"),
        ("2012-06", "2012-06/..", "possible"),
        ("2012-06", "2012-07-01", "nothing"),
        ("2012-06", "2012-07/..", "nothing"),
        ("2012-06", "2010/2011", "nothing"),
        ("2013", "2013-06", "possible"),
        (None, "2012-06", "nothing"),
        ("2012-06", None, "nothing"),
        (None, None, "nothing"),
    ],
)
def test_overlap_by_dates(project: Project, stage: str | None, barrier: str | None, expected: str | None) -> None:
    found = known(coincide(project, Case(stage, barrier)))
    wanted = expected or "possible-open"
    assert found == (None if wanted == "nothing" else (wanted, wanted))


@pytest.mark.parametrize(("barrier", "in_time"), [(None, "None"), ("2012-06", "possible"), ("1999", "None")])
def test_what_the_article_states_is_stronger_than_any_date(project: Project, barrier: str | None, in_time: str) -> None:
    assert known(coincide(project, Case("2012-06", barrier, influences=ITEM))) == ("stated", in_time)


@pytest.mark.parametrize("link", ["ent:factor", "ent:broughtAboutBy"])
def test_one_event_is_certainly_at_one_time(project: Project, link: str) -> None:
    more = {
        "claim:stage-event": [(STAGE, "ent:broughtAboutBy", "event:protest")],
        "claim:barrier-event": [(BARRIER, link, "event:protest")],
    }
    store = coincide(project, Case("2012-06", None, more=more))
    assert known(store) == ("certain", "certain")
    assert {"stage-event", "barrier-event"} <= sources(store)


@pytest.mark.parametrize(
    "case",
    [
        Case("2012-06-26", "2012-06-26", kind="ent:Precipitant"),
        Case("2012-06-26", "2012-06-26", influences=ITEM, kind="ent:UnspecifiedInfluence"),
        Case("2012-06-26", "2012-06-26", influences=ITEM, articles=("article:one", "article:two")),
    ],
)
def test_no_stimulus_and_no_other_article_coincides(project: Project, case: Case) -> None:
    assert known(coincide(project, case)) is None


@pytest.mark.parametrize(("reached", "found"), [("stalled", True), ("signing-aborted", True), ("signed", False)])
def test_only_a_stalled_stage_coincides(project: Project, reached: str, found: bool) -> None:
    store = coincide(project, Case("2012-06-26", "2012-06-26", influences=ITEM, reached=f"concept:stage-{reached}"))
    assert (known(store) is not None) is found


def sources(store: ox.Store) -> set[str]:
    query = f"SELECT ?claim WHERE {{ ?node a <{ENT}Coincidence> ; <{PREFIXES['prov']}wasDerivedFrom> ?claim }}"
    return {str(row[0]).rpartition("/")[2].rstrip(">") for row in select(store, query).rows}


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case("2012-06", "2012-06"), {"stage", "stage-of", "kind", "stage-when", "influence-when"}),
        (Case("2012-06", None, influences=ITEM), {"stage", "stage-of", "kind", "bearing"}),
        (
            Case("2012-06", "2012-06", influences=ITEM),
            {"stage", "stage-of", "kind", "bearing", "stage-when", "influence-when"},
        ),
    ],
)
def test_a_coincidence_names_each_claim_it_rests_on(project: Project, case: Case, expected: set[str]) -> None:
    assert sources(coincide(project, case)) == expected


def test_its_name_is_made_of_its_two_ends(project: Project) -> None:
    store = coincide(project, Case("2012-06", "2012-06"))
    rows = select(store, f"SELECT ?node WHERE {{ ?node a <{ENT}Coincidence> }}").rows
    assert rows == ((ox.NamedNode(expand("coincidence:anger--aborted")),),)


def test_the_built_coincidences_are_those_of_plain_arithmetic(built: Project) -> None:
    """Recompute them from bounds and statements alone, and compare."""
    store = ox.Store()
    store.bulk_load(path=built.build / "entente.nq", format=ox.RdfFormat.N_QUADS)
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("ent", "concept", "skos", "xsd"))
    bound = """OPTIONAL { ?X ent:hasTimeSpan ?XS . ?XS ent:beginEarliest ?Xa ; ent:beginLatest ?Xb ; ent:endEarliest ?Xc
        OPTIONAL { ?XS ent:endLatest ?Xd } }"""
    rows = select(
        store,
        f"""{prefixes} SELECT DISTINCT ?s ?b ?stated ?event ?sa ?sb ?sc ?sd ?ba ?bb ?bc ?bd WHERE {{
            ?s ent:stage/skos:broader? concept:stage-stalled ; ent:stageOf ?item . ?b a ent:Barrier .
            {bound.replace("X", "s")} {bound.replace("X", "b")}
            BIND(EXISTS {{ ?b ent:influences ?item }} AS ?stated)
            BIND(EXISTS {{ ?s ent:broughtAboutBy ?e . ?b ent:broughtAboutBy|ent:factor ?e }} AS ?event)
        }}""",
    )
    expected = {}
    for record in rows.records():
        cell = {name: term.value for name, term in record.items()}
        in_time = None
        if cell["event"] == "true":
            in_time = "certain"
        elif "sa" in cell and "ba" in cell:
            in_time = by_dates([cell.get("s" + x, "") for x in "abcd"], [cell.get("b" + x, "") for x in "abcd"])
        overlap = "stated" if cell["stated"] == "true" else in_time
        if overlap:
            expected[cell["s"], cell["b"]] = (overlap, in_time)
    found = {
        (record["s"].value, record["b"].value): (
            record["o"].value.rpartition("overlap-")[2],
            record["t"].value.rpartition("overlap-")[2] if "t" in record else None,
        )
        for record in select(
            store,
            f"""{prefixes} SELECT ?s ?b ?o ?t WHERE {{ ?x ent:coincidingStage ?s ; ent:coincidingBarrier ?b ;
                ent:overlap ?o OPTIONAL {{ ?x ent:overlapInTime ?t }} }}""",
        ).records()
    }
    assert found
    assert found == expected


def by_dates(stage: list[str], barrier: list[str]) -> str | None:
    """How two times overlap; ISO dates sort as text, and an open end is after them all."""
    a, b, c, d = stage
    e, f, g, h = barrier
    if a > (h or "9999") or e > (d or "9999"):
        return None
    if b <= g and f <= c:
        return "certain"
    return "possible" if a <= (h or max(f, g)) and e <= (d or max(b, c)) else "possible-open"
