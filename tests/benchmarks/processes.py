"""A process in; itself and all that descend from it, and the memory they hold together, out."""

from pathlib import Path


def tree(process: int) -> list[int]:
    """The process and its descendants that live."""
    found = [process]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            found += map(int, _read(children).split())
    return found


def memory(process: int) -> int:
    """Bytes held by the tree, memory that several share counted once (the sum of proportional set sizes)."""
    kilobytes = 0
    for one in tree(process):
        for line in _read(Path(f"/proc/{one}/smaps_rollup")).splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes << 10


def busy_cores(seconds_before: tuple[int, int], seconds_after: tuple[int, int], cores: int) -> float:
    """How many cores were busy between two readings of `clock`."""
    idle, total = (after - before for before, after in zip(seconds_before, seconds_after, strict=True))
    return cores * (1 - idle / total) if total else 0.0


def clock() -> tuple[int, int]:
    """The machine's idle time and all its time so far, in ticks."""
    ticks = [int(value) for value in _read(Path("/proc/stat")).splitlines()[0].split()[1:9]]
    return ticks[3] + ticks[4], sum(ticks)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
        return ""
