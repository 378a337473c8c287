"""Tracks: whatever the things are, no two overlap on one."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from server.picture.tracks import Room, packed

ROOMS = st.builds(lambda left, width: Room(left, left + width), st.floats(0, 1180), st.floats(0, 500))
THINGS = st.lists(st.lists(ROOMS, min_size=1, max_size=3), max_size=40)
GAPS = st.floats(-1, 20)


@settings(max_examples=40)
@given(THINGS, GAPS)
def test_no_two_things_on_a_track_are_nearer_than_the_gap(things: list[list[Room]], gap: float) -> None:
    places = packed(things, gap)
    rooms = [(track, things[number][way]) for number, (track, way) in enumerate(places)]
    for (track, room), (other_track, other) in combinations(rooms, 2):
        assert track != other_track or not room.meets(other, gap)


@settings(max_examples=40)
@given(THINGS, GAPS)
def test_no_track_is_left_empty_and_earlier_things_stand_higher(things: list[list[Room]], gap: float) -> None:
    tracks = [track for track, _ in packed(things, gap)]
    assert len(tracks) == len(things)
    first = list(dict.fromkeys(tracks))
    assert first == list(range(len(first)))


def test_another_way_saves_a_track() -> None:
    right, left = Room(50, 100), Room(10, 55)
    assert packed([[Room(0, 9)], [right, left], [Room(60, 100)]], 0) == [(0, 0), (0, 1), (0, 0)]


def test_terms_that_follow_each_other_share_a_track() -> None:
    assert packed([[Room(0, 10.4)], [Room(10, 20)]], -1) == [(0, 0), (0, 0)]
