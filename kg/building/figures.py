"""Covered passages and the claims that rest on them go in; the figures of coverage come out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass

from kg.building.covered import CoveredPassage
from kg.claims.records import Claim
from kg.claims.uses import Uses
from kg.reading.holdings import ITEM_KINDS


@dataclass(frozen=True)
class Held:
    """Distinct items of one kind, counted once in each passage that holds them: `held` = used + excused + open."""

    held: int
    used: int
    excused: int
    open: int


@dataclass(frozen=True)
class Figures:
    """How far some passages are covered.

    `passages` = claimed + excused + undecided; `strange` names that nothing explains; `claims` rest on at least one of
    the passages and have `triples` statements in their contents; `uses` counts each item once for each claim and
    passage that it is used for.
    """

    passages: int
    claimed: int
    excused: int
    undecided: int
    dates: Held
    numbers: Held
    entities: Held
    strange: int
    claims: int
    triples: int
    uses: int

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do."""
        return bool(self.undecided or self.strange or self.dates.open or self.numbers.open or self.entities.open)

    def flat(self) -> dict[str, int]:
        """Every figure by a name in words: `dates used`, `passages undecided`."""
        named = {"passages": self.passages, "names unknown": self.strange, "claims": self.claims}
        named |= {f"passages {state}": getattr(self, state) for state in ("claimed", "excused", "undecided")}
        for kind in ("dates", "numbers", "entities"):
            named |= {f"{kind} {state}": count for state, count in asdict(getattr(self, kind)).items()}
        return named | {"triples in contents": self.triples, "uses by claims": self.uses}


def figures_of(
    covered: Iterable[CoveredPassage], claims: Mapping[str, Claim], uses: Mapping[str, Uses], triples: Mapping[str, int]
) -> Figures:
    """The figures of some passages; `claims` by slug, `uses` and the count of `triples` by the claim's IRI."""
    passages = list(covered)
    resting = {slug for here in passages for slug in here.claims}
    dates, numbers, entities = (_held(passages, kind) for kind in ITEM_KINDS)
    return Figures(
        passages=len(passages),
        claimed=_count(passages, lambda here: here.state == "claimed"),
        excused=_count(passages, lambda here: here.state == "excused"),
        undecided=_count(passages, lambda here: here.state == "open"),
        dates=dates,
        numbers=numbers,
        entities=entities,
        strange=sum(len(here.strange) for here in passages),
        claims=len(resting),
        triples=sum(triples[claims[slug].iri] for slug in resting),
        uses=sum(len(here.held & uses[claims[slug].iri]) for here in passages for slug in here.claims),
    )


def _held(passages: list[CoveredPassage], kind: str) -> Held:
    def count(items: Callable[[CoveredPassage], Iterable[tuple[str, str]]]) -> int:
        return sum(item[0] == kind for here in passages for item in items(here))

    return Held(
        held=count(lambda here: here.held),
        used=count(lambda here: here.used),
        excused=count(lambda here: here.excused),
        open=count(lambda here: here.open),
    )


def _count(passages: list[CoveredPassage], holds: Callable[[CoveredPassage], bool]) -> int:
    return sum(holds(here) for here in passages)
