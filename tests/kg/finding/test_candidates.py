"""Whom a name may mean, however it is written."""

import pytest

from kg.finding.candidates import Candidates
from kg.finding.entries import Entry, Name
from kg.prefixes import BASE, ENT


def entry(kind: str, slug: str, *names: Name, lent: tuple[Name, ...] = ()) -> Entry:
    return Entry(f"{BASE}id/{kind}/{slug}", names[0].text, names, lent, (f"{ENT}{kind.capitalize()}",))


CANDIDATES = Candidates(
    [
        entry("person", "roh-tae-woo", Name("Roh Tae-woo", "en"), Name("노태우", "ko")),
        entry("person", "roh-moo-hyun", Name("Roh Moo-hyun", "en"), Name("노무현", "ko")),
        entry("person", "sato-eisaku", Name("Satō Eisaku", "en")),
        entry("state", "japan", Name("Japan", "en"), Name("Japanese", "en", hidden=True)),
        entry("organisation", "mnd", Name("Ministry of National Defense of South Korea", "en"), Name("MND", "en")),
        Entry("https://example.org/claim", "Japan", (Name("Japan"),), (), (f"{ENT}Claim",)),
    ]
)


def first(text: str) -> tuple[str, float]:
    found = CANDIDATES.like(text)
    return (found[0].entry.label, found[0].likeness) if found else ("", 0.0)


@pytest.mark.parametrize("text", ["Roh Tae-woo", "ROH TAE WOO", "노태우", "person/roh-tae-woo", "person:roh-tae-woo"])
def test_a_name_or_an_identifier_is_wholly_alike(text: str) -> None:
    assert first(text) == ("Roh Tae-woo", 100.0)


@pytest.mark.parametrize(
    ("text", "label", "least"),
    [
        ("Roh Taewoo", "Roh Tae-woo", 95),
        ("Eisaku Sato", "Satō Eisaku", 95),
        ("Rho Moo Hyun", "Roh Moo-hyun", 85),
        ("President Roh Tae-woo", "Roh Tae-woo", 85),
        ("Roh", "Roh Moo-hyun", 70),
        ("Japanese", "Japan", 90),
        ("mnd", "Ministry of National Defense of South Korea", 100),
    ],
)
def test_other_spellings_orders_and_longer_texts_are_less_alike(text: str, label: str, least: float) -> None:
    found, likeness = first(text)
    assert found == label
    assert likeness >= least


@pytest.mark.parametrize("text", ["", "\0", "Bismarck", "https://example.org/nothing", "https://example.org/claim"])
def test_what_is_like_no_name_finds_nothing_and_a_claim_is_nobody(text: str) -> None:
    assert CANDIDATES.like(text) == []


def test_only_who_is_allowed_is_found() -> None:
    assert CANDIDATES.like("Japan", lambda one: f"{ENT}Person" in one.types) == []
