"""A name is found where it stands, in the forms that a text prints it in, and nowhere else."""

import pytest

from kg.reading.names import compile_names, fold

NAMES = compile_names(
    {
        "state:lundia": ["Lundia"],
        "state:north-lundia": ["North Lundia"],
        "office:minister": ["Harbour Minister"],
        "person:kato-ryo": ["Katō Ryō", "Ka"],
        "organisation:harbour-union": ["Fishers' Union", "us"],
        "work:ada-2006": ["Ada 2006"],
    }
)


def found(sentence: str, start: int = 0) -> tuple[str, tuple[str, ...]] | None:
    name = NAMES.at(fold(sentence), start)
    return None if name is None else (sentence[name.start : name.end], name.entities)


@pytest.mark.parametrize(
    ("sentence", "name", "entity"),
    [
        ("North Lundia votes", "North Lundia", "state:north-lundia"),
        ("Lundia’s ports", "Lundia", "state:lundia"),
        ("Lundia-Marrow talks", "Lundia", "state:lundia"),
        ("Kato Ryo spoke", "Kato Ryo", "person:kato-ryo"),
        ("Fishers’ union", "Fishers’ union", "organisation:harbour-union"),
        ("harbour ministers met", "harbour ministers", "office:minister"),
        ("Ada 2006, 80", "Ada 2006", "work:ada-2006"),
        ("Ada (2006, 80)", "Ada (2006", "work:ada-2006"),
        ("Ada’s (2006) view", "Ada’s (2006", "work:ada-2006"),
    ],
)
def test_the_longest_name_is_found_in_each_form(sentence: str, name: str, entity: str) -> None:
    assert found(sentence) == (name, (entity,))


@pytest.mark.parametrize("sentence", ["Lundians", "lundia", "Kattegat", "US ports", "Ada 2007"])
def test_no_name_is_found_inside_a_word_or_in_other_case(sentence: str) -> None:
    assert found(sentence) is None


def test_folding_keeps_every_place() -> None:
    assert fold("Chosǒn’s Ŭlsa") == "Choson's Ulsa"
