"""The processes below a running server, found as the operating system knows them."""

from pathlib import Path


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def parent_of_evaluators(process: int) -> int:
    """Return the process that holds the dataset, found below the server's process."""
    below = children(process)
    for child in below:
        if b"kg.asking.parent" in Path(f"/proc/{child}/cmdline").read_bytes():
            return child
        found = parent_of_evaluators(child)
        if found:
            return found
    return 0
