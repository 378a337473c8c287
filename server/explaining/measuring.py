"""A query without rows in; which of its patterns fit nothing, or leave nothing, out: found by asking, within bounds.

Nothing is guessed: a pattern is named because an ASK with it is false, or one without it is true.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from kg.querying.patterns import Pattern, Query, leaves, without

Ask = Callable[[str], Awaitable[bool]]
"""What sends an ASK and has its truth; raises Spent where no more may be asked."""
_MOST_CULPRITS = 5
_REMOVABLE = ("triple", "filter", "values", "minus", "union", "subquery")
_ALONE = ("triple", "union", "subquery")


class Spent(Exception):
    """So many questions were asked, or so long, that no more may be."""


@dataclass(frozen=True)
class Culprit:
    """A pattern and what was measured: whether it fits anything `alone`, and whether something fits the `rest`.

    `together`: without it the patterns before it fit something, and with it nothing. None: not asked.
    """

    pattern: Pattern
    alone: bool | None = None
    rest: bool | None = None
    together: bool | None = None


@dataclass(frozen=True)
class Measured:
    """What was found. `fits`: there are rows after all; `modified`: only what follows the WHERE takes them away."""

    fits: bool = False
    modified: bool = False
    culprits: tuple[Culprit, ...] = ()
    complete: bool = True


async def measure(query: Query, ask: Ask) -> Measured:
    """Ask for the patterns that empty the query; `complete` is False where the bounds ended it before."""
    culprits: list[Culprit] = []
    try:
        if await ask(query.asks(query.patterns)):
            return Measured(fits=not query.modified, modified=query.modified)
        required = [one for one in leaves(query.patterns) if one.kind in _REMOVABLE]
        culprits += [
            Culprit(one, alone=False) for one in required if one.kind in _ALONE and not await _fits(one, query, ask)
        ]
        for one in required:
            if len(required) > 1 and await ask(query.asks(without(query.patterns, frozenset((one.start,))))):
                culprits = [*(known for known in culprits if known.pattern is not one), _known(one, culprits)]
        if not culprits and required:
            culprits.append(Culprit(await _turning_point(query, required, ask), together=False))
    except Spent:
        return Measured(culprits=_in_order(culprits), complete=False)
    return Measured(culprits=_in_order(culprits))


def _known(one: Pattern, culprits: Sequence[Culprit]) -> Culprit:
    alone = next((known.alone for known in culprits if known.pattern is one), None)
    return Culprit(one, alone=alone, rest=True)


def _in_order(culprits: Sequence[Culprit]) -> tuple[Culprit, ...]:
    """The first few; those without which there are rows say most."""
    telling = sorted(culprits, key=lambda one: (not one.rest, one.pattern.start))
    return tuple(sorted(telling[:_MOST_CULPRITS], key=lambda one: one.pattern.start))


async def _fits(one: Pattern, query: Query, ask: Ask) -> bool:
    """Whether the pattern fits anything by itself, in the graph where the query looks for it."""
    others = frozenset(other.start for other in leaves(query.patterns) if other is not one)
    return await ask(query.asks(without(query.patterns, others)))


async def _turning_point(query: Query, required: Sequence[Pattern], ask: Ask) -> Pattern:
    """The first pattern with which those up to it fit nothing, filters last; by halving."""
    order = sorted(required, key=lambda one: (one.kind in ("filter", "minus"), one.start))
    low, high = 0, len(order)  # the first `low` fit something, the first `high` nothing
    while high - low > 1:
        middle = (low + high) // 2
        later = frozenset(one.start for one in order[middle:])
        if await ask(query.asks(without(query.patterns, later))):
            low = middle
        else:
            high = middle
    return order[high - 1]
