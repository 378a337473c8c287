"""The file of the record of releases in; the releases with what changed, read anew when the file is another, out."""

import asyncio
import logging
from pathlib import Path

from kg.comparing.history import RecordedRelease, read_history
from kg.comparing.releases import Release
from kg.errors import EntenteError

LOG = logging.getLogger("entente")
_State = tuple[int, int, int] | None


class Releases:
    """What is recorded; a release that is made while the server runs is known from then on.

    Raises EntenteError where the record cannot be read at the start; later the last that could be read holds.
    """

    def __init__(self, record: Path) -> None:
        self._record = record
        self._seen = self._state()
        self._history = read_history(record)

    async def history(self) -> tuple[RecordedRelease, ...]:
        """The releases, the newest first."""
        state = self._state()
        if state != self._seen:
            self._seen = state
            try:
                self._history = await asyncio.to_thread(read_history, self._record)
            except EntenteError as error:
                LOG.error("the record of releases cannot be read: %s", error)
        return self._history

    async def of(self, digest: str) -> Release | None:
        """The release whose dataset's hash begins so."""
        named = (one.release for one in await self.history() if digest and one.release.digest.startswith(digest))
        return next(named, None)

    def _state(self) -> _State:
        try:
            status = self._record.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size
