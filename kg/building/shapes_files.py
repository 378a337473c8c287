"""Files of SHACL shapes in any syntax of RDF go in; one graph of shapes, for pySHACL, comes out."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib import SH

from kg.claims.foreign import BLANK, SYNTAXES
from kg.errors import InputError, SyntaxProblem


def read_shapes_files(paths: Iterable[Path]) -> rdflib.Graph:
    """The shapes of all files, named graphs and default graph alike; blank nodes of two files stay apart.

    Raises InputError for a file that cannot be read or is no RDF by its extension, and where there is no shape at all;
    SyntaxProblem for one that does not parse. What the files import is not fetched.
    """
    graph = rdflib.Graph()
    listed = list(paths)
    quads = [quad for path in listed for quad in _quads(path)]
    names = _names_of_shapes(quads)
    for quad in quads:
        subject, predicate, value = (_term(term) for term in (quad.subject, quad.predicate, quad.object))
        graph.add((names.get(subject, subject), predicate, names.get(value, value)))
    shapes = {*graph.subjects(rdflib.RDF.type, SH.NodeShape), *graph.subjects(rdflib.RDF.type, SH.PropertyShape)}
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    if not shapes and not any(True for target in targets for _ in graph.subjects(target)):
        raise InputError("has no shapes.", path=listed[0], advice="Name files of SHACL shapes.")
    return graph


def _names_of_shapes(quads: Iterable[ox.Quad]) -> dict[object, rdflib.URIRef]:
    """An IRI for each shape that is a blank node, numbered as they come, so that a report can name it."""
    found: dict[object, rdflib.URIRef] = {}
    for quad in quads:
        typed = quad.predicate.value == str(rdflib.RDF.type) and _term(quad.object) in (SH.NodeShape, SH.PropertyShape)
        linked = quad.predicate.value in {str(link) for link in (SH.property, SH.sparql, SH.node)}
        for term in ([quad.subject] if typed else []) + ([quad.object] if linked else []):
            if isinstance(term, ox.BlankNode):
                found.setdefault(_term(term), rdflib.URIRef(f"{BLANK}shape-{len(found) + 1}"))
    return found


def _quads(path: Path) -> list[ox.Quad]:
    syntax = SYNTAXES.get(path.suffix.lower())
    if syntax is None:
        raise InputError("is no RDF by its name.", path=path, advice=f"Name a file that ends in {', '.join(SYNTAXES)}.")
    try:
        return list(ox.parse(path.read_bytes(), syntax, rename_blank_nodes=True))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", path=path) from None
    except SyntaxError as error:
        what = error.msg.partition(": ")[2] or error.msg
        raise SyntaxProblem(what, path=path, line=error.lineno, column=error.offset) from None


def _term(term: object) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    return rdflib.BNode(str(getattr(term, "value", "")))
