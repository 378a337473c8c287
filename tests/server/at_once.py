"""Work in; threads that do it side by side, until the block that needs them has ended, out."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def at_once(works: Sequence[Callable[[threading.Event], None]]) -> Iterator[None]:
    """A thread for each; each is given the event at which it is to end, and has ended when the block has."""
    stop = threading.Event()
    threads = [threading.Thread(target=work, args=(stop,)) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()
