"""Claims of a dataset in; what each says, in which stance, and the places (and sentences) it rests on, out."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Store

from kg.asking.description import label_of, value, values
from kg.asking.places import Place, Texts, place_of
from kg.errors import InputError
from kg.prefixes import ENT, shorten


@dataclass(frozen=True)
class ClaimEvidence:
    """One claim: its IRI, its sentence in our words, its stance, where it rests.

    `holder` is who holds it (None: the author); several are parted by semicolons, in the order of their IRIs.
    """

    claim: str
    label: str
    stance: str
    holder: str | None
    places: tuple[Place, ...]


def evidence_of(store: Store, claims: Iterable[NamedNode], location: Path | None = None) -> list[ClaimEvidence]:
    """What the records of these claims say, in the order given, each claim once; its places in text order.

    With the article's text at `location` (a file, or a folder that holds it) each place has its sentence, once its
    SHA-256 is verified. Raises InputError for what is no claim, for a location without the text, and, naming the
    passage, for a sentence that is not the one the passage's hash stands for.
    """
    distinct = list(dict.fromkeys(claims))
    passages = {claim: values(store, claim, ENT + "evidence") for claim in distinct}
    texts = _texts(store, {NamedNode(iri.value) for found in passages.values() for iri in found}, Texts(location))
    return [
        _evidence(
            store, claim, [place_of(store, NamedNode(iri.value), texts.get(iri.value)) for iri in passages[claim]]
        )
        for claim in distinct
    ]


def _evidence(store: Store, claim: NamedNode, places: list[Place]) -> ClaimEvidence:
    stance = value(store, claim, ENT + "stance")
    if stance is None:
        raise InputError(f"{shorten(claim.value)} is not a claim of this dataset.")
    holders = [label_of(store, holder) for holder in values(store, claim, ENT + "heldBy")]
    return ClaimEvidence(
        claim=claim.value,
        label=label_of(store, claim),
        stance=label_of(store, stance),
        holder="; ".join(holders) or None,
        places=tuple(sorted(places, key=lambda place: place.passage.fragments)),
    )


def _texts(store: Store, passages: set[NamedNode], texts: Texts) -> dict[str, str | None]:
    """For each passage the text of its article, each article's looked for once."""
    if texts.location is None:
        return {}
    articles = {iri: value(store, iri, ENT + "passageOf") for iri in passages}
    found = {
        article.value: texts.of(store, NamedNode(article.value))
        for article in set(articles.values())
        if article is not None
    }
    return {iri.value: found[article.value] for iri, article in articles.items() if article is not None}
