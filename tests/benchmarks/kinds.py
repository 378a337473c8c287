"""The kinds of query that are measured; their texts with places for values, and where the values come from, out."""

import re
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kg.project import Project
from kg.querying.query_file import bind, load_question

JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
_HERE = Path(__file__).parent / "questions"
_PLACE = re.compile(r"\$(\w+)")
_ENT = "PREFIX ent: <https://w3id.org/entente/ontology#>\n"


@dataclass(frozen=True)
class Kind:
    """One kind: its text, in which `$name` stands for a value, and how the values are found.

    `subjects` is a query with one column of things; `with_` are further values, drawn at random: `day`s in ascending
    order, or another `thing` of the same column, for a list in which it stands with the first.
    """

    name: str
    asks: str
    text: str
    media_type: str
    subjects: str
    with_: tuple[str, ...] = ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """The text between the places for values: one more than there are places."""
        return tuple(_PLACE.split(self.text)[::2])

    @property
    def order(self) -> tuple[int, ...]:
        """For each place, which value stands there, by the names' first occurrence."""
        names = [match[1] for match in _PLACE.finditer(self.text)]
        first = list(dict.fromkeys(names))
        return tuple(first.index(name) for name in names)

    def filled(self, values: tuple[str, ...]) -> str:
        """The query for these values."""
        places = [values[index] for index in self.order]
        pieces = self.pieces
        return "".join(piece + value for piece, value in zip(pieces, [*places, ""], strict=True))


def _own(name: str) -> str:
    return (_HERE / f"{name}.rq").read_text(encoding="utf-8")


def _flagship() -> str:
    """The saved question with a place for its list of instruments, and without its header."""
    project = Project.here()
    (path,) = (path for path in project.questions if path.stem == "barriers-coinciding-with-stalled-agreements")
    here = NamedNode("https://w3id.org/entente/id/agreement/here")
    text = bind(load_question(path), {"instrument": [here]}).replace(str(here), "$instruments")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))


def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    stalled = _ENT + "SELECT DISTINCT ?thing { ?coincidence ent:coincidingInstrument ?thing }"
    told = _ENT + "SELECT DISTINCT ?thing { ?other ent:concerns|ent:influences|ent:stageOf|ent:participant ?thing }"
    governments = _ENT + "SELECT DISTINCT ?thing { ?other ent:duringAdministration ?thing }"
    found = (
        Kind("lookup", "what is said of one thing", _own("lookup"), JSON, "SELECT DISTINCT ?thing { ?thing a ?class }"),
        Kind("join", "the barriers of one stalled instrument from a day on", _own("join"), JSON, stalled, ("day",)),
        Kind(
            "timeline",
            "the first 50 dated things under nine governments from a day on",
            _own("timeline"),
            JSON,
            governments,
            (*8 * ("thing",), "day"),
        ),
        Kind(
            "construct",
            "the dated things that bear on one thing from a day on, with their claims",
            _own("construct"),
            TRIPLES,
            told,
            ("day",),
        ),
        Kind("aggregate", "who took part in which role between two days", _own("aggregate"), JSON, "", ("day", "day")),
        Kind(
            "flagship",
            "the saved question on barriers, for two instruments",
            _flagship(),
            JSON,
            _ENT + "SELECT DISTINCT ?thing { ?stage ent:stageOf ?thing }",
            ("thing",),
        ),
    )
    return {kind.name: kind for kind in found}
