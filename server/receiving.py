"""The messages of a client in; the same, for several who wait for them one after the other, out.

Who waits may give up: that a page's first question is answered ends the watch for the client's leaving, and its second
begins another. Granian takes a `receive` that is cancelled before the request's body came for one that was answered,
and says next that the client has left. So what is asked of it once is waited for until it comes.
"""

import asyncio

from server.replies import Message, Receive


class Receiving:
    """A `receive` whose waiting can be cancelled and taken up again; closed at the end of the request."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._coming: asyncio.Future[Message] | None = None

    async def __call__(self) -> Message:
        """The next message."""
        if self._coming is None:
            self._coming = asyncio.ensure_future(self._receive())
        coming = self._coming
        try:
            return await asyncio.shield(coming)
        finally:
            if coming.done() and self._coming is coming:
                self._coming = None

    def close(self) -> None:
        """Wait no longer."""
        if self._coming is not None:
            self._coming.cancel()
