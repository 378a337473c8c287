"""Clients take turns, and who asks much crowds out itself."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from server.sparql.turns import Turns


@dataclass
class Waiter:
    client: str
    name: str = ""
    gone: bool = False

    def done(self) -> bool:
        return self.gone


def anyone(_: str) -> bool:
    return True


def queue(*clients: str, most: int = 10) -> tuple[Turns[Waiter], list[Waiter]]:
    turns = Turns[Waiter](most)
    waiters = [Waiter(client, f"{client}{n}") for n, client in enumerate(clients)]
    for waiter in waiters:
        assert turns.join(waiter) is None
    return turns, waiters


def taken(turns: Turns[Waiter]) -> list[str]:
    return [waiter.name for waiter in iter(lambda: turns.next(anyone), None)]


def test_clients_take_turns_and_each_in_its_own_order() -> None:
    turns, _ = queue("a", "a", "a", "b", "c", "b")
    assert taken(turns) == ["a0", "b3", "c4", "a1", "b5", "a2"]
    assert len(turns) == 0


def test_who_may_not_keeps_the_place() -> None:
    turns, (a, b) = queue("a", "b")
    assert turns.next(lambda client: client != "a") is b
    assert turns.next(lambda client: client != "a") is None
    assert turns.next(anyone) is a


def test_who_needs_no_turn_any_more_is_passed_over() -> None:
    turns, waiters = queue("a", "a", "b")
    waiters[0].gone = waiters[2].gone = True
    assert taken(turns) == ["a1"]
    assert len(turns) == 0


def test_when_all_places_are_taken_the_longest_line_gives_one_up() -> None:
    turns, waiters = queue("a", "a", "a", "b", most=4)
    assert turns.join(Waiter("c", "c")) is waiters[2]
    assert taken(turns) == ["a0", "b3", "c", "a1"]


def test_who_has_the_longest_line_gets_no_place_beyond() -> None:
    turns, _ = queue("a", "a", "b", most=3)
    late = Waiter("a", "late")
    assert turns.join(late) is late
    assert taken(turns) == ["a0", "b2", "a1"]


@given(st.lists(st.sampled_from("abc"), max_size=40), st.integers(1, 8))
def test_there_are_never_more_than_there_are_places_and_nobody_is_lost(clients: list[str], most: int) -> None:
    turns, crowded_out = Turns[Waiter](most), []
    for number, client in enumerate(clients):
        out = turns.join(Waiter(client, str(number)))
        crowded_out += [out.name] if out is not None else []
        assert len(turns) == len(list(turns)) <= most
    assert sorted([*taken(turns), *crowded_out], key=int) == [str(number) for number in range(len(clients))]
