"""Rows made into things: each once, placed by its own date, else by those it is told under."""

from server.pages.tables import Cell, Row
from server.picture.filters import Filter, choices
from server.picture.reading import terms_of, things_of
from server.picture.things import Thing

DAYS = {"beginEarliest": "2012-06-01", "beginLatest": "2012-06-30", "endEarliest": "2012-06-01"}


def row(**cells: str) -> Row:
    return {name: Cell("literal", value, value) for name, value in cells.items()}


def term(kind: str, name: str, begin: str, end: str) -> Row:
    bounds = {"beginEarliest": begin, "beginLatest": begin, "endEarliest": end, "endLatest": end}
    said = {"state": "urn:east", "stateLabel": "Eastland", "label": name, "when": f"{begin}/{end}"}
    return row(kind=kind, term=f"urn:{kind}:{name}", sourceLabel="A list", **said, **bounds)


TERMS = terms_of(
    [
        term("tenure", "First", "2003-02-25", "2008-02-24"),
        term("government", "First", "2003-02-25", "2008-02-24"),
        term("government", "Second", "2008-02-25", "2013-02-24"),
        term("tenure", "Second", "2008-02-25", "2013-02-24"),
        term("tenure", "Third", "2013-02-25", "no day"),
    ]
)


def barrier(**cells: str) -> Row:
    return row(lane="barrier", thing="urn:barrier", label="A barrier", **cells)


def link(role: str, other: str, label: str = "") -> Row:
    return row(thing="urn:barrier", role=role, other=other, otherLabel=label or other)


def only(rows: list[Row], links: list[Row]) -> Thing:
    (thing,) = things_of(rows, links, TERMS)
    return thing


def test_a_term_is_told_once_and_by_its_government() -> None:
    assert [one.iri for one in TERMS] == ["urn:government:First", "urn:government:Second"]


def test_its_own_date_places_a_thing_whatever_it_is_told_under() -> None:
    thing = only(
        [barrier(when="2012-06", endLatest="2012-06-30", **DAYS)], [link("administration", "urn:government:First")]
    )
    assert thing.stretches == thing.dated
    assert thing.under == ()
    assert round(thing.dated[0].begin_earliest, 1) == 2012.4


def test_without_a_date_it_stands_over_its_governments_term() -> None:
    thing = only(
        [barrier()], [link("administration", "urn:government:Second", "Second"), link("period", "urn:government:First")]
    )
    assert thing.dated == ()
    assert thing.under == ("Second",)
    assert [round(one.begin_earliest) for one in thing.stretches] == [2008]


def test_a_period_that_pairs_governments_is_one_stretch() -> None:
    thing = only([barrier()], [link("period", "urn:government:First"), link("period", "urn:government:Second")])
    assert [(round(one.begin_earliest), round(one.last)) for one in thing.stretches] == [(2003, 2013)]


def test_a_thing_of_which_nothing_says_when_has_no_place() -> None:
    assert only([barrier()], [link("administration", "urn:unknown")]).stretches == ()


def test_stages_are_one_agreement_in_the_order_in_which_they_were_reached() -> None:
    said = {"lane": "agreement", "instrument": "urn:pact", "instrumentLabel": "Pact", "label": ""}
    rows = [
        row(thing="urn:shelved", stage="shelved", stalled="true", **said),
        row(thing="urn:aborted", stage="aborted", stalled="true", when="2012-06", **DAYS, **said),
        row(thing="urn:talks", stage="negotiating", rank="2", when="2011", beginEarliest="2011-01-01", **said),
    ]
    pact = only(rows, [])
    assert [stage.label for stage in pact.stages] == ["negotiating", "aborted", "shelved"]
    assert pact.stalled


def test_two_dates_of_a_thing_are_one_thing() -> None:
    rows = [barrier(when=when, endLatest="2012-06-30", **DAYS) for when in ("2012", "2012-06")]
    assert only(rows, []).when == "2012"


def test_a_filter_keeps_what_has_to_do_with_all_that_is_wanted() -> None:
    base = "https://w3id.org/entente/id/"
    thing = only([barrier()], [link("actor", f"{base}state/east", "Eastland"), link("issue", "urn:quarrel", "Quarrel")])
    for wanted, keeps in (
        ({}, True),
        ({"actor": "state/east"}, True),
        ({"actor": f"{base}state/east", "issue": "urn:quarrel", "level": ""}, True),
        ({"actor": "state/west"}, False),
        ({"actor": "state/east", "level": "level-low"}, False),
    ):
        assert Filter.of(wanted).keeps(thing) is keeps
    found = Filter.of({"actor": f"{base}state/east", "issue": " urn:quarrel "})
    assert found.address("/timeline") == "/timeline?actor=state/east&issue=urn%3Aquarrel"
    offered = choices([thing], Filter.of({"level": "level-high"}))
    assert [(one.value, one.label, one.count) for one in offered["actor"]] == [("state/east", "Eastland", 1)]
    assert [(one.value, one.count) for one in offered["level"]] == [("level-high", 0)]
