"""Expressions of time: which words are one, and what date they stand for under our conventions."""

import pytest

from kg.building.times import bounds
from kg.project import Project
from kg.reading.dates import DateExpression, dates_of
from kg.reading.dates_file import read_dates_csv

ABSOLUTE = [
    ("The fair opened on May 16, 1961.", "May 16, 1961", "1961-05-16", ""),
    ("The fair opened in October 1991, at last.", "October 1991", "1991-10", ""),
    ("Her diary, kept in 1963, is lost.", "1963", "1963", ""),
    ("Peace held until the 1921 truce.", "1921", "1921", ""),
    ("The Tea Treaty of 1905 was void.", "1905", "1905", ""),
    ("Salt was dear in the year 2002.", "the year 2002", "2002", ""),
    ("Salt has been dear since May 1964.", "since May 1964", "1964-05/..", ""),
    ("Salt was dear after 1995.", "after 1995", "1995/..", ""),
    ("Beginning in 1999, salt was dear.", "Beginning in 1999", "1999/..", ""),
    ("Tea Talks (1999- Present)", "1999- Present", "1999/..", ""),
    ("Tea Talks, 1999-present", "1999-present", "1999/..", ""),
    ("Wars of 1990-92 and after.", "1990-92", "1990/1992", ""),
    ("Wars of 1898-1902.", "1898-1902", "1898/1902", ""),
    ("From 1990 to 1992 it rained.", "From 1990 to 1992", "1990/1992", ""),
    ("It rained in the 1970s.", "the 1970s", "1970/1979", ""),
    ("It rained in the early 1970s.", "the early 1970s", "1970/1973~", "around"),
    ("It rained during the mid-1990s.", "the mid-1990s", "1994~/1996~", "around"),
    ("It rained in the late 1970s.", "the late 1970s", "1977~/1979", "around"),
    ("It rained around 1966.", "around 1966", "1966~", "around"),
    ("It rained in mid-2012.", "mid-2012", "2012", "mid-year"),
    ("In early February 1999 it rained.", "early February 1999", "1999-02", "early-month"),
    ("In mid-April 1999 it rained.", "mid-April 1999", "1999-04", "mid-month"),
    ("By the end of August 1998 it rained.", "the end of August 1998", "1998-08", "late-month"),
    ("Sails ruled the nineteenth century.", "the nineteenth century", "1801/1900", ""),
    (
        "Steam won in the latter half of the eighteenth century.",
        "the latter half of the eighteenth century",
        "1751/1800",
        "",
    ),
    ("It rained (The Daily Bell, June 28, 2012).", "June 28, 2012", "2012-06-28", ""),
]
RELATIVE = [
    ("In 1966 it rained.", "On January 18 of the same year it snowed.", "January 18 of the same year", "1966-01-18"),
    ("In October 1991 it rained.", "It had snowed in July of the same year.", "July of the same year", "1991-07"),
    ("He came in 1988.", "It was on March 7 of that year that he left.", "March 7 of that year", "1988-03-07"),
    ("In February 1998 it rained.", "It snowed on February 25, too.", "February 25", "1998-02-25"),
    ("In November 1972 it rained.", "The following year it snowed.", "The following year", "1973"),
    ("In April 1994 it rained.", "It snowed in the same year.", "the same year", "1994"),
    ("In April 1994 it rained.", "It snowed that year.", "that year", "1994"),
    ("In April 1994 it rained.", "Snow fell in September of the next year.", "September of the next year", "1995-09"),
    ("In September 1997 it rained.", "It snowed in the following month.", "the following month", "1997-10"),
    ("On September 1, 1998 it rained.", "A day before, it had snowed.", "A day before", "1998-08-31"),
    ("On September 1, 1998 it rained.", "It had snowed two days earlier.", "two days earlier", "1998-08-30"),
    ("In September 1997 it rained.", "Three months later it snowed.", "Three months later", "1997-12"),
    ("On October 13, 2010 it rained.", "From then on it snowed.", "From then on", "2010-10-13/.."),
    ("In 1966 it rained.", "It snowed in May.", "May", "1966-05"),
    ("Around 1966 it rained.", "It snowed that year.", "that year", "1966"),
]
NONE = [
    "Henceforth it rained; later it snowed, and thereafter hailed.",
    "At the time, boats met annually, or every year, or once a quarter.",
    "It has rained for the last fifty years, as in the past ten years.",
    "The cold era had 1) rain; 2) snow; see Table 1 and page 1066a.",
    "Bell (1999, 25) and Cho (2001; Dee 2005) say so (Jo-June 2013, 63-66).",
    "At the same time, the following rules held for 12,000 boats and 1,905 men.",
    "It may rain on Bell-June and on us; May we march!",
]


def read(*sentences: str) -> list[DateExpression]:
    return dates_of((f"1-1-1-{number}", sentence) for number, sentence in enumerate(sentences, start=1))


@pytest.mark.parametrize(("sentence", "words", "edtf", "convention"), ABSOLUTE)
def test_an_absolute_expression(sentence: str, words: str, edtf: str, convention: str) -> None:
    start = sentence.index(words)
    assert read(sentence) == [DateExpression("1-1-1-1", start, start + len(words), edtf, convention)]
    bounds(edtf, convention or None)


@pytest.mark.parametrize(("before", "sentence", "words", "edtf"), RELATIVE)
def test_a_relative_expression_is_reckoned_from_the_sentence_before(
    before: str, sentence: str, words: str, edtf: str
) -> None:
    start = sentence.index(words)
    assert read(before, sentence)[1:] == [DateExpression("1-1-1-2", start, start + len(words), edtf, anchor="1-1-1-1")]
    assert read(sentence)[0].edtf == "", "without an earlier date it stands for none"


def test_a_part_of_a_month_of_the_same_year() -> None:
    (_, date) = read("In early February 1999 it rained.", "In mid-April of the same year it snowed.")
    assert (date.edtf, date.convention, date.anchor) == ("1999-04", "mid-month", "1-1-1-1")


def test_the_nearest_earlier_date_that_is_known_well_enough_counts() -> None:
    dates = read(
        "On May 3, 1960 it rained.", "It hailed in 1965.", "A day before, it had snowed.", "So it did that year."
    )
    assert [(date.edtf, date.anchor) for date in dates[2:]] == [("1960-05-02", "1-1-1-1"), ("1960", "1-1-1-3")]


def test_within_a_sentence_the_passage_named_is_the_one_that_gives_the_date() -> None:
    dates = read("In April 1994 it rained.", "That year it snowed, as in May of the following year.")
    assert [(date.edtf, date.anchor) for date in dates[1:]] == [("1994", "1-1-1-1"), ("1995-05", "1-1-1-1")]


def test_neither_a_span_nor_a_source_is_what_a_reader_reckons_from() -> None:
    dates = read("It rained in 1960 (The Daily Bell, June 28, 2012) and in the 1970s.", "It snowed that year.")
    assert [date.edtf for date in dates] == ["1960", "2012-06-28", "1970/1979", "1960"]


def test_two_years_of_one_noun_are_two_dates() -> None:
    assert [date.edtf for date in read("The 1990 and 1991 Salt Papers")] == ["1990", "1991"]


@pytest.mark.parametrize("sentence", NONE)
def test_no_expression_of_time(sentence: str) -> None:
    assert read("In 1960 it rained.", sentence)[1:] == []


def test_a_day_that_no_calendar_has_is_none() -> None:
    assert read("On February 30, 1999 nothing fell.") == []


def test_every_locked_date_has_bounds_and_only_relative_ones_an_anchor(project: Project) -> None:
    rows = [row.expression for path in project.dates for row in read_dates_csv(path)]
    assert len(rows) > 100
    for row in rows:
        bounds(row.edtf, row.convention or None)
    assert 10 < sum(bool(row.anchor) for row in rows) < 40
