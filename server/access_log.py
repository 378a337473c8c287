"""Requests and how they ended in; one line of JSON for each, in a file or on standard error, out.

A thread of its own writes them: no request waits for a disk, and none fails for one that is full. What cannot be
written is lost, and counted. A file that was moved away, as logrotate does, is opened anew.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from logging import Handler, LogRecord, StreamHandler, makeLogRecord
from logging.handlers import WatchedFileHandler
from queue import Full, Queue
from threading import Thread

from kg.errors import InputError

_MOST_WAITING = 20_000
_MOST_CHARACTERS = 200
_PATIENCE = 2.0
"""Seconds that the last lines have to be written."""


@dataclass(frozen=True)
class Entry:
    """One request and its end.

    `time`: seconds since 1970 at its end; `client`: as in `server.clients`; `query`: sixteen hexadecimal digits that
    stand for the query, where there was one; `outcome`: as in `server.metrics`; `sent`: bytes of the body; `took`:
    seconds until they were sent. Never a query, a query string, or a header but User-Agent.
    """

    time: float
    client: str
    method: str
    path: str
    query: str
    outcome: str
    status: int
    sent: int
    took: float
    user_agent: str

    def line(self) -> str:
        """The entry as JSON, without anything that a terminal would act on."""
        document = asdict(self) | {"time": datetime.fromtimestamp(self.time, UTC).isoformat(timespec="milliseconds")}
        document["took"] = round(self.took, 6)
        short = {
            name: value[:_MOST_CHARACTERS] if isinstance(value, str) else value for name, value in document.items()
        }
        return json.dumps(short).replace("\x7f", "\\u007f")


class AccessLog:
    """A log at `path`, `-` for standard error. `lost` counts the lines that could not be written."""

    def __init__(self, path: str) -> None:
        self.lost = 0
        self._path = path
        self._waiting: Queue[Entry | None] = Queue(_MOST_WAITING)
        self._writer: Thread | None = None

    def open(self) -> None:
        """Begin; raises InputError where the file cannot be written."""
        try:
            to = StreamHandler() if self._path == "-" else WatchedFileHandler(self._path, encoding="ascii")
        except OSError as error:
            advice = "Set ENTENTE_ACCESS_LOG to a file that can be written, or to -."
            raise InputError(f"the access log cannot be opened: {error.strerror}.", advice=advice) from None
        to.handleError = self._lose  # type: ignore[method-assign]
        self._writer = Thread(target=self._write, args=(to,), name="access log", daemon=True)
        self._writer.start()

    def note(self, entry: Entry | None) -> None:
        """Have an entry written soon; None is the last."""
        try:
            self._waiting.put_nowait(entry)
        except Full:
            self.lost += 1

    def close(self) -> None:
        """Write what waits, and end; a disk that takes too long for that is not waited for."""
        self.note(None)
        if self._writer is not None:
            self._writer.join(_PATIENCE)

    def _write(self, to: Handler) -> None:
        while (entry := self._waiting.get()) is not None:
            try:
                to.handle(makeLogRecord({"msg": entry.line()}))
            except OSError:  # its folder has gone
                self.lost += 1
        with suppress(OSError):
            to.close()

    def _lose(self, record: LogRecord) -> None:  # noqa: ARG002 (what a handler is given)
        self.lost += 1
