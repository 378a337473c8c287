"""The statements of files go in; where each thing, and each thing said of it, first stands comes out."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.claims.statement import TurtleFile
from kg.prefixes import PREFIXES

Place = tuple[Path, int]


def places_of(files: Iterable[TurtleFile]) -> dict[tuple[str, ...], Place]:
    """Where each subject, subject and predicate, and triple first stands; a typing statement is where a subject is."""
    places: dict[tuple[str, ...], Place] = {}
    types: dict[tuple[str, ...], Place] = {}
    for statement in (statement for file in files for statement in file.statements):
        place = (statement.path, statement.line)
        subject, predicate = statement.subject.value, statement.predicate.value
        places.setdefault((subject,), place)
        places.setdefault((subject, predicate), place)
        places.setdefault((subject, predicate, statement.object.value), place)
        if predicate == PREFIXES["rdf"] + "type":
            types.setdefault((subject,), place)
    return places | types


def locate_in(
    places: Mapping[tuple[str, ...], Place], subject: str, predicate: str | None = None, value: str | None = None
) -> Place | None:
    """The file and line of the first statement with that subject (predicate, object), None if there is none.

    A value is an IRI or a literal's text. A span that is derived is where the thing's date stands.
    """
    if subject.endswith("/span") and (subject,) not in places:
        return locate_in(places, subject.removesuffix("/span"), PREFIXES["ent"] + "when")
    return places.get(tuple(part for part in (subject, predicate, value) if part is not None))
