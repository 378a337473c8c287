"""Each passage with its claims and with what became of everything it holds."""

from kg.building.covered import CoveredPassage, covered_passages
from kg.claims.sources import Sources


def covered(sources: Sources) -> dict[str, CoveredPassage]:
    return {here.passage.slug: here for here in covered_passages(sources)}


def test_a_passage_is_claimed_or_excused_or_open(sources: Sources) -> None:
    assert {slug: here.state for slug, here in covered(sources).items()} == {
        "1-1-1-1": "claimed",
        "1-1-1-2": "claimed",
        "1-1-1-3": "claimed",
        "1-1-2-1": "excused",
        "1-2-1-1": "claimed",
        "fn-1-1": "excused",
        "t1-1-2-1": "open",
    }


def test_what_it_holds_is_used_or_excused_or_open(sources: Sources) -> None:
    first, third = covered(sources)["1-1-1-1"], covered(sources)["1-1-1-3"]
    assert first.claims == ("pact-signing-aborted",)
    assert first.excused == {("number", "2")}
    assert first.used == first.held - first.excused
    assert ("entity", "state:south") in first.used  # a party of the pact, says the entity file
    assert third.open == {("number", "3")}
    assert (first.is_done, third.is_done) == (True, False)


def test_a_claim_that_rests_on_another_passage_does_not_count(sources: Sources) -> None:
    cell = covered(sources)["t1-1-2-1"]
    assert cell.used == frozenset()
    assert cell.excused == {("entity", "agreement:grain-pact")}
    assert cell.strange == ((6, 9),)
