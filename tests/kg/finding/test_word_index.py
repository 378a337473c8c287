"""What a search finds and in which order, and that no text is anything but words to it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.finding.entries import Entry, Name, entries_of
from kg.finding.snippets import snippet_of
from kg.finding.word_index import TooLong, WordIndex
from kg.prefixes import BASE, ENT, PREFIXES

SATO, DISPUTE, CLAIM = f"{BASE}id/person/sato-eisaku", f"{BASE}id/dispute/tokdo", f"{BASE}claim/x/sato-apologised"


def row(**terms: str | tuple[str, str]) -> dict[str, dict[str, str]]:
    made = {}
    for name, term in terms.items():
        value, language = term if isinstance(term, tuple) else (term, "")
        made[name] = {"type": "literal", "value": value, **({"xml:lang": language} if language else {})}
    return made


LABEL, OTHER, HIDDEN = (
    PREFIXES[prefix] + name for prefix, name in (("rdfs", "label"), ("skos", "altLabel"), ("skos", "hiddenLabel"))
)
ENTRIES = entries_of(
    labels=[
        row(thing=SATO, property=OTHER, text=("佐藤栄作", "ja")),
        row(thing=SATO, property=LABEL, text=("Satō Eisaku", "en")),
        row(thing=SATO, property=HIDDEN, text=("the long-serving one", "en")),
        row(thing=DISPUTE, property=LABEL, text=("Dispute over the Tokdo Islands", "en")),
        row(thing=CLAIM, property=LABEL, text=("Satō apologised for the past.", "en")),
        row(thing="urn:nameless", property=OTHER, text="only another name"),
    ],
    lent=[row(thing=DISPUTE, text=("Takeshima", "en")), row(thing=DISPUTE, text=("独島", "ja"))],
    types=[
        row(thing=SATO, type=f"{ENT}Agent"),
        row(thing=SATO, type=f"{ENT}Person"),
        row(thing=DISPUTE, type=f"{ENT}Dispute"),
        row(thing="urn:other", type=f"{ENT}Agent"),
        row(thing=CLAIM, type=f"{ENT}Claim"),
    ],
    stances=[row(claim=CLAIM, stance="urn:asserted")],
)


@pytest.fixture(scope="module")
def index() -> WordIndex:
    return WordIndex(ENTRIES)


def found(index: WordIndex, text: str, **limits: object) -> list[str]:
    return [entry.iri for entry in index.search(text, **{"limit": 10, "seconds": 1.0} | limits).entries]


def test_an_entry_has_its_label_first_its_rarest_type_first_and_its_stance() -> None:
    claim, dispute, sato = ENTRIES
    assert [name.text for name in sato.names] == ["Satō Eisaku", "佐藤栄作", "the long-serving one"]
    assert sato.types == (f"{ENT}Person", f"{ENT}Agent")
    assert (claim.stance, sato.stance) == ("urn:asserted", "")
    assert (sato.is_thing, dispute.is_thing, claim.is_thing) == (True, True, False)


@pytest.mark.parametrize(
    ("text", "iris"),
    [
        ("sato", [SATO, CLAIM]),
        ("eisaku SATO", [SATO]),
        ("佐藤", [SATO]),
        ("栄作", [SATO]),
        ("作栄", []),
        ("takeshima", [DISPUTE]),
        ("Tok isl", [DISPUTE]),
        ("long-serving", [SATO]),
        ("sato takeshima", []),
        ("...", []),
    ],
)
def test_every_word_or_its_beginning_must_stand_in_an_entry(index: WordIndex, text: str, iris: list[str]) -> None:
    assert sorted(found(index, text)) == sorted(iris)


def test_who_has_just_this_name_comes_first() -> None:
    names = {"urn:a": "Korea Korea Korea", "urn:b": "Korea", "urn:c": "Korea in Korea"}
    entries = [Entry(iri, name, (Name(name),), (), ()) for iri, name in names.items()]
    assert found(WordIndex(entries), "korea")[0] == "urn:b"


def test_words_in_the_order_that_was_typed_come_before_the_same_in_another() -> None:
    names = {"urn:a": "Part 2, section 5", "urn:b": "Part 5, section 2, and much more that makes it weigh less"}
    entries = [Entry(iri, name, (Name(name),), (), ()) for iri, name in names.items()]
    assert found(WordIndex(entries), "part 5 section 2") == ["urn:b", "urn:a"]


def test_types_and_pages_cut_what_is_found_and_the_total_is_told(index: WordIndex) -> None:
    assert found(index, "sato", types=[f"{ENT}Claim"]) == [CLAIM]
    assert found(index, "sato", things=True) == [SATO]
    pages = [index.search("sato", limit=1, offset=offset, seconds=1.0) for offset in (0, 1, 2)]
    assert [page.total for page in pages] == [2, 2, 2]
    assert [[entry.iri for entry in page.entries] for page in pages] == [[iri] for iri in found(index, "sato")] + [[]]


@pytest.mark.parametrize(
    "text", ['"', "sato*", "sato AND", "NEAR(sato, 2)", "label:sato", "-sato", "^sato", "sato\0x", "'"]
)
def test_the_syntax_of_the_index_is_mere_text(index: WordIndex, text: str) -> None:
    found(index, text)


@given(st.text(max_size=60))
def test_no_text_breaks_a_search(text: str) -> None:
    found(WordIndex(ENTRIES), text)


def test_a_search_is_stopped_when_its_time_is_up() -> None:
    words = " ".join(f"a{number}" for number in range(300))
    index = WordIndex([Entry(f"urn:{number}", words, (Name(words),), (), ()) for number in range(300)])
    begun = time.monotonic()
    with pytest.raises(TooLong):
        index.search("a " * 100, limit=1, seconds=0.0)
    assert time.monotonic() - begun < 1
    assert index.search("a299", limit=1, seconds=5).total == 300


@pytest.mark.parametrize(
    ("text", "iri", "shown"),
    [
        ("sato", SATO, [("Satō", True), (" Eisaku", False)]),
        ("栄作", SATO, [("佐藤", False), ("栄作", True)]),
        ("takeshima", DISPUTE, [("Takeshima", True)]),
        ("serving", SATO, [("Satō Eisaku", False)]),
    ],
)
def test_a_snippet_is_the_name_that_fits_with_the_places_but_never_a_hidden_one(
    text: str, iri: str, shown: list[tuple[str, bool]]
) -> None:
    (entry,) = (entry for entry in ENTRIES if entry.iri == iri)
    assert snippet_of(entry, text).pieces == shown
