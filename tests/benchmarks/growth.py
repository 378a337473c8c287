"""The figures of a run in; a picture of how rates, memory and start grow with the data out."""

from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tests.benchmarks.figures import Figures

_COLOURS = {"ours": "#1b6ca8", "oxigraph": "#c1661c"}


def draw(figures: Figures, path: Path) -> None:
    """Write the picture: a panel for each kind, for memory, and for the start; both axes logarithmic."""
    sizes = sorted(figures["sizes"].values(), key=lambda size: int(size["quads"]))
    kinds = [kind for kind in figures["asks"] if any(kind in size["kinds"] for size in sizes)]
    with mpl.rc_context({"svg.hashsalt": "entente", "svg.fonttype": "none", "font.size": 8}):
        picture = Figure(figsize=(10, 2.6 * -(-(len(kinds) + 2) // 4)), layout="constrained")
        panels = picture.subplots(-(-(len(kinds) + 2) // 4), 4, squeeze=False).flat
        for kind, panel in zip(kinds, panels, strict=False):
            _panel(panel, f"{kind}, answers a second")
            for server, colour in _COLOURS.items():
                for mode, line in (("distinct", "-"), ("repeated", ":")):
                    at = [size for size in sizes if mode in size["kinds"].get(kind, {})]
                    rates = [size["kinds"][kind][mode][server]["rate"] for size in at]
                    panel.plot(
                        _quads(at), rates, line, marker="o", markersize=3, color=colour, label=f"{server}, {mode}"
                    )
        for (title, name), panel in zip(
            (("memory at most, MiB", "at most"), ("start to first answer, s", "first answer")),
            panels[len(kinds) :],
            strict=False,
        ):
            _panel(panel, title)
            for server, colour in _COLOURS.items():
                panel.plot(
                    _quads(sizes),
                    [size["servers"][server][name] for size in sizes],
                    "-",
                    marker="o",
                    markersize=3,
                    color=colour,
                    label=server,
                )
        for panel in panels[len(kinds) + 2 :]:
            panel.axis("off")
        panels[0].legend(fontsize=6)
        picture.savefig(path, format="svg", metadata={"Date": None})


def _quads(sizes: list[dict[str, Any]]) -> list[int]:
    return [int(size["quads"]) for size in sizes]


def _panel(panel: Axes, title: str) -> None:
    panel.set(title=title, xlabel="quads", xscale="log", yscale="log")
    panel.grid(visible=True, which="major", linewidth=0.3)
