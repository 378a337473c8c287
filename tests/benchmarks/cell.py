"""Two servers side by side and a kind of query in; the figures of their turns, and the ratios of pairs, out."""

import statistics
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.load import Questions, Turn, run_turn
from tests.benchmarks.processes import memory
from tests.benchmarks.servers import Server

WARM_UP = 1
"""Seconds that each server is asked before what counts."""


@dataclass
class Taken:
    """The turns that one server took, the first question of its next, and the most memory it was seen to hold."""

    server: Server
    questions: Questions
    next: int = 0
    bytes: int = 0
    turns: list[Turn] = field(default_factory=list)

    def take(self, seconds: int, *, distinct: bool, counts: bool = True) -> None:
        """One turn; memory is looked at once, in its middle."""
        look = threading.Timer(seconds / 2, self._look)
        look.start()
        try:
            turn = run_turn(self.server.url, self.questions, seconds, self.next, distinct=distinct)
        finally:
            look.join()
        self.next += turn.asked
        if counts:
            self.turns.append(turn)

    def figures(self) -> dict[str, Any]:
        """Medians over the turns: answers a second, milliseconds."""
        return {
            "rate": round(statistics.median(turn.rate for turn in self.turns), 2),
            "p50": round(statistics.median(turn.p50 for turn in self.turns), 3),
            "p99": round(statistics.median(turn.p99 for turn in self.turns), 3),
            "again": round(sum(turn.again for turn in self.turns) / max(1, sum(turn.asked for turn in self.turns)), 2),
            "fault": "; ".join(turn.fault for turn in self.turns if turn.fault),
        }

    def _look(self) -> None:
        self.bytes = max(self.bytes, memory(self.server.process.pid))


def take_turns(
    servers: Sequence[tuple[Server, Questions]], *, seconds: int, rounds: int, distinct: bool
) -> dict[str, Any]:
    """Let the two take `rounds` turns each: first one begins, then the other, so that neither has the better minute.

    The ratio is the first's rate to the second's, of the turns of one round: its median, least and most. `again` is the
    share of queries that differed from an earlier one by a comment only. `fault` says why a figure does not count.
    """
    taken = [Taken(server, questions) for server, questions in servers]
    for one in taken:
        one.take(WARM_UP, distinct=distinct, counts=False)
    for round_ in range(rounds):
        for one in taken if round_ % 2 == 0 else reversed(taken):
            one.take(seconds, distinct=distinct)
    ratios = [
        first.rate / second.rate if second.rate else 0.0
        for first, second in zip(*(one.turns for one in taken), strict=True)
    ]
    return {
        **{one.server.name: {**one.figures(), "memory": one.bytes >> 20} for one in taken},
        "ratio": round(statistics.median(ratios), 3),
        "ratios": [round(min(ratios), 3), round(max(ratios), 3)],
    }
