"""The modules and what they import in; a picture of which stands on which out.

Each module stands in the row below the lowest that it imports; within a row modules are put where lines are short. Only
lines that no other path of lines makes superfluous are drawn.
"""

from collections.abc import Mapping, Sequence

from rdflib import URIRef
from rdflib.namespace import OWL

from kg.documenting.documents import Document
from kg.documenting.drawing import HEIGHT, Box, Line, picture, width_of
from kg.documenting.links import Links

_GAP, _ROW = 16, 74


def module_map(modules: Sequence[Document], links: Links) -> str:
    """The picture; each box leads to its module on the same page."""
    imports = _reduced({module.name: _imports(module, modules) for module in modules})
    rows = _rows(imports)
    widths = [sum(width_of(name) + _GAP for name in row) - _GAP for row in rows]
    whole = max(widths)
    boxes: dict[str, Box] = {}
    for number, (row, width) in enumerate(zip(rows, widths, strict=True)):
        x = (whole - width) // 2
        for name in row:
            link = f"{links.root}ontology{links.suffix}#module-{name}"
            boxes[name] = Box(x + 1, number * _ROW + 1, width_of(name), HEIGHT, name, link)
            x += width_of(name) + _GAP
    lines = [_line(boxes[name], boxes[below]) for name, stands_on in imports.items() for below in sorted(stands_on)]
    told = " ".join(f"{name} stands on {', '.join(sorted(on))}." for name, on in imports.items() if on)
    title = "The modules, each below those it stands on"
    return picture("modules", title, told, [*lines, *boxes.values()], whole + 2, (len(rows) - 1) * _ROW + HEIGHT + 2)


def _line(box: Box, above: Box) -> Line:
    return Line(box.x + box.width // 2, box.y, above.x + above.width // 2, above.y + above.height, upright=True)


def _imports(module: Document, modules: Sequence[Document]) -> set[str]:
    names = {other.iri: other.name for other in modules}
    found = module.graph.objects(URIRef(module.iri), OWL.imports)
    return {names[str(iri)] for iri in found if str(iri) in names}


def _reduced(imports: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The imports without those that an import of an import brings anyway."""

    def beyond(name: str) -> set[str]:
        return imports[name].union(*(beyond(other) for other in imports[name]))

    return {name: on - {far for near in on for far in beyond(near)} for name, on in imports.items()}


def _rows(imports: Mapping[str, set[str]]) -> list[list[str]]:
    depth: dict[str, int] = {}
    for name in imports:  # in reading order: what a module stands on comes before it
        depth[name] = max((depth[other] + 1 for other in imports[name]), default=0)
    rows: list[list[str]] = []
    place: dict[str, float] = {}
    for level in range(max(depth.values()) + 1):
        row = [name for name in imports if depth[name] == level]
        row.sort(key=lambda name: sum(place[on] for on in imports[name]) / max(1, len(imports[name])))
        place |= {name: (number + 0.5) / len(row) for number, name in enumerate(row)}
        rows.append(row)
    return rows
