"""Who and what a sentence mentions, by the rules a reader uses; every sentence here is invented."""

import pytest

from kg.reading.mentions import Mention, find_mentions, only, reader_of

NAMES = {
    "person:pak-il-su": ["Pak Il-su"],
    "person:pak-hyo-na": ["Pak Hyo-na"],
    "person:mori-ken": ["Mori Ken"],
    "government:pak-il-su": ["Pak Il-su administration"],
    "government:pak-hyo-na": ["Pak Hyo-na administration"],
    "government:mori-ken": ["Mori administration (2001)", "Mori Ken administration"],
    "office:president": ["President"],
    "office:minister-of-lundia": ["Harbour Minister"],
    "office:minister-of-marrow": ["Harbour Minister"],
    "state:lundia": ["South Lundia", "Lundia", "Lundian", "two Lundias"],
    "state:north-lundia": ["North Lundia", "North Lundian", "two Lundias"],
    "state:marrow": ["Marrow"],
    "place:marrow": ["Marrow (as a place)", "Marrow"],
    "relation:lundia-marrow": ["Lundia-Marrow relations"],
    "organisation:lundian-navy": ["Lundian Navy", "LN"],
    "work:ada-2006": ["Ada 2006"],
    "work:pak-hyo-na-1999": ["Pak Hyo-na 1999"],
    "person:ada": ["Ada"],
}
READER = reader_of(NAMES)


def mentions(*sentences: str) -> list[str]:
    """The mentions of the last sentence, the others read before it, as `words = entity or entity`."""
    slugs = [f"1-1-1-{number}" for number, _ in enumerate(sentences, start=1)]
    found = find_mentions(list(zip(slugs, sentences, strict=True)), READER)
    last = sentences[-1]
    return [f"{last[m.start : m.end]} = {' or '.join(m.entities)}" for m in found if m.passage == slugs[-1]]


CASES = [
    ("Lundia met North Lundia.", "Lundia = state:lundia; North Lundia = state:north-lundia"),
    (
        "The Lundian Navy (LN) met Lundian fishers.",
        "Lundian Navy = organisation:lundian-navy; LN = organisation:lundian-navy; Lundian = state:lundia",
    ),
    ("The Lundia-Marrow summit", "Lundia = state:lundia; Marrow = state:marrow"),
    (
        "Lundia-Marrow relations",
        "Lundia = state:lundia; Lundia-Marrow relations = relation:lundia-marrow; Marrow = state:marrow",
    ),
    ("between the two Lundias", "two Lundias = state:lundia or state:north-lundia"),
    ("The two countries and he himself", ""),
    ("President Pak Il-su", "President = office:president; Pak Il-su = person:pak-il-su"),
    ("the Pak Il-su government", "Pak Il-su government = government:pak-il-su"),
    ("the Pak Il-su era", "Pak Il-su = person:pak-il-su"),
    (
        "the Pak Il-su, Pak Hyo-na, and Mori Ken governments",
        "Pak Il-su = government:pak-il-su; Pak Hyo-na = government:pak-hyo-na; Mori Ken = government:mori-ken",
    ),
    (
        "the administrations of Pak Il-su and Mori Ken",
        "Pak Il-su = government:pak-il-su; Mori Ken = government:mori-ken",
    ),
    ("her predecessors, Pak Il-su and Mori Ken", "Pak Il-su = person:pak-il-su; Mori Ken = person:mori-ken"),
    ("(Ada 2006, 80; Pak Hyo-na 1999)", "Ada 2006 = work:ada-2006; Pak Hyo-na 1999 = work:pak-hyo-na-1999"),
    ("Ada (2006, 80) objects.", "Ada = person:ada; Ada (2006 = work:ada-2006"),
    ("The Harbour Minister", "Harbour Minister = office:minister-of-lundia or office:minister-of-marrow"),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_what_a_sentence_mentions(sentence: str, expected: str) -> None:
    assert "; ".join(mentions(sentence)) == expected


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("Pak Il-su was elected.", "person:pak-il-su"),
        ("Pak Il-su was followed by Pak Hyo-na.", "person:pak-hyo-na"),
        ("The Pak Hyo-na administration began.", "person:pak-hyo-na"),
        ("Pak Il-su was elected (Pak Hyo-na 1999).", "person:pak-il-su"),
        ("Pak Hyo-na (1999) was elected.", "person:pak-hyo-na"),
    ],
)
def test_a_surname_is_the_last_person_whose_full_name_stood_before(before: str, meant: str) -> None:
    assert mentions(before, "President Pak’s plan") == ["President = office:president", f"Pak = {meant}"]


def test_a_surname_before_the_word_government_is_the_governments() -> None:
    assert mentions("Pak Il-su came.", "the Pak regime") == ["Pak regime = government:pak-il-su"]


@pytest.mark.parametrize("sentence", ["President Pak came.", "Pak came."])
def test_a_surname_of_nobody_named_before_is_no_mention(sentence: str) -> None:
    assert "Pak" not in " ".join(mentions(sentence)).split()


def test_a_surname_with_another_given_name_is_no_mention() -> None:
    assert mentions("Pak Il-su came.", "Pak Sam-sik came.") == []


def test_several_states_of_one_name_are_all_meant_and_other_things_are_not() -> None:
    states = Mention("1-1-1-1", 0, 9, ("state:a", "state:b"))
    offices = Mention("1-1-1-1", 0, 9, ("office:a", "office:b"))
    assert (states.ambiguous, offices.ambiguous) == (False, True)
    assert not only(offices, "office:b").ambiguous
