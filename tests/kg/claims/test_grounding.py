"""What a claim speaks of is mentioned where it rests, or the record says why it is meant all the same."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.claims.grounding import grounding_problems, named_by_us
from kg.claims.records import Claim
from kg.claims.sources import load
from kg.claims.statement import Statement
from kg.claims.turtle import read_turtle
from kg.prefixes import ENT, expand
from kg.project import Project
from kg.reading.mention_rows import MentionRow
from kg.reading.passages import Passage

THINGS = """
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix government: <https://w3id.org/entente/id/government/> .
@prefix factor: <https://w3id.org/entente/id/factor/> .
@prefix office: <https://w3id.org/entente/id/office/> .
@prefix person: <https://w3id.org/entente/id/person/> .
@prefix place: <https://w3id.org/entente/id/place/> .
@prefix relation: <https://w3id.org/entente/id/relation/> .
@prefix state: <https://w3id.org/entente/id/state/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
state:lundia a ent:State ; rdfs:label "Lundia"@en .
state:marrow a ent:State ; rdfs:label "Marrow"@en .
place:lundia a ent:Place ; rdfs:label "Lundia (as a place)"@en ; skos:altLabel "Lundia"@en .
place:near-the-mole a ent:Place ; rdfs:label "Waters near the mole"@en .
office:consul a ent:Office ; rdfs:label "Consul"@en ; ent:officeOfState state:lundia .
person:pak-il-su a ent:Person ; rdfs:label "Pak Il-su"@en .
government:pak a ent:Administration ; rdfs:label "Pak Il-su administration"@en ; ent:administrationOf state:marrow .
relation:both a ent:Relationship ; rdfs:label "Relations of both"@en ; ent:party state:lundia , state:marrow .
office:warden a ent:Office ; rdfs:label "Warden of the Isle of Ooth"@en .
place:ooth a ent:Place ; rdfs:label "Isle of Ooth"@en .
factor:fog a ent:Factor ; rdfs:label "Fog"@en .
factor:tide a ent:Factor ; rdfs:label "Rise of the sea"@en ; skos:altLabel "tide"@en .
"""
HERE, EARLIER, PARAGRAPH_BEFORE, FAR_AWAY = "1-1-3-2", "1-1-3-1", "1-1-2-9", "1-1-1-1"
PASSAGES = {
    slug: Passage(slug, 1, 1, 7, int(slug[4]), int(slug[6]), "sentence", ((0, 9),), "0" * 64)
    for slug in (FAR_AWAY, PARAGRAPH_BEFORE, EARLIER, HERE, "1-1-3-3")
}
CLAIM = Claim(expand("claim:x"), "x", "FactualClaim", "X", "asserted", (HERE,), None, Path("x.trig"), 1)


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> tuple[Statement, ...]:
    path = tmp_path_factory.mktemp("things") / "things.ttl"
    path.write_text(THINGS, encoding="utf-8")
    return read_turtle(path, root=path.parent, document=False).statements


def problems(
    entities: tuple[Statement, ...], used: str, *mentioned: tuple[str, str], why: str | None = None
) -> list[str]:
    """What is said of a claim about one entity, where each of some passages mentions an entity."""
    subject, concerns = ox.NamedNode(expand("event:storm")), ox.NamedNode(ENT + "concerns")
    place = ox.DefaultGraph(), Path("x.trig")
    content = Statement(subject, concerns, ox.NamedNode(expand(used)), *place, 5)
    mark = Statement(ox.NamedNode(CLAIM.iri), ox.NamedNode(ENT + "inferredEntity"), ox.Literal(why or ""), *place, 3)
    # The tide is mentioned somewhere: it has a name in the text and is not coined by us.
    rows = [MentionRow(slug, 0, 3, entity) for slug, entity in (*mentioned, (FAR_AWAY, "factor:tide"))]
    found = grounding_problems([CLAIM], {CLAIM.iri: [content]}, [mark] if why else [], entities, rows, PASSAGES)
    return [str(problem) for problem in found]


@pytest.mark.parametrize("where", [HERE, EARLIER, PARAGRAPH_BEFORE])
def test_what_the_passage_or_what_stands_before_it_mentions_is_grounded(
    entities: tuple[Statement, ...], where: str
) -> None:
    assert problems(entities, "state:lundia", (where, "state:lundia")) == []


@pytest.mark.parametrize("where", [FAR_AWAY, "1-1-3-3"])
def test_what_is_mentioned_elsewhere_is_not(entities: tuple[Statement, ...], where: str) -> None:
    assert problems(entities, "state:lundia", (where, "state:lundia")) == [
        "x.trig:5: claim:x uses state:lundia, which neither its passages nor what stands before them mention. Add the "
        "passage that does to the evidence, or say in the record why it is meant (ent:inferredEntity)."
    ]


@pytest.mark.parametrize(
    ("used", "mentioned"),
    [
        ("place:lundia", "state:lundia"),
        ("state:lundia", "office:consul"),
        ("state:marrow", "government:pak"),
        ("government:pak", "person:pak-il-su"),
        ("person:pak-il-su", "government:pak"),
        ("state:marrow", "relation:both"),
        ("place:ooth", "office:warden"),
    ],
)
def test_what_the_entity_files_say_of_it_is_as_good_as_mentioned(
    entities: tuple[Statement, ...], used: str, mentioned: str
) -> None:
    assert problems(entities, used, (HERE, mentioned)) == []


@pytest.mark.parametrize(("used", "mentioned"), [("office:consul", "state:lundia"), ("government:pak", "state:marrow")])
def test_an_office_or_a_government_is_not_where_only_its_state_is(
    entities: tuple[Statement, ...], used: str, mentioned: str
) -> None:
    assert len(problems(entities, used, (HERE, mentioned))) == 1


def test_a_relation_is_where_all_its_parties_are(entities: tuple[Statement, ...]) -> None:
    lundia, marrow = (HERE, "state:lundia"), (HERE, "state:marrow")
    assert problems(entities, "relation:both", lundia, marrow) == []
    assert len(problems(entities, "relation:both", lundia, (FAR_AWAY, "state:marrow"))) == 1


def test_what_was_coined_by_us_needs_no_ground_and_what_has_a_name_in_the_text_does(
    entities: tuple[Statement, ...],
) -> None:
    assert problems(entities, "factor:fog") == problems(entities, "place:near-the-mole") == []
    assert len(problems(entities, "factor:tide")) == 1
    rows = [MentionRow(HERE, 0, 3, "factor:tide"), MentionRow(HERE, 4, 9, "state:lundia")]
    assert named_by_us(entities, rows) == {"factor:fog", "place:near-the-mole", "place:ooth", "relation:both"}


def test_a_reason_excuses_and_a_reason_without_need_does_not(entities: tuple[Statement, ...]) -> None:
    assert problems(entities, "state:lundia", why="It follows from the heading.") == []
    (found,) = problems(entities, "state:lundia", (HERE, "state:lundia"), why="It follows from the heading.")
    assert found.startswith("x.trig:3: claim:x gives a reason for an inferred entity")


def test_a_row_of_a_thing_that_is_gone_is_told(entities: tuple[Statement, ...]) -> None:
    (found,) = problems(entities, "factor:fog", (HERE, "person:nobody"))
    assert found == "mentions.csv has person:nobody, which no entity file describes. Run `kg read --text FILE` again."


def test_nothing_is_demanded_of_an_article_that_was_not_read_for_mentions(entities: tuple[Statement, ...]) -> None:
    subject, concerns = ox.NamedNode(expand("event:storm")), ox.NamedNode(ENT + "concerns")
    content = Statement(subject, concerns, ox.NamedNode(expand("state:lundia")), ox.DefaultGraph(), Path("x.trig"), 5)
    claim = replace(CLAIM, slug="y")
    assert grounding_problems([claim], {claim.iri: [content]}, [], entities, [], PASSAGES) == []


def test_at_most_one_claim_in_twenty_of_the_project_infers_an_entity(project: Project) -> None:
    sources = load(project)
    marked = [said for said in sources.records if said.predicate.value == ENT + "inferredEntity"]
    assert marked
    assert len(marked) <= 0.05 * len(sources.claims)
