"""The sources go in; come out each passage's claims, what it holds, and what of that is used, excused and open."""

from collections import defaultdict
from dataclasses import dataclass

from kg.claims.sources import Sources
from kg.claims.uses import Uses, uses_of_passages
from kg.reading.holdings import Holding, Item
from kg.reading.passages import Passage, Span

Items = frozenset[Item]
_NOTHING = Holding({})


@dataclass(frozen=True)
class CoveredPassage:
    """How far one passage is covered: the slugs of its claims, the reason to have none, what became of its items.

    `places` is where each held item first stands in the normalised sentence, `strange` where a name does that nothing
    explains.
    """

    passage: Passage
    claims: tuple[str, ...]
    reason: str
    held: Items
    used: Items
    excused: Items
    places: dict[Item, Span]
    strange: tuple[Span, ...]

    @property
    def open(self) -> Items:
        """What it holds that no claim on it uses and no row of unused.csv explains."""
        return self.held - self.used - self.excused

    @property
    def state(self) -> str:
        """Whether it has a claim (`claimed`), a reason to have none (`excused`), or neither (`open`)."""
        return "claimed" if self.claims else "excused" if self.reason else "open"

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.state != "open" and not self.open and not self.strange


def covered_passages(sources: Sources) -> list[CoveredPassage]:
    """Every passage in the order of passages.csv; takes milliseconds, so that it can be asked of any set of claims."""
    resting: defaultdict[str, list[str]] = defaultdict(list)
    for claim in sources.claims.values():
        for slug in dict.fromkeys(claim.evidence):
            resting[slug].append(claim.slug)
    used = uses_of_passages(sources.claims.values(), sources.uses)
    reasons = {row.slug: row.reason for row in sources.lists.unclaimed}
    excused: defaultdict[str, set[Item]] = defaultdict(set)
    for row in sources.lists.unused:
        excused[row.passage].add(row.item)
    return [
        _covered(
            passage,
            tuple(resting[slug]),
            reasons.get(slug, ""),
            sources.lists.holdings.get(slug, _NOTHING),
            used.get(slug, frozenset()),
            frozenset(excused[slug]),
        )
        for slug, passage in sources.passages.items()
    ]


def _covered(
    passage: Passage, claims: tuple[str, ...], reason: str, holding: Holding, used: Uses, excused: Items
) -> CoveredPassage:
    held = frozenset(holding.items)
    return CoveredPassage(
        passage=passage,
        claims=claims,
        reason=reason,
        held=held,
        used=held & used,
        excused=(held & excused) - used,
        places=holding.items,
        strange=holding.strange,
    )
