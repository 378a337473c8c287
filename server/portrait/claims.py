"""Claims in; what a page shows of each: its sentence, stance and holder, what it says in words, where it rests, notes.

A claim's content is shown with the claim alone, whatever its stance; `own` tells whether the author says it himself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.prefixes import ENT, PREFIXES
from server.portrait.grammar import sentences_of
from server.portrait.names import Names
from server.portrait.parts import Part, Sentence, shown, tail_of
from server.publishing.facts import is_fact

_RDFS = PREFIXES["rdfs"]
_STANCES = {
    "stance-asserted": "the author says so",
    "stance-hedged": "the author says so with a mark of doubt",
    "stance-reported": "only reported",
    "stance-assumed": "only assumed",
    "stance-hypothesised": "only supposed to follow, or to be likely",
    "stance-denied": "brought up to be rejected",
}


@dataclass(frozen=True)
class Note:
    """An editorial note: its title, what it says, what sort of trouble it records, and where that is known from."""

    title: Part
    words: str
    kind: Part | None
    sources: tuple[Part, ...]


@dataclass(frozen=True)
class ClaimView:
    """One claim: `stance` in words, who hold it (none: the author), `kind`, its passages, `remarks` of its record."""

    iri: str
    says: Part
    stance: str
    own: bool
    hedged: bool
    holders: tuple[Part, ...]
    kinds: tuple[Part, ...]
    places: tuple[Part, ...]
    passages: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    remarks: tuple[str, ...]
    notes: tuple[Note, ...]
    conveyed_by: tuple[Part, ...]


def claim_views(
    claims: Sequence[NamedNode], quads: Iterable[Quad], notes: Iterable[Quad], names: Names
) -> list[ClaimView]:
    """The claims in the order given; `quads` are those of the query `contents`, `notes` those of `notes-on`."""
    records: dict[str, list[Quad]] = defaultdict(list)
    contents: dict[str, list[Quad]] = defaultdict(list)
    conveyed: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            contents[quad.graph_name.value].append(quad)
        elif quad.predicate.value in (f"{ENT}conveys", f"{ENT}citedFor"):
            conveyed[quad.object.value].append(quad)  # type: ignore[union-attr]
        else:
            records[quad.subject.value].append(quad)  # type: ignore[union-attr]
    remarks = notes_on(notes, names)
    return [
        _view(claim, records[claim.value], contents[claim.value], conveyed[claim.value], remarks, names)
        for claim in claims
    ]


def _view(
    claim: NamedNode,
    record: Sequence[Quad],
    content: Sequence[Quad],
    conveyed: Sequence[Quad],
    notes: Mapping[str, Sequence[Note]],
    names: Names,
) -> ClaimView:
    said: dict[str, list[object]] = defaultdict(list)
    for quad in record:
        said[quad.predicate.value].append(quad.object)
    stances = {term.value for term in said[f"{ENT}stance"] if isinstance(term, NamedNode)}
    kinds = [term for term in said[f"{PREFIXES['rdf']}type"] if tail_of(term) != "ontology#Claim"]
    holders = sorted(said[f"{ENT}heldBy"], key=str)
    passages = sorted((term for term in said[f"{ENT}evidence"] if isinstance(term, NamedNode)), key=str)
    reasons = ("inferredDate", "inferredEntity")
    tail = tail_of(NamedNode(min(stances))) if stances else ""
    return ClaimView(
        iri=claim.value,
        says=names.of(claim),
        stance=_STANCES.get(tail) or (names.of(NamedNode(min(stances))).words if stances else "no stance is recorded"),
        own=is_fact(claim, stances),
        hedged=tail == "stance-hedged",
        holders=tuple(names.of(holder) for holder in holders),
        kinds=tuple(names.of(kind) for kind in kinds),
        places=tuple(names.of(passage) for passage in passages),
        passages=tuple(passage.value for passage in passages),
        sentences=tuple(sentences_of([quad.triple for quad in content], names)),
        remarks=tuple(
            shown_whole(term)
            for key in (f"{_RDFS}comment", *(ENT + reason for reason in reasons))
            for term in said[key]
        ),
        notes=tuple(notes.get(claim.value, ())),
        conveyed_by=tuple(
            dict.fromkeys(names.of(quad.subject) for quad in conveyed if quad.predicate.value == f"{ENT}conveys")
        ),
    )


def notes_on(quads: Iterable[Quad], names: Names) -> dict[str, list[Note]]:
    """The editorial notes by what they are on."""
    said: dict[NamedNode, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            said[quad.subject][quad.predicate.value].append(quad.object)
    notes: dict[str, list[Note]] = defaultdict(list)
    for note, properties in said.items():
        kinds = properties[f"{ENT}noteKind"]
        made = Note(
            names.of(note),
            " ".join(shown_whole(term) for term in properties[f"{_RDFS}comment"]),
            names.of(kinds[0]) if kinds else None,
            tuple(names.of(term) for term in properties[f"{PREFIXES['dcterms']}source"]),
        )
        for target in properties[f"{ENT}noteOn"]:
            if isinstance(target, NamedNode):
                notes[target.value].append(made)
    return notes


def shown_whole(term: object) -> str:
    """A text of several sentences, bounded."""
    words = term.value if isinstance(term, Literal) else shown(str(term))
    return words if len(words) <= 2000 else f"{words[:2000]}…"
