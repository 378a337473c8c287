"""Evidence of claims: what the record says, where it stands, and the sentence only if its hash agrees."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.asking.evidence import evidence_of
from kg.errors import InputError
from kg.prefixes import ENT, PREFIXES

ABORTED, REPORTED, HEDGED = (
    NamedNode(PREFIXES["claim"] + slug) for slug in ("pact-aborted", "civic-groups-fear", "sentiment-seemed-strong")
)


def test_a_record_and_its_places_in_text_order(small: Store) -> None:
    (found,) = evidence_of(small, [ABORTED])
    assert (found.label, found.stance, found.holder) == ("The signing of the pact was called off.", "asserted", None)
    assert [place.words for place in found.places] == [
        "Part 5, section 3, paragraph 1, sentence 1 (page 130)",
        "Footnote 2, sentence 1 (page 115)",
    ]
    assert {place.sentence for place in found.places} == {None}


def test_a_reported_claim_names_its_holder(small: Store) -> None:
    (found,) = evidence_of(small, [REPORTED])
    assert (found.stance, found.holder) == ("reported", "Civic groups")


def test_a_view_that_several_hold_names_them_all(small: Store) -> None:
    store = Store()
    store.extend(small)
    store.add(Quad(REPORTED, NamedNode(ENT + "heldBy"), NamedNode(PREFIXES["government"] + "first")))
    (found,) = evidence_of(store, [REPORTED])
    assert found.holder is not None
    assert sorted(found.holder.split("; ")) == ["Civic groups", "First administration"]


def test_claims_come_once_in_the_order_asked(small: Store) -> None:
    assert [found.claim for found in evidence_of(small, [REPORTED, ABORTED, REPORTED])] == [
        REPORTED.value,
        ABORTED.value,
    ]


def test_with_the_text_the_sentences_are_shown_whole(small: Store, small_text: Path) -> None:
    aborted, hedged = evidence_of(small, [ABORTED, HEDGED], small_text)
    assert [place.sentence for place in aborted.places] == [
        "The signing was called off later.",
        "The footnote is cut in halves.",
    ]
    assert [place.sentence for place in hedged.places] == ["One entry."]
    assert evidence_of(small, [ABORTED], small_text.parent)[0] == aborted


def test_another_text_is_refused(small: Store, small_text: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(small_text.read_text(encoding="utf-8").replace("later", "early"), encoding="utf-8")
    with pytest.raises(InputError, match="is not the article's text"):
        evidence_of(small, [ABORTED], other)


def test_a_hash_that_does_not_agree_names_the_passage(small: Store, small_text: Path) -> None:
    store = Store()
    store.extend(small)
    passage, sha256 = NamedNode(PREFIXES["passage"] + "5-3-1-1"), NamedNode(ENT + "sentenceSHA256")
    for quad in list(store.quads_for_pattern(passage, sha256, None)):
        store.remove(quad)
    store.add(Quad(passage, sha256, Literal("0" * 64)))
    assert evidence_of(store, [ABORTED])
    with pytest.raises(InputError, match="5-3-1-1"):
        evidence_of(store, [ABORTED], small_text)


def test_what_is_no_claim_is_refused(small: Store) -> None:
    with pytest.raises(InputError, match="agreement:pact is not a claim"):
        evidence_of(small, [NamedNode(PREFIXES["agreement"] + "pact")])


def test_numbers_that_are_none_are_not_taken_for_any() -> None:
    """Anybody's data may be served: a page number in words, an offset of five thousand digits."""
    store = Store()
    claim, passage, selector, fragment = (NamedNode(f"urn:{name}") for name in ("claim", "passage", "sel", "fragment"))
    oa = PREFIXES["oa"]
    for subject, property_, value in (
        (claim, ENT + "stance", Literal("asserted")),
        (claim, ENT + "evidence", passage),
        (passage, ENT + "sentenceSHA256", Literal("0")),
        (passage, ENT + "page", Literal("<b>one</b>")),
        (passage, ENT + "paragraph", Literal("9" * 5000)),
        (passage, ENT + "hasFragment", fragment),
        (fragment, f"{oa}hasSelector", selector),
        (selector, f"{oa}start", Literal("-1")),
        (selector, f"{oa}end", Literal("9" * 5000)),
    ):
        store.add(Quad(subject, NamedNode(property_), value))
    (found,) = evidence_of(store, [claim])
    (place,) = found.places
    assert (place.passage.page, place.passage.paragraph, place.passage.fragments) == (0, None, ())
