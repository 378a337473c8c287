"""The sources go in; a review sheet of all claims comes out: what each says, where it rests, its statements."""

from collections.abc import Iterable
from html import escape

import pyoxigraph as ox

from kg.building.passages import place_in_words
from kg.claims.records import Claim
from kg.claims.sources import Sources
from kg.claims.statement import Statement
from kg.prefixes import PREFIXES, shorten

_LABEL = PREFIXES["rdfs"] + "label"
_A = PREFIXES["rdf"] + "type"


def claims_html(sources: Sources) -> str:
    """The sheet as a fragment of HTML, claims in the order of the files; no word of an article stands in it."""
    labels = _labels(sources)
    return "".join(_claim(claim, sources, labels) for claim in sources.claims.values())


def _claim(claim: Claim, sources: Sources, labels: dict[str, str]) -> str:
    places = "".join(f"<li>{escape(place_in_words(sources.passages[slug]))}</li>" for slug in claim.evidence)
    said = "".join(f"<li>{escape(words)}</li>" for words in _in_words(sources.contents[claim.iri], labels))
    place = f"{claim.path}:{claim.line}"
    held = f", held by {labels.get(claim.held_by, shorten(claim.held_by))}" if claim.held_by else ""
    return (
        f'<section id="{escape(claim.slug)}">\n<h2>{escape(claim.label or claim.slug)}</h2>\n'
        f"<p>{escape(claim.stance + held)} · <code>{escape(claim.slug)}</code> · {escape(place)}</p>\n"
        f"<ul>{places}</ul>\n<ul>{said}</ul>\n</section>\n"
    )


def _in_words(statements: Iterable[Statement], labels: dict[str, str]) -> list[str]:
    def words(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
        return term.value if isinstance(term, ox.Literal) else labels.get(term.value, shorten(term.value))

    def verb(predicate: ox.NamedNode) -> str:
        return "is a" if predicate.value == _A else words(predicate)

    return [
        f"{words(said.subject)} — {verb(said.predicate)} — {words(said.object)}"
        for said in statements
        if said.predicate.value != _LABEL
    ]


def _labels(sources: Sources) -> dict[str, str]:
    contents = (statement for statements in sources.contents.values() for statement in statements)
    layers = (sources.ontology, sources.entities, sources.records, sources.background, contents)
    return {
        statement.subject.value: statement.object.value
        for layer in layers
        for statement in layer
        if statement.predicate.value == _LABEL
    }
