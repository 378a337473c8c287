"""A kind of query and something to ask in; values that make its queries distinct, drawn by a seed, out."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random

from kg.prefixes import PREFIXES
from tests.benchmarks.kinds import Kind

Values = tuple[str, ...]
Ask = Callable[[str], Sequence[str]]
"""A SELECT of one column in; its values as N-Triples terms out."""

FIRST_DAY, DAYS = date(1948, 1, 1), 365 * 66


def draw_values(kind: Kind, ask: Ask, count: int, seed: int) -> list[Values]:
    """Up to `count` different values, fewer where there are no more; raises LookupError where there is none."""
    chance = Random(f"{seed}/{kind.name}")  # noqa: S311 (nothing here is a secret)
    things = sorted(set(ask(kind.subjects))) if kind.subjects else [""]
    if not things:
        raise LookupError(f"the dataset has nothing to ask {kind.name} of")
    chance.shuffle(things)
    if not kind.with_:
        return [(thing,) for thing in things[:count]]
    drawn: dict[Values, None] = {}
    for _ in range(3 * count):
        drawn.setdefault(_one(kind, things, chance))
        if len(drawn) == count:
            break
    return list(drawn)


def _one(kind: Kind, things: list[str], chance: Random) -> Values:
    together = {chance.choice(things) for _ in range(1 + kind.with_.count("thing"))}
    thing = " ".join(sorted(together))
    days = sorted(
        int(DAYS * chance.random() ** 2) for _ in range(kind.with_.count("day"))
    )  # early ones more often: they leave more to tell
    written = [f'"{FIRST_DAY + timedelta(days=day)}"^^<{PREFIXES["xsd"]}date>' for day in days]
    return (*((thing,) if thing else ()), *written)
