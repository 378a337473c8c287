"""What an address says of actors, issues and levels in; the things that fit, and what there is to choose from, out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.prefixes import BASE
from server.picture.things import ROLES, Other, Thing

_HOMES = {"actor": f"{BASE}id/", "issue": f"{BASE}id/", "level": f"{BASE}concept/"}
"""What an IRI in the address begins with where it is given short."""


@dataclass(frozen=True)
class Choice:
    """Something that the picture can be narrowed to: how the address says it, its name, how many things it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Filter:
    """The IRIs of the one actor, the one issue and the one level that are wanted, each if it is."""

    wanted: Mapping[str, str]

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> "Filter":
        """The filter that an address gives: `actor=state/japan`, or the IRI; what is empty is no wish."""
        given = {role: parameters.get(role, "").strip() for role in ROLES}
        return cls({role: _iri(role, value) for role, value in given.items() if value})

    def keeps(self, thing: Thing) -> bool:
        """Whether the thing has to do with all that is wanted."""
        return all(iri in {other.iri for other in thing.of(role)} for role, iri in self.wanted.items())

    def address(self, path: str) -> str:
        """Where the picture narrowed so lies."""
        said = {role: _short(role, iri) for role, iri in self.wanted.items()}
        return f"{path}?{urlencode(said, safe='/')}" if said else path

    def chosen(self, role: str) -> str:
        """What the form has chosen for this role."""
        return _short(role, self.wanted[role]) if role in self.wanted else ""


def choices(things: Iterable[Thing], wanted: Filter) -> dict[str, list[Choice]]:
    """For each role what the things have to do with: levels by rank, others by how many things it leaves.

    What is wanted is among them, be it of no thing.
    """
    counted: dict[str, Counter[Other]] = {role: Counter() for role in ROLES}
    for thing in things:
        for role in ROLES:
            counted[role].update(set(thing.of(role)))
    return {role: _sorted(role, counts, wanted.wanted.get(role)) for role, counts in counted.items()}


def _sorted(role: str, counts: Counter[Other], wanted: str | None) -> list[Choice]:
    ordered: Sequence[Other] = sorted(counts, key=lambda one: (one.rank, -counts[one], one.label, one.iri))
    found = [Choice(_short(role, one.iri), one.label, counts[one]) for one in ordered]
    if wanted is not None and all(choice.value != _short(role, wanted) for choice in found):
        found.append(Choice(_short(role, wanted), _short(role, wanted), 0))
    return found


def _short(role: str, iri: str) -> str:
    return iri.removeprefix(_HOMES[role])


def _iri(role: str, value: str) -> str:
    return value if ":" in value else _HOMES[role] + value
