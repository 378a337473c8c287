"""The sources go in; how far the claims cover the article comes out: per section, per part, on the whole."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from kg.building.covered import CoveredPassage, covered_passages
from kg.building.figures import Figures, figures_of
from kg.claims.records import STANCES
from kg.claims.sources import Sources
from kg.prefixes import ENT

INFERRED = ("inferredDate", "inferredEntity")


@dataclass(frozen=True)
class Stretch:
    """A section of the article, or a part of it (`section` None): our title, its passages and their figures."""

    part: int
    section: int | None
    title: str
    passages: tuple[CoveredPassage, ...]
    figures: Figures

    @property
    def name(self) -> str:
        """`part 2` or `part 2, section 1`; what stands in no section has the name of its part."""
        return f"part {self.part}" + (f", section {self.section}" if self.section else "")


@dataclass(frozen=True)
class Coverage:
    """The coverage of all passages; how many claims there are by stance, by kind, and by mark of inference."""

    whole: Figures
    parts: tuple[Stretch, ...]
    sections: tuple[Stretch, ...]
    stances: dict[str, int]
    kinds: dict[str, int]
    inferred: dict[str, int]
    inferred_claims: int

    @property
    def inferred_share(self) -> float:
        """The share of claims that are marked as having an inferred date or entity, from 0 to 1."""
        return self.inferred_claims / self.whole.claims if self.whole.claims else 0.0

    @property
    def passages(self) -> list[CoveredPassage]:
        """All passages, section by section; a footnote and a table's cells stand where they are referred to."""
        return [here for section in self.sections for here in section.passages]

    @property
    def is_open(self) -> bool:
        """Whether anything is left to do."""
        return self.whole.is_open


def coverage_of(sources: Sources) -> Coverage:
    """The coverage of the sources' passages by the sources' claims."""
    covered = covered_passages(sources)
    triples = {claim: len(statements) for claim, statements in sources.contents.items()}
    count = partial(figures_of, claims=sources.claims, uses=sources.uses, triples=triples)

    def stretch(part: int, section: int | None) -> Stretch:
        passages = tuple(
            here for here in covered if here.passage.part == part and section in (None, here.passage.section)
        )
        return Stretch(part, section, sources.lists.titles.get((part, section or 0), ""), passages, count(passages))

    places = sorted({(here.passage.part, here.passage.section) for here in covered})
    marks = {mark: _marked(sources, (mark,)) for mark in INFERRED}
    return Coverage(
        whole=count(covered),
        parts=tuple(stretch(part, None) for part in sorted({part for part, _ in places})),
        sections=tuple(stretch(part, section) for part, section in places),
        stances={stance: sum(claim.stance == stance for claim in sources.claims.values()) for stance in STANCES},
        kinds=dict(sorted(Counter(claim.kind for claim in sources.claims.values()).items())),
        inferred={mark: len(claims) for mark, claims in marks.items()},
        inferred_claims=len(_marked(sources, INFERRED)),
    )


def _marked(sources: Sources, marks: Iterable[str]) -> set[str]:
    """The IRIs of the claims whose record has one of the marks."""
    predicates = {ENT + mark for mark in marks}
    claims = {claim.iri for claim in sources.claims.values()}
    return {
        said.subject.value
        for said in sources.records
        if said.predicate.value in predicates and said.subject.value in claims
    }
