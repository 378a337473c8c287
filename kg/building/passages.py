"""Passages of the lock file go in; the triples that describe their places, and never their words, come out."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.prefixes import ENT, PREFIXES
from kg.reading.passages import Passage

_CLASSES = {"sentence": "Sentence", "footnote": "FootnoteSentence", "cell": "TableCell"}
_ARTICLE = ox.NamedNode(PREFIXES["article"] + PREFIXES["passage"].split("/")[-2])
_A = ox.NamedNode(PREFIXES["rdf"] + "type")


def passage_triples(passages: Iterable[Passage]) -> list[ox.Triple]:
    """The triples of passages and their fragments."""
    return [triple for passage in passages for triple in _passage(passage)]


def _passage(passage: Passage) -> list[ox.Triple]:
    node = ox.NamedNode(PREFIXES["passage"] + passage.slug)
    row, column, entry = passage.cell or (None, None, None)
    numbers = {
        "part": passage.part,
        "section": passage.section,
        "page": passage.page,
        "paragraph": passage.paragraph,
        "sentenceNumber": None if passage.kind == "cell" else passage.sentence,
        "footnoteNumber": passage.footnote,
        "tableRow": row,
        "tableColumn": column,
        "tableEntry": entry,
    }
    triples = [
        ox.Triple(node, _A, _ent(_CLASSES[passage.kind])),
        ox.Triple(node, ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.Literal(place_in_words(passage), language="en")),
        ox.Triple(node, _ent("passageOf"), _ARTICLE),
        ox.Triple(node, _ent("sentenceSHA256"), ox.Literal(passage.sha256)),
        *(ox.Triple(node, _ent(name), _integer(number)) for name, number in numbers.items() if number is not None),
    ]
    for order, (start, end) in enumerate(passage.fragments, start=1):
        triples += _fragment(node, order, start, end)
    return triples


def _fragment(passage: ox.NamedNode, order: int, start: int, end: int) -> list[ox.Triple]:
    """A fragment as the Web Annotation vocabulary has it: position 0 is before the first character, end excluded."""
    fragment = ox.NamedNode(f"{passage.value}/fragment-{order}")
    selector = ox.NamedNode(f"{fragment.value}/selector")
    return [
        ox.Triple(passage, _ent("hasFragment"), fragment),
        ox.Triple(fragment, _A, _ent("TextFragment")),
        ox.Triple(fragment, _A, _oa("SpecificResource")),
        ox.Triple(fragment, _ent("fragmentOrder"), _integer(order)),
        ox.Triple(fragment, _oa("hasSource"), _ARTICLE),
        ox.Triple(fragment, _oa("hasSelector"), selector),
        ox.Triple(selector, _A, _oa("TextPositionSelector")),
        ox.Triple(selector, _oa("start"), _integer(start)),
        ox.Triple(selector, _oa("end"), _integer(end)),
    ]


def place_in_words(passage: Passage) -> str:
    """Where a passage stands, for people: `Part 5, section 2, paragraph 1, sentence 4 (page 128)`."""
    if passage.cell is not None:
        row, column, entry = passage.cell
        return f"Table 1, row {row}, column {column}, entry {entry} (page {passage.page})"
    if passage.footnote is not None:
        return f"Footnote {passage.footnote}, sentence {passage.sentence} (page {passage.page})"
    section = f", section {passage.section}" if passage.section else ""
    within = f"paragraph {passage.paragraph}, sentence {passage.sentence}"
    return f"Part {passage.part}{section}, {within} (page {passage.page})"


def _ent(name: str) -> ox.NamedNode:
    return ox.NamedNode(ENT + name)


def _oa(name: str) -> ox.NamedNode:
    return ox.NamedNode(PREFIXES["oa"] + name)


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(PREFIXES["xsd"] + "integer"))
