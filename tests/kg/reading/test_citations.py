"""Brackets that hold nothing but works by author and year are citations; all others are part of what is said."""

import pytest

from kg.reading.citations import brackets_in, citations_in


@pytest.mark.parametrize(
    "citation",
    [
        "(Bell 1999)",
        "(Bell 1999, 80)",
        "(Bell 1999, 80-84)",
        "(van Bell 1999, ch. 8)",
        "(Bell Jo-June 2013, 63-66)",
        "(2004, 25)",
        "(1964)",
        "(Bell 2001; Cho 2005; Cho Dee-o 2014)",
        "(Ministry of 4 Seas 2014)",
        "(“The 4th Tea Talks,” 2009)",
    ],
)
def test_works_by_author_and_year(citation: str) -> None:
    sentence = f"It rained {citation} for days."
    assert citations_in(sentence) == [(10, 10 + len(citation))]


@pytest.mark.parametrize(
    "brackets",
    [
        "(The Daily Bell, June 28, 2012)",
        "(June 1998)",
        "(1999- Present)",
        "(which began in 1999 and went on)",
        "(SEAL)",
        "(Bell 1999; and others)",
    ],
)
def test_other_brackets(brackets: str) -> None:
    assert citations_in(f"It rained {brackets} for days.") == []


def test_each_citation_of_a_sentence_is_found() -> None:
    assert citations_in("Bell (1999) and Cho (2001, 5) met (twice).") == [(5, 11), (20, 29)]


def test_what_stands_in_brackets() -> None:
    assert [mark for mark, inside in zip("a(b)c", brackets_in("a(b)c"), strict=True) if inside] == ["(", "b"]
