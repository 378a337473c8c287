"""How the picture looks where it stands alone: attributes of SVG for each kind of form, in the colours of daylight.

In a page the style sheet (server/web/style.css) says the same, and more: dark colours, focus, print.
"""

from collections.abc import Mapping

_INK, _QUIET, _LINE, _ACCENT, _SECOND, _PAPER = "#23211d", "#5f5a52", "#dcd6ca", "#7b2d26", "#2f5d62", "#fbfaf6"
STYLES: Mapping[str, Mapping[str, str]] = {
    "root": {
        "font-family": "Arial, 'Liberation Sans', Helvetica, 'Nimbus Sans', sans-serif",
        "font-size": "12.5",
        "fill": _INK,
    },
    "bands": {"fill": "#f1ede3"},
    "years": {"stroke": _LINE, "stroke-width": "1"},
    "rule": {"stroke": _INK, "stroke-width": "1.5"},
    "lane-name": {"font-weight": "600", "font-size": "16"},
    "note": {"font-size": "12", "fill": _QUIET},
    "axis": {"font-size": "10.5", "fill": _QUIET},
    "sure": {"fill": _SECOND},
    "maybe": {"fill": _SECOND, "fill-opacity": "0.16", "stroke": _SECOND, "stroke-dasharray": "3 2"},
    "told": {"fill": "none", "stroke": _QUIET, "stroke-width": "1.5", "stroke-dasharray": "1.5 3"},
    "term": {"fill": _PAPER, "fill-opacity": "0.6", "stroke": _QUIET, "stroke-dasharray": "5 2"},
    "open": {"fill": "none", "stroke": _SECOND, "stroke-width": "1.5"},
    "line": {"fill": "none", "stroke": _SECOND, "stroke-width": "1.5"},
    "half": {"fill": _PAPER, "stroke": _SECOND, "stroke-width": "1.5"},
    "unreal": {"fill": _PAPER, "stroke": _ACCENT, "stroke-width": "1.5", "stroke-dasharray": "2 2"},
    "stalled": {"fill": _PAPER, "stroke": _ACCENT, "stroke-width": "2"},
    "cross": {"fill": "none", "stroke": _ACCENT, "stroke-width": "2.5"},
    "fell": {"font-weight": "700", "fill": _ACCENT},
}
