"""What passages name goes in; Web Annotations that say where, and never in what words, come out.

An annotation points from a run of characters in a passage's normalised text to what these characters name: a thing, or
an expression of time. Its IRI follows from the passage and the run, so there are no blank nodes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.prefixes import ENT, PREFIXES

_A = ox.NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True)
class Annotation:
    """One run of characters: the slug of its passage, its offsets, and the IRI (`body`) of what it names.

    Offsets are Unicode code points of the passage's normalised text; `start` is included, `end` is not.
    """

    passage: str
    start: int
    end: int
    body: str

    @property
    def iri(self) -> str:
        """The IRI, which follows from passage and offsets."""
        return f"{PREFIXES['annotation']}{self.passage}-{self.start}-{self.end}"


def annotation_triples(annotations: Iterable[Annotation]) -> list[ox.Triple]:
    """The triples of each annotation, its target and the target's selector (Web Annotation Vocabulary, 2017)."""
    return [triple for annotation in annotations for triple in _annotation(annotation)]


def _annotation(annotation: Annotation) -> list[ox.Triple]:
    node = ox.NamedNode(annotation.iri)
    target = ox.NamedNode(f"{annotation.iri}/target")
    selector = ox.NamedNode(f"{annotation.iri}/selector")
    return [
        ox.Triple(node, _A, ox.NamedNode(ENT + "Mention")),
        ox.Triple(node, _A, _oa("Annotation")),
        ox.Triple(node, _oa("motivatedBy"), _oa("identifying")),
        ox.Triple(node, _oa("hasBody"), ox.NamedNode(annotation.body)),
        ox.Triple(node, _oa("hasTarget"), target),
        ox.Triple(target, _A, _oa("SpecificResource")),
        ox.Triple(target, _oa("hasSource"), ox.NamedNode(PREFIXES["passage"] + annotation.passage)),
        ox.Triple(target, _oa("hasSelector"), selector),
        ox.Triple(selector, _A, _oa("TextPositionSelector")),
        ox.Triple(selector, _oa("start"), _integer(annotation.start)),
        ox.Triple(selector, _oa("end"), _integer(annotation.end)),
    ]


def _oa(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["oa"] + name)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))
