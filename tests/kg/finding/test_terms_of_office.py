"""What a date may mean, and who may have held office then."""

import pytest

from kg.finding.terms_of_office import Days, Term, Terms, days_of

TERM = Term("urn:kim", "urn:president", "1998-02-25/2003-02-24", Days("1998-02-25", "2003-02-24"), "a source")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("1998", Days("1998-01-01", "1998-12-31")),
        ("2000-02", Days("2000-02-01", "2000-02-29")),
        (" 1998-10-08 ", Days("1998-10-08", "1998-10-08")),
        ("1998-10-08T12:00:00Z", Days("1998-10-08", "1998-10-08")),
        ("1998-13", None),
        ("1998-00", None),
        ("1999-02-29", None),
        ("0000", None),
        ("8 October 1998", None),
        ("", None),
    ],
)
def test_a_date_is_a_year_a_month_or_a_day(text: str, days: Days | None) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("date", "held"), [("1998", True), ("1998-02-24", False), ("2003-02", True), ("2003-03", False)]
)
def test_a_term_may_be_at_a_date_that_it_can_share_a_day_with(date: str, held: bool) -> None:
    days = days_of(date)
    assert days is not None
    assert TERM.may_be_at(days) is held


def test_terms_are_found_by_holder_and_by_office() -> None:
    terms = Terms((TERM,))
    assert terms.of("urn:kim") == terms.of("urn:president") == [TERM]
    assert terms.of("urn:nobody") == []
