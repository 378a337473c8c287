"""Contents of claims and the entity files go in; which dates, numbers and entities each claim uses comes out.

Used is what stands in a claim's content: a date as `ent:when` or `ent:attestedUntil`, a number as a literal, an entity
as a node, and what the entity files say of such a node (an office's state, a relation's parties, a work's author).
Labels, comments and the claim's record do not count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.claims.records import Claim
from kg.claims.statement import Statement
from kg.prefixes import ENT, kind_of, shorten
from kg.reading.holdings import Item
from kg.reading.numbers import full_pages

_WHEN = ENT + "when"
_DATES = (_WHEN, ENT + "attestedUntil")
_PAGES = ENT + "citedPages"
_OPEN_END = ("", "..")

Uses = frozenset[Item]


def uses_of_claims(contents: Mapping[str, Iterable[Statement]], entities: Iterable[Statement]) -> dict[str, Uses]:
    """What each claim uses, by its IRI."""
    said_of: defaultdict[str, set[str]] = defaultdict(set)
    for said in entities:
        if isinstance(said.object, ox.NamedNode) and kind_of(said.object.value):
            said_of[said.subject.value].add(said.object.value)
    return {claim: frozenset(_items(statements, said_of)) for claim, statements in contents.items()}


def uses_of_passages(claims: Iterable[Claim], uses: Mapping[str, Uses]) -> dict[str, Uses]:
    """What the claims that rest on a passage use together, by the passage's slug; what it holds or not."""
    together: defaultdict[str, set[Item]] = defaultdict(set)
    for claim in claims:
        for slug in claim.evidence:
            together[slug] |= uses[claim.iri]
    return {slug: frozenset(items) for slug, items in together.items()}


def _items(statements: Iterable[Statement], said_of: Mapping[str, set[str]]) -> Iterator[Item]:
    for said in statements:
        nodes = {said.subject.value}
        if isinstance(said.object, ox.NamedNode):
            nodes.add(said.object.value)
        elif isinstance(said.object, ox.Literal) and said.predicate.value in _DATES:
            dates = _dates(said.object.value) if said.predicate.value == _WHEN else _day(said.object.value)
            yield from (Item("date", date) for date in dates)
        elif isinstance(said.object, ox.Literal) and said.object.language is None:
            value = said.object.value
            yield Item("number", full_pages(value) if said.predicate.value == _PAGES else value)
        for node in nodes:
            for thing in {node, *said_of.get(node, ())}:
                if kind_of(thing):
                    yield Item("entity", shorten(thing))


def _dates(edtf: str) -> Iterator[str]:
    """A date itself; an interval uses its two ends too, as `1966/..` says that something began in 1966."""
    yield edtf
    ends = edtf.split("/")
    if len(ends) > 1:
        yield from (end for end in ends if end not in _OPEN_END)


def _day(day: str) -> Iterator[str]:
    """A day that something is attested until, and its month and year: the term takes days only, whatever the text."""
    yield from (day, day[:7], day[:4])
