"""What is noted of requests in; one line of JSON each, in a file or on standard error, out.

Lines are kept in memory until a thread writes them, a fifth of a second later at most; no request waits for a disk, and
none fails for one that is full. Lines that cannot be written are lost, and counted. A file that was moved away (as
logrotate does) is opened anew before the next lines.
"""

import contextlib
import json
import os
import sys
import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import InputError

_EVERY = 0.2
"""Seconds that a line waits at most."""
_MOST_WAITING = 20_000
_MOST_CHARACTERS = 200
_PATIENCE = 2.0
"""Seconds that the last lines have to be written."""


@dataclass(frozen=True)
class Entry:
    """One request and its answer.

    `time`: seconds since 1970 at its end; `query_hash`: the first of the query's SHA-256, empty without a query;
    `outcome`: as in `server.metrics`; `sent`: bytes of the body; `took`, `queued`, `evaluated`: seconds in all, waiting
    for an evaluator, and with one. Never a query, a query string, or a header but User-Agent.
    """

    time: float
    client: str
    method: str
    path: str
    status: int
    sent: int
    took: float
    user_agent: str = ""
    outcome: str = ""
    query_hash: str = ""
    queued: float = 0.0
    evaluated: float = 0.0
    cached: bool = False

    def line(self) -> str:
        """The entry as JSON, without anything that a terminal would act on."""
        document = {
            "time": datetime.fromtimestamp(self.time, UTC).isoformat(timespec="milliseconds"),
            "client": self.client,
            "method": self.method[:_MOST_CHARACTERS],
            "path": self.path[:_MOST_CHARACTERS],
            "query": self.query_hash,
            "outcome": self.outcome,
            "status": self.status,
            "bytes": self.sent,
            "ms": round(self.took * 1000, 3),
            "queue_ms": round(self.queued * 1000, 3),
            "evaluation_ms": round(self.evaluated * 1000, 3),
            "cached": self.cached,
            "user_agent": self.user_agent[:_MOST_CHARACTERS],
        }
        return json.dumps(document).replace("\x7f", "\\u007f")


class AccessLog:
    """A log at `path`; `-` is standard error. `lost` counts the lines that could not be written."""

    def __init__(self, path: str) -> None:
        self._path = "" if path == "-" else path
        self._file = sys.stderr.fileno() if not self._path else -1
        self._waiting: deque[Entry] = deque()
        self._torn = False
        self._ending = threading.Event()
        self._due = threading.Event()
        self._writer = threading.Thread(target=self._write_on, name="access-log", daemon=True)
        self.lost = 0

    def open(self) -> None:
        """Begin; raises InputError where the file cannot be written."""
        try:
            self._reopen()
        except OSError as error:
            advice = "Set ENTENTE_ACCESS_LOG to a file that can be written, or to -."
            raise InputError(f"the access log cannot be opened: {error.strerror}.", advice=advice) from None
        self._writer.start()

    def note(self, entry: Entry) -> None:
        """Have an entry written soon."""
        if len(self._waiting) >= _MOST_WAITING:
            self.lost += 1
            return
        self._waiting.append(entry)
        if not self._due.is_set():
            self._due.set()

    def close(self) -> None:
        """Write what waits and end; a disk that takes too long for that is not waited for."""
        self._ending.set()
        self._due.set()
        if self._writer.is_alive():
            self._writer.join(_PATIENCE)

    def _write_on(self) -> None:
        while not self._ending.is_set():
            self._due.wait()
            self._ending.wait(_EVERY / 2)
            self._due.clear()
            self._write()
        self._write()
        if self._path and self._file >= 0:
            os.close(self._file)

    def _write(self) -> None:
        """Write all that waits."""
        entries = [self._waiting.popleft() for _ in range(len(self._waiting))]
        if not entries:
            return
        content = "".join(f"{entry.line()}\n" for entry in entries).encode()
        try:
            self._reopen()
            if self._torn:
                content = b"\n" + content
            while content:
                written = os.write(self._file, content)
                self._torn = not content[:written].endswith(b"\n")
                content = content[written:]
        except OSError:
            self.lost += max(content.count(b"\n"), 1)

    def _reopen(self) -> None:
        """Open the file, unless the one that is open is still what its name leads to; raises OSError."""
        if not self._path:
            return
        if self._file >= 0:
            with contextlib.suppress(FileNotFoundError):
                named, opened = Path(self._path).stat(), os.fstat(self._file)
                if (named.st_dev, named.st_ino) == (opened.st_dev, opened.st_ino):
                    return
            os.close(self._file)
            self._file = -1
        self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        self._torn = False
