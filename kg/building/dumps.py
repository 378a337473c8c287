"""The layers and the written dataset go in; the compressed files to take it away by come out, the same bytes each time.

They say neither when nor from what they were made. Source: RFC 1952, section 2.3.1 (no name, no time).
"""

import gzip
import io

import pyoxigraph as ox

from kg.building.assemble import Layers
from kg.prefixes import PREFIXES

DUMPS = {
    "entente.nq.gz": ("application/n-quads", "all graphs, as N-Quads"),
    "entente.trig.gz": ("application/trig", "all graphs, as TriG"),
    "entente.ttl.gz": ("text/turtle", "the default graph, as Turtle: what the article says is so"),
}
"""The names of the files, what each unpacks to, and what that is."""


def dumps_of(layers: Layers, nquads: bytes, trig: bytes) -> dict[str, bytes]:
    """The files by name."""
    turtle = ox.serialize(sorted(layers.default, key=str), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    return {name: _packed(content) for name, content in zip(DUMPS, (nquads, trig, turtle), strict=True)}


def _packed(content: bytes) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=packed, mtime=0) as file:
        file.write(content)
    return packed.getvalue()
