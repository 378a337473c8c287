"""An address, a kind of query and values in; what wrk measured when it asked them over eight connections out."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks.kinds import Kind
from tests.benchmarks.pools import Values

CONNECTIONS = 8
_SCRIPT = Path(__file__).parent / "load.lua"
_TIMEOUT = 60
"""Seconds that an answer may take before it counts as lost."""


@dataclass(frozen=True)
class Turn:
    """One turn of one server: answers, seconds, bytes; milliseconds until half and 99 of 100 answers were there.

    `asked`: queries used up; `again`: those of them that differ from an earlier one by a comment only; `refused`:
    answers with a status of 400 or above; `lost`: requests without an answer.
    """

    requests: int
    seconds: float
    bytes: int
    p50: float
    p99: float
    asked: int
    again: int
    refused: int
    lost: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds

    @property
    def fault(self) -> str:
        """Why the turn does not count, or nothing."""
        if self.refused or self.lost:
            return f"{self.refused} answers were refusals, {self.lost} were lost"
        return "" if self.requests else "no answer at all"


@dataclass(frozen=True)
class Questions:
    """Files for wrk: the template of a kind's request target at one path, and the values, line by line."""

    template: Path
    values: Path
    accept: str

    @classmethod
    def written(cls, folder: Path, path: str, kind: Kind, values: Sequence[Values]) -> "Questions":
        """Write both files."""
        template = folder / f"{kind.name}{path.replace('/', '-')}.template"
        head, *others = kind.pieces
        pieces = [f"{path}?query={_coded(head)}", *map(_coded, others)]
        template.write_text("\n".join([" ".join(map(str, kind.order)), *pieces, ""]), encoding="ascii")
        lines = folder / f"{kind.name}-{len(values)}.values"
        lines.write_text("".join("\t".join(map(_coded, one)) + "\n" for one in values), encoding="ascii")
        return cls(template, lines, kind.media_type)


def run_turn(url: str, questions: Questions, seconds: int, first: int, *, distinct: bool) -> Turn:
    """Let wrk ask for so many seconds, from the `first` values on; raises subprocess.CalledProcessError."""
    command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"]
    command += ["--timeout", f"{_TIMEOUT}s", "--script", str(_SCRIPT), url, "--", str(questions.template)]
    command += [str(questions.values), str(first), "comment" if distinct else "repeat", questions.accept]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 2 * _TIMEOUT)
    return Turn(**json.loads(done.stdout.splitlines()[-1]))


def _coded(text: str) -> str:
    return quote(text, safe="/?:@-._~!$'()*,;=")
