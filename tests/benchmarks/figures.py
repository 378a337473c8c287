"""The figures of a run in; a table in Markdown out."""

from collections.abc import Iterator, Mapping
from typing import Any

Figures = Mapping[str, Any]

TARGETS = {
    ("lookup", "repeated"): 1.5,
    ("join", "repeated"): 10.0,
    ("lookup", "distinct"): 0.45,
    ("join", "distinct"): 0.9,
    ("timeline", "distinct"): 0.9,
    ("construct", "distinct"): 0.9,
}
"""What the ratio should be at least, on 800 thousand quads."""

TARGET_SIZE = "800k"


def markdown(figures: Figures) -> str:
    """What was measured, how, and the tables."""
    return "\n".join(_lines(figures)) + "\n"


def _lines(figures: Figures) -> Iterator[str]:
    machine, tools = figures["machine"], figures["tools"]
    yield "# Our server beside `oxigraph serve-read-only`"
    yield ""
    yield (
        f"{machine['cores']} cores shared by servers and load, {machine['memory']} GiB; "
        f"{', '.join(f'{name} {version}' for name, version in tools.items())}; seed {figures['seed']}. wrk with "
        f"{figures['connections']} connections; both servers run at once and take turns of {figures['seconds']} s, "
        f"{figures['rounds']} each, after {figures['warm up']} s to warm up. Rates are answers a second, times are "
        "milliseconds, all medians of the turns; ratios are our rate to oxigraph's within a round (median, least to "
        "most). Only they mean something on a machine that others use."
    )
    yield ""
    yield (
        "*Distinct*: every query differs from all before it, by what it asks for; `again` is the share of ours that "
        "had to differ by a comment only, for there were no more things to ask of. *Repeated*: sixteen queries, over "
        "and over. Before any turn both servers' answers to a dozen queries are compared, row by row. A figure with a "
        "status above 399 or a lost answer is struck out. Memory is the proportional set size of a server's whole "
        "process tree, looked at in the middle of each turn."
    )
    for name, size in figures["sizes"].items():
        yield ""
        yield f"## {name}: {size['quads']:,} quads"
        yield ""
        yield f"Other programs kept {size['busy']} cores busy before the first turn."
        yield ""
        yield "| | ours | oxigraph |"
        yield "| --- | ---: | ---: |"
        starts = size["servers"]
        yield f"| load, s | {starts['ours']['load']} | {starts['oxigraph']['load']} |"
        yield f"| start to first answer, s | {starts['ours']['first answer']} | {starts['oxigraph']['first answer']} |"
        yield f"| memory at rest, MiB | {starts['ours']['at rest']} | {starts['oxigraph']['at rest']} |"
        yield f"| memory at most, MiB | {starts['ours']['at most']} | {starts['oxigraph']['at most']} |"
        yield ""
        yield "| query | | rows | ours /s | p50 | p99 | oxigraph /s | p50 | p99 | ratio | target | again |"
        yield "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
        for kind, cells in size["kinds"].items():
            for mode in ("distinct", "repeated"):
                if mode in cells:
                    yield _row(name, kind, mode, cells["rows"], cells[mode])
    yield ""
    yield "What each kind asks: " + "; ".join(f"*{kind}*, {asks}" for kind, asks in figures["asks"].items()) + "."


def _row(size: str, kind: str, mode: str, rows: float, cell: Figures) -> str:
    fault = cell["ours"]["fault"] or cell["oxigraph"]["fault"]
    ratio = f"{cell['ratio']:.2f} ({cell['ratios'][0]:.2f} to {cell['ratios'][1]:.2f})"
    target = TARGETS.get((kind, mode)) if size == TARGET_SIZE else None
    columns = [kind, mode, f"{rows:.0f}"]
    for name in ("ours", "oxigraph"):
        columns += [f"{cell[name]['rate']:,.0f}", f"{cell[name]['p50']:.2f}", f"{cell[name]['p99']:.2f}"]
    columns += [
        f"~~{ratio}~~ {fault}" if fault else ratio,
        f"{target:g}" if target else "",
        f"{cell['ours']['again']:.0%}",
    ]
    return f"| {' | '.join(columns)} |"
