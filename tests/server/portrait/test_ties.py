"""The drawing of neighbours keeps names apart and within its frame, and needs three of them."""

import pytest

from server.portrait.neighbours import Neighbour
from server.portrait.parts import Part
from server.portrait.ties import ROW, WIDTH, ties_of


def neighbours(number: int) -> list[Neighbour]:
    return [Neighbour(Part(f"Neighbour {place} " * 5), (("bore on it", 1),), number - place) for place in range(number)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_two_need_no_picture(number: int) -> None:
    assert ties_of("x", neighbours(number)) is None


@pytest.mark.parametrize("number", range(3, 13))
def test_names_stand_apart_and_within(number: int) -> None:
    drawing = ties_of("A name that is long enough to be cut", neighbours(number))
    assert drawing is not None
    assert len(drawing.ties) == number
    places = [(tie.x, tie.y) for tie in drawing.ties]
    assert len(set(places)) == number
    for x, y in places:
        assert 0 < x < WIDTH
        assert 0 < y < drawing.height
        assert not [other for other in places if other != (x, y) and other[0] == x and abs(other[1] - y) < ROW]
    thick = [tie.thickness for tie in drawing.ties]
    assert thick == sorted(thick, reverse=True)
    assert drawing.centre.endswith("…")
