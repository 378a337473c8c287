"""The statements of the entity files go in; the names by which a text may mention each entity come out.

The articles are in English: names in other languages and scripts find a thing, and are not looked for in a text.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.claims.statement import Statement
from kg.claims.turtle import read_turtle
from kg.prefixes import PREFIXES, shorten
from kg.project import Project

LANGUAGE = "en"
LABEL = PREFIXES["rdfs"] + "label"
OTHERS = (PREFIXES["skos"] + "altLabel", PREFIXES["skos"] + "hiddenLabel")
COINED = ("goal", "factor", "issue", "group", "dispute")
"""Kinds whose labels are our own words for something: only their further labels are names that a text prints."""


def names_of_entities(project: Project) -> dict[str, tuple[str, ...]]:
    """The names in the project's entity files; raises SyntaxProblem for a file that does not parse."""
    files = (read_turtle(path, root=project.root, document=False) for path in project.entities)
    return entity_names(said for file in files for said in file.statements)


def entity_names(entities: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """The names of each entity by its prefixed name, the label first; in the order of the files."""
    names: dict[str, list[str]] = {}
    for said in entities:
        entity = shorten(said.subject.value)
        kind, predicate = entity.partition(":")[0], said.predicate.value
        if not isinstance(said.object, ox.Literal) or said.object.language != LANGUAGE or kind == "article":
            continue
        if predicate == LABEL and kind not in COINED:
            names.setdefault(entity, []).insert(0, said.object.value)
        elif predicate in OTHERS:
            names.setdefault(entity, []).append(said.object.value)
    return {entity: tuple(own) for entity, own in names.items()}
