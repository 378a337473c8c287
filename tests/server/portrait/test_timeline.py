"""The strip of time is as wide as dates are uncertain, and stays within its frame."""

from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.prefixes import BASE
from server.portrait.names import Names
from server.portrait.parts import Part
from server.portrait.timeline import WIDTH, Dated, dated_from, strip_of


def dated(begin: str, end: str | None, own: bool = True) -> Dated:
    last = None if end is None else date.fromisoformat(end).toordinal()
    return Dated(Part("x"), "then", own, date.fromisoformat(begin).toordinal(), last)


def test_one_date_needs_no_picture() -> None:
    assert strip_of([]) is None
    assert strip_of([dated("1998-01-01", "1998-12-31")]) is None


def test_marks_stay_within_and_do_not_cover_each_other() -> None:
    strip = strip_of([dated(f"{year}-01-01", f"{year + 1}-06-30") for year in range(1965, 1975)])
    assert strip is not None
    for mark in strip.marks:
        assert 0 <= mark.x <= mark.x + mark.width <= WIDTH + 0.2
    for one in strip.marks:
        for other in strip.marks:
            assert one is other or one.y != other.y or one.x + one.width <= other.x or other.x + other.width <= one.x
    assert 2 <= len(strip.years) <= 7


def test_what_has_no_end_reaches_the_edge() -> None:
    strip = strip_of([dated("1998-01-01", None), dated("2001-01-01", "2001-01-01")])
    assert strip is not None
    assert round(strip.marks[0].x + strip.marks[0].width) == WIDTH


def test_the_first_and_the_last_year_there_can_be() -> None:
    strip = strip_of([dated("0001-01-01", "0001-12-31"), dated("9999-01-01", None)])
    assert strip is not None


def test_what_the_author_says_himself_wins() -> None:
    node = NamedNode(f"{BASE}id/event/x")
    when, begin = Literal("1998"), Literal("1998-01-01")

    def row(stance: str) -> dict[str, object]:
        return {"node": node, "when": when, "begin": begin, "stance": NamedNode(f"{BASE}concept/stance-{stance}")}

    (one,) = dated_from([row("reported"), row("asserted")], Names())
    assert (one.own, one.when) == (True, "in 1998")
    assert dated_from([row("reported") | {"begin": Literal("soon")}], Names()) == []
