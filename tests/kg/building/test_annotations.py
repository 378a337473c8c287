"""A mention is a Web Annotation: where it stands, what it names, and no word of the text."""

import pyoxigraph as ox

from kg.building.annotations import Annotation, annotation_triples
from kg.prefixes import PREFIXES, expand, shorten

OFFICE = Annotation("2-1-3-4", 12, 25, expand("office:minister"))


def described(*annotations: Annotation) -> set[str]:
    inside = PREFIXES["annotation"]
    return {
        f"{shorten(t.subject.value).replace(inside, '')} {shorten(t.predicate.value)} "
        f"{shorten(t.object.value).replace(inside, '')}"
        for t in annotation_triples(annotations)
    }


def test_an_annotation_says_where_it_stands_and_what_is_named() -> None:
    assert described(OFFICE) == {
        "annotation:2-1-3-4-12-25 rdf:type ent:Mention",
        "annotation:2-1-3-4-12-25 rdf:type oa:Annotation",
        "annotation:2-1-3-4-12-25 oa:motivatedBy oa:identifying",
        "annotation:2-1-3-4-12-25 oa:hasBody office:minister",
        "annotation:2-1-3-4-12-25 oa:hasTarget 2-1-3-4-12-25/target",
        "2-1-3-4-12-25/target rdf:type oa:SpecificResource",
        "2-1-3-4-12-25/target oa:hasSource passage:2-1-3-4",
        "2-1-3-4-12-25/target oa:hasSelector 2-1-3-4-12-25/selector",
        "2-1-3-4-12-25/selector rdf:type oa:TextPositionSelector",
        "2-1-3-4-12-25/selector oa:start 12",
        "2-1-3-4-12-25/selector oa:end 25",
    }


def test_two_annotations_share_no_node_and_none_is_blank() -> None:
    longer = Annotation("2-1-3-4", 12, 30, OFFICE.body)
    subjects = [{t.subject for t in annotation_triples([one])} for one in (OFFICE, longer)]
    assert not subjects[0] & subjects[1]
    assert all(isinstance(node, ox.NamedNode) for nodes in subjects for node in nodes)
