"""The axis: in order, from edge to edge, wider where more is told."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from server.picture.scale import Scale

POINTS = st.lists(st.floats(-5000, 9000), max_size=60)
WIDTH = 1180.0


@given(POINTS, st.lists(st.floats(-6000, 10_000), min_size=2, max_size=20))
def test_later_is_further_right_and_nothing_lies_outside(points: list[float], asked: list[float]) -> None:
    scale = Scale.around(points, WIDTH)
    places = [scale.x(year) for year in sorted(asked)]
    assert places == sorted(places)
    assert all(0 <= place <= WIDTH for place in places)


@given(POINTS.filter(bool))
def test_the_axis_holds_all_that_it_is_made_for(points: list[float]) -> None:
    scale = Scale.around(points, WIDTH)
    assert scale.first <= min(points) <= max(points) <= scale.end
    assert len(scale.years) <= 40
    assert scale.x(scale.first) < scale.x(scale.end)


@given(POINTS)
def test_years_that_are_written_out_have_room(points: list[float]) -> None:
    places = [place for _, place, written in Scale.around(points, WIDTH).ticks if written]
    assert places
    assert all(after - before >= 30 for before, after in pairwise(places))


def test_years_of_which_more_is_told_are_wider_within_bounds() -> None:
    scale = Scale.around([1946, *[1996 + number / 10 for number in range(30)], 2014.9], WIDTH)
    assert scale.years[0] == 1945
    assert scale.years[-1] == 2015
    full, empty = scale.x(2000) - scale.x(1995), scale.x(1980) - scale.x(1975)
    assert 2 < full / empty < 3


def test_with_nothing_told_there_still_is_an_axis() -> None:
    assert (Scale.around([], WIDTH).first, Scale.around([], WIDTH).end) == (1945, 2015)
