"""The picture of any things: labels and forms inside it, none over another, each thing once and in order of time."""

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from server.picture.drawing import WIDTH, picture_of, scale_of
from server.picture.lanes import Lane, lanes_of
from server.picture.marks import marks_of
from server.picture.things import Other, Stage, Thing
from server.picture.times import Stretch
from server.picture.words import label_of, width

DAYS = st.floats(1940, 2016)


def stretch_of(begin: float, certain: float, rest: float, *, open_ended: bool) -> Stretch:
    return Stretch(begin, begin + certain, begin + certain + rest, None if open_ended else begin + certain + rest)


STRETCHES = st.builds(stretch_of, DAYS, st.floats(0, 3), st.floats(0.01, 9), open_ended=st.booleans())
THINGS = st.builds(
    Thing,
    st.integers(0, 10**9).map(lambda number: f"https://example.org/{number}"),
    st.text(max_size=90),
    st.sampled_from(["barrier", "event"]),
    dated=STRETCHES.map(lambda one: (one,)),
    hedged=st.booleans(),
    status=st.sampled_from(["", "did not happen"]),
)
PACT = Thing(
    "https://w3id.org/entente/id/agreement/pact",
    "Pact on intelligence",
    "agreement",
    dated=(Stretch(2011, 2011, 2011.01, 2011.01), Stretch(2012.4, 2012.5, 2012.4, 2012.5)),
    stages=(
        Stage("urn:negotiating", "negotiating", 2, False, "2011-01-01", Stretch(2011, 2011, 2011.01, 2011.01), False),
        Stage("urn:aborted", "signing aborted", 0, True, "2012-06", Stretch(2012.4, 2012.5, 2012.4, 2012.5), False),
        Stage("urn:shelved", "shelved", 0, True, "", None, True),
    ),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(THINGS, max_size=25))
def test_no_label_or_form_lies_over_another(things: list[Thing]) -> None:
    ordered = sorted(things, key=lambda thing: thing.dated[0].begin_earliest)
    lanes = lanes_of(ordered, [])
    scale = scale_of(lanes)
    for drawn in picture_of(lanes, scale).lanes:
        tracks: dict[float, list[tuple[float, float]]] = {}
        for one in drawn.drawn:
            marks, long = marks_of(one.thing, scale, one.y), width(one.label)
            begin = {"start": one.x, "end": one.x - long, "middle": one.x - long / 2}[one.anchor]
            tracks.setdefault(one.y, []).append((min(marks.left, begin), max(marks.right, begin + long)))
        for reaches in tracks.values():
            assert all(-1 <= left < right <= WIDTH + 1 for left, right in reaches)
            assert all(before[1] <= after[0] for before, after in pairwise(sorted(reaches)))
        assert drawn.drawn[-1].y < drawn.bottom


@settings(max_examples=20, deadline=None)
@given(st.lists(THINGS, max_size=25, unique_by=lambda thing: thing.iri))
def test_each_thing_is_drawn_once_in_order_of_time(things: list[Thing]) -> None:
    ordered = sorted(things, key=lambda thing: thing.dated[0].begin_earliest)
    lanes = lanes_of(ordered, [])
    drawn = {one.lane.key: [each.thing for each in one.drawn] for one in picture_of(lanes, scale_of(lanes)).lanes}
    assert drawn == {
        kind: kept for kind in ("barrier", "event") if (kept := [thing for thing in ordered if thing.kind == kind])
    }


def test_what_stalled_is_told_by_form_and_word() -> None:
    earlier = Thing("urn:earlier", "Earlier", "event", "1965", (Stretch(1965, 1965, 1966, 1966),))
    lanes = lanes_of([PACT, earlier], [])
    (one,) = picture_of(lanes, scale_of(lanes)).lanes[0].drawn
    assert [form.kind for form in one.forms if form.kind in ("stalled", "cross")] == ["stalled", "cross"]
    said = [(part.words, part.stalled) for part in one.label]
    assert said == [
        ("Pact on intelligence: ", False),
        ("negotiating January 2011, ", False),
        ("✕ signing aborted June 2012, ", True),
        ("✕ shelved (no date told)", True),
        (" (shelved hedged)", False),
    ]
    assert one.title.startswith("Pact on intelligence; negotiating 1 January 2011, signing aborted June 2012")


def test_uncertain_and_open_ends_have_forms_of_their_own() -> None:
    scale = scale_of([Lane("event", "Events", "", (PACT,))])
    vague = Thing("urn:a", "Vague", "event", "2011/..", (Stretch(2011, 2012, 2011, None),))
    sure = Thing("urn:b", "Sure", "event", "2011/2012", (Stretch(2011, 2011, 2013, 2013),))
    undated = Thing("urn:c", "Undated", "barrier", told=(Stretch(2011, 2011, 2013, 2013),), under=("First",))
    kinds = [[form.kind for form in marks_of(thing, scale, 0).forms] for thing in (vague, sure, undated)]
    assert kinds == [["maybe", "open"], ["sure"], ["told"]]


@given(st.text(max_size=400), st.floats(60, 500))
def test_a_label_fits_its_room(words: str, room: float) -> None:
    assert width(label_of(Thing("urn:a", words, "event"), room)) <= room + 1e-6


def test_terms_of_office_come_first_and_are_background() -> None:
    term = Thing(
        "urn:term", "First", "government", "2008/2012", (Stretch(2008, 2008, 2013, 2013),), source="A list",
        others={"state": (Other("urn:east", "Eastland"),)},
    )  # fmt: skip
    first, second = lanes_of([PACT], [term])
    assert (first.title, first.background, second.background) == ("Governments: Eastland", True, False)
    drawn = picture_of([first, second], scale_of([first, second]))
    assert [form.kind for form in drawn.lanes[0].drawn[0].forms] == ["term"]
    assert "background, from A list" in drawn.lanes[0].drawn[0].title
    assert re.fullmatch("First", drawn.bands[0].label or "First")
