"""Blank nodes get IRIs that depend on what they say alone, and the graph stays the same graph."""

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.term import BNode, Node

from kg.building.skolem import GENID, skolem_triples
from kg.claims.sources import load
from kg.claims.turtle import statements_of
from kg.errors import InputError
from kg.project import Project

HEAD = """@prefix ent: <https://w3id.org/entente/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""


def names(folder: Path, text: str) -> set[str]:
    (folder / "x.ttl").write_text(HEAD + text)
    return {str(triple) for triple in skolem_triples(statements_of(folder / "x.ttl", document=True))}


def with_blank_nodes(nt: str) -> Graph:
    back = Graph()
    blank: dict[Node, BNode] = {}
    for triple in Graph().parse(data=nt, format="nt"):
        s, p, o = (
            blank.setdefault(term, BNode()) if isinstance(term, URIRef) and term.startswith(GENID) else term
            for term in triple
        )
        back.add((s, p, o))
    return back


@pytest.mark.parametrize("layer", ["ontology", "shapes"])
def test_each_document_reads_back_to_an_isomorphic_graph(project: Project, layer: str) -> None:
    paths = {"ontology": project.ontology, "shapes": project.shapes}[layer]
    original = Graph()
    for path in paths:
        original.parse(path, format="turtle")
    assert any(isinstance(node, BNode) for node in original.all_nodes())
    triples = skolem_triples(getattr(load(project), layer))
    assert isomorphic(with_blank_nodes("".join(f"{triple} .\n" for triple in triples)), original)


def test_names_do_not_depend_on_order_or_layout(tmp_path: Path) -> None:
    one = "ent:a ent:p [ ent:q ent:b ; ent:r [ ent:q ent:c ] ] .\nent:d ent:p ( ent:x ent:y ) .\n"
    other = "ent:d\n ent:p ( ent:x ent:y ) .\nent:a ent:p [ ent:r [ ent:q ent:c ] ; ent:q ent:b ] .\n"
    assert names(tmp_path, one) == names(tmp_path, other)


def test_the_same_content_in_two_places_is_two_nodes(tmp_path: Path) -> None:
    found = names(
        tmp_path, "ent:a ent:p [ ent:q ent:b ] .\nent:c ent:p [ ent:q ent:b ] .\nent:c ent:p [ ent:q ent:b ] ."
    )
    assert len({line.split()[0] for line in found if GENID in line.split()[0]}) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("_:x ent:p _:y .\n_:y ent:p _:x .", "loop"),
        ("ent:a ent:p _:x .\nent:b ent:p _:x .", "two places"),
    ],
)
def test_what_cannot_be_named_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as caught:
        names(tmp_path, text)
    assert caught.value.line in (3, 4)
