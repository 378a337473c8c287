"""The figures of coverage: counted by hand on five invented claims; every claim of the checkout counts in them."""

import random
import time
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode

from kg.building.coverage import Coverage, coverage_of
from kg.building.figures import Figures, Held
from kg.claims.sources import Sources, load
from kg.prefixes import ENT
from kg.project import Project

USED = ("passages claimed", "dates used", "numbers used", "entities used", "uses by claims")


@pytest.fixture(scope="module")
def of_checkout(project: Project) -> Sources:
    return load(project)


def test_the_figures_of_the_whole(coverage: Coverage) -> None:
    assert coverage.whole == Figures(
        passages=7,
        claimed=4,
        excused=2,
        undecided=1,
        dates=Held(held=5, used=5, excused=0, open=0),
        numbers=Held(held=2, used=0, excused=1, open=1),
        entities=Held(held=14, used=13, excused=1, open=0),
        strange=1,
        claims=5,
        triples=coverage.whole.triples,
        uses=4 + 2 + 4 + 3 + 6 + 4,
    )
    assert coverage.whole.triples > 25
    assert coverage.is_open


def test_parts_and_sections_have_titles_and_sum_up(coverage: Coverage) -> None:
    assert [(part.name, part.title) for part in coverage.parts] == [("part 1", "Grain")]
    assert [(one.name, one.title, one.figures.claims) for one in coverage.sections] == [
        ("part 1, section 1", "The pact", 3),
        ("part 1, section 2", "", 2),
    ]
    assert sum(one.figures.passages for one in coverage.sections) == coverage.whole.passages
    assert [here.passage.slug for here in coverage.passages][-1] == "t1-1-2-1"


def test_claims_are_counted_by_stance_and_kind(coverage: Coverage) -> None:
    assert coverage.stances == {
        "asserted": 3,
        "hedged": 1,
        "assumed": 0,
        "hypothesised": 0,
        "reported": 1,
        "denied": 0,
    }
    assert coverage.kinds == {"CausalClaim": 2, "FactualClaim": 3}


def test_marks_of_inference_are_counted_once_per_claim(sources: Sources) -> None:
    record = next(said for said in sources.records if said.subject.value.endswith("/ada-spoke"))
    marks = [replace(record, predicate=NamedNode(ENT + mark)) for mark in ("inferredDate", "inferredEntity")]
    coverage = coverage_of(replace(sources, records=(*sources.records, *marks)))
    assert coverage.inferred == {"inferredDate": 1, "inferredEntity": 1}
    assert (coverage.inferred_claims, coverage.inferred_share) == (1, 0.2)


def test_dropping_any_claim_lowers_figures_and_is_quick(of_checkout: Sources) -> None:
    """Fifty claims drawn by seed are left out one at a time.

    Nearly all lower a figure of use; the others state generalities whose passages hold no date, number or entity.
    """
    before = coverage_of(of_checkout).whole.flat()
    drawn = random.Random(1965).sample(sorted(of_checkout.claims), 50)  # noqa: S311 - no secret
    began = time.perf_counter()
    fallen = {slug: lowered(before, coverage_of(without(of_checkout, slug)).whole.flat()) for slug in drawn}
    assert time.perf_counter() - began < 25
    assert all({"claims", "triples in contents"} <= figures for figures in fallen.values())
    useless = [slug for slug, figures in fallen.items() if not figures & set(USED)]
    assert len(useless) <= 10, f"nothing that their passages hold is used by {useless}"


def test_the_record_of_the_checkout_is_not_empty(of_checkout: Sources) -> None:
    whole = coverage_of(of_checkout).whole
    assert whole.passages == len(of_checkout.passages) > 300
    assert whole.numbers.held > 50


def without(sources: Sources, slug: str) -> Sources:
    return replace(sources, claims={name: claim for name, claim in sources.claims.items() if name != slug})


def lowered(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name, count in before.items() if after[name] < count}
