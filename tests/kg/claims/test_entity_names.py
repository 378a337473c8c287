"""The names by which a text may mention a thing: its label first; of what we coined, only names that are real."""

import re
from pathlib import Path

from pyoxigraph import Literal

from kg.claims.entity_names import entity_names, names_of_entities
from kg.claims.turtle import read_turtle
from kg.prefixes import PREFIXES
from kg.project import Project

SCRIPTS = {"ko": re.compile(r"[\uac00-\ud7a3]"), "ja": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")}
THINGS = """
@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix state: <https://w3id.org/entente/id/state/> .
@prefix factor: <https://w3id.org/entente/id/factor/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
state:lundia a ent:State ; skos:altLabel "Lundish Republic"@en , "룬디아"@ko ; rdfs:label "Lundia"@en .
state:lundia skos:hiddenLabel "Lundish"@en .
factor:fog a ent:Factor ; rdfs:label "Fog of our own words"@en .
factor:tide a ent:Factor ; rdfs:label "Rise of the sea"@en ; skos:altLabel "tide"@en .
"""


def test_names_are_english_labels_other_labels_and_hidden_forms(tmp_path: Path) -> None:
    path = tmp_path / "things.ttl"
    path.write_text(THINGS, encoding="utf-8")
    statements = read_turtle(path, root=tmp_path, document=False).statements
    assert entity_names(statements) == {
        "state:lundia": ("Lundia", "Lundish Republic", "Lundish"),
        "factor:tide": ("tide",),
    }


def test_every_person_and_state_of_the_project_has_a_name(project: Project) -> None:
    names = names_of_entities(project)
    named = [entity for entity in names if entity.startswith(("person:", "state:"))]
    assert len(named) > 50
    assert "Park Chung-hee" in names["person:park-chung-hee"]


def test_every_name_in_another_language_is_in_its_script_and_has_a_source(project: Project) -> None:
    said = [one for path in project.entities for one in read_turtle(path, root=project.root, document=False).statements]
    sourced = {one.subject for one in said if one.predicate.value == PREFIXES["dcterms"] + "source"}
    names = [(one, one.object) for one in said if isinstance(one.object, Literal) and one.object.language != "en"]
    names = [(one, name) for one, name in names if name.language]
    assert len(names) > 80
    for one, name in names:
        assert SCRIPTS[str(name.language)].search(name.value), name
        assert one.predicate.value == PREFIXES["skos"] + "altLabel", name
        assert one.subject in sourced, name
