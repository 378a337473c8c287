"""The layers go in; the dataset as sorted N-Quads and as TriG, the same bytes for the same layers, comes out."""

import io
from collections.abc import Iterator

import pyoxigraph as ox

from kg.building.assemble import Layers
from kg.prefixes import PREFIXES


def to_nquads(layers: Layers) -> bytes:
    """All quads, one a line, sorted by code point; the default graph's lines have no fourth term."""
    lines = [f"{triple} .\n" for triple in layers.default]
    for name, triples in layers.named.items():
        lines += [f"{triple} <{name}> .\n" for triple in triples]
    return "".join(sorted(lines)).encode()


def to_trig(layers: Layers) -> bytes:
    """The same quads for people: the default graph first, then the named graphs by name, with our prefixes."""
    out = io.BytesIO()
    ox.serialize(_in_order(layers), out, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    return out.getvalue()


def _in_order(layers: Layers) -> Iterator[ox.Quad]:
    for triple in sorted(layers.default, key=str):
        yield ox.Quad(triple.subject, triple.predicate, triple.object)
    for name, triples in sorted(layers.named.items()):
        for triple in sorted(triples, key=str):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(name))
