"""Questions that wait, with the clients who asked them, in; whose turn is next, out.

Each client has a line of its own and the clients take turns, so that many questions of one cost the others one place
each time and no more.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from typing import Generic, Protocol, TypeVar


class Waiting(Protocol):
    """A question that waits: the client who asked it, and whether nobody wants it any more."""

    client: str

    def done(self) -> bool:
        """Whether it needs no turn any more."""


Waiter = TypeVar("Waiter", bound=Waiting)


class Turns(Generic[Waiter]):
    """The lines, `most` places in all."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lines: OrderedDict[str, deque[Waiter]] = OrderedDict()
        self._number = 0

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Waiter]:
        return (waiter for line in self._lines.values() for waiter in line)

    def join(self, waiter: Waiter) -> Waiter | None:
        """Put it at the end of its client's line; returned is whoever has no place for that.

        When all places are taken the longest line gives up its last one, and the newcomer has none where that line is
        its own: who asks much crowds out itself before anybody else.
        """
        if self._number >= self._most:
            self.forget_done()
        crowded_out = None
        if self._number >= self._most:
            longest = max(self._lines.values(), key=len, default=deque[Waiter]())
            if len(self._lines.get(waiter.client, ())) + 1 >= len(longest):
                return waiter
            crowded_out = longest.pop()
            self._number -= 1
        self._lines.setdefault(waiter.client, deque()).append(waiter)
        self._number += 1
        return crowded_out

    def next(self, may: Callable[[str], bool]) -> Waiter | None:
        """Who is next of those clients who may; None where none is."""
        for client in [client for client in self._lines if may(client)]:
            line = self._lines[client]
            while line:
                waiter = line.popleft()
                self._number -= 1
                if not waiter.done():
                    if line:
                        self._lines.move_to_end(client)
                    else:
                        del self._lines[client]
                    return waiter
            del self._lines[client]
        return None

    def forget_done(self) -> None:
        """Give up the places of those that need no turn any more."""
        for client, line in list(self._lines.items()):
            self._lines[client] = kept = deque(waiter for waiter in line if not waiter.done())
            self._number -= len(line) - len(kept)
            if not kept:
                del self._lines[client]
