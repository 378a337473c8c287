"""A tree in JSON-LD says all that the triples say, in words that the published context has for every term of ours."""

import json
from itertools import pairwise

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.namespace import OWL, RDF

from kg.prefixes import ENT, PREFIXES
from kg.project import Project
from server.publishing.tree import CONTEXT, tree_of

WORDS = json.loads(CONTEXT.read_text(encoding="utf-8"))["@context"]
THING = ox.NamedNode(PREFIXES["event"] + "a")
NODES = [THING, *(ox.NamedNode(PREFIXES["event"] + name) for name in "bcd"), ox.BlankNode("e")]
PROPERTIES = [ox.NamedNode(iri) for iri in (f"{ENT}party", f"{ENT}when", PREFIXES["rdf"] + "type", "urn:p")]
VALUES = [
    *NODES,
    ox.NamedNode(f"{ENT}Event"),
    ox.Literal("words"),
    ox.Literal("words", language="en"),
    ox.Literal("말", language="ko"),
    ox.Literal("2012-06", datatype=ox.NamedNode(PREFIXES["edtf"] + "EDTF")),
    ox.Literal("1"),
    ox.Literal(1),
]
TRIPLES = st.builds(ox.Triple, st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(VALUES))


@given(st.lists(TRIPLES, min_size=1, max_size=12, unique=True))
def test_nothing_is_lost_and_nothing_added(triples: list[ox.Triple]) -> None:
    written = json.dumps(tree_of(THING, triples, WORDS))
    read, given_ = ox.Dataset(ox.parse(written, ox.RdfFormat.JSON_LD)), ox.Dataset()
    for triple in triples:
        given_.add(ox.Quad(triple.subject, triple.predicate, triple.object))
    for dataset in (read, given_):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert read == given_


def test_what_is_linked_with_the_thing_is_told_where_it_stands() -> None:
    label = ox.NamedNode(PREFIXES["rdfs"] + "label")
    triples = [
        ox.Triple(THING, PROPERTIES[0], NODES[1]),
        ox.Triple(NODES[1], label, ox.Literal("B", language="en")),
        ox.Triple(NODES[2], PROPERTIES[0], THING),
        ox.Triple(NODES[3], label, ox.Literal("D", language="en")),
    ]
    tree = tree_of(THING, triples, WORDS)
    assert tree["party"] == {"id": NODES[1].value, "label": "B"}
    assert tree["@reverse"] == {"party": NODES[2].value}
    assert tree["@included"] == {"id": NODES[3].value, "label": "D"}
    assert set(tree["@context"]) == {"@version", "id", "type", "label", "party", "rdfs", "ent"}


def test_a_chain_is_not_followed_for_ever() -> None:
    chain = [ox.NamedNode(f"urn:{number}") for number in range(2000)]
    triples = [ox.Triple(one, PROPERTIES[0], following) for one, following in pairwise(chain)]
    assert len(list(ox.parse(json.dumps(tree_of(chain[0], triples, WORDS)), ox.RdfFormat.JSON_LD))) == len(triples)


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty])
def test_the_context_has_a_word_for_every_term_of_ours(project: Project, kind: rdflib.URIRef) -> None:
    ontology = rdflib.Graph()
    for path in project.ontology:
        ontology.parse(path)
    terms = {str(term) for term in ontology.subjects(RDF.type, kind) if str(term).startswith(ENT)}
    assert terms or kind == OWL.AnnotationProperty
    for term in terms:
        meaning = WORDS[term.removeprefix(ENT)]
        assert meaning["@id"] == f"ent:{term.removeprefix(ENT)}"
        assert (meaning.get("@type") == "@id") == (kind == OWL.ObjectProperty)
