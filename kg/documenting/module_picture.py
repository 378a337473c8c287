"""Terms of a module, or of all, in; a picture of the properties that lead from one kind of thing to another, out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from kg.documenting.drawing import HEIGHT, Box, Line, Word, picture, width_of
from kg.documenting.links import Links
from kg.documenting.terms import Term
from kg.prefixes import shorten

_ROW, _BETWEEN = 40, 14
_ANYTHING, _VALUE = "anything", "a value"
_PLAIN = {"xsd:integer": "a number", "xsd:string": "a text"}
_NAMED = 3
"""Properties that one line of the picture of all kinds names; of more it tells how many."""


class _Lead(NamedTuple):
    """A line of a picture, in the order of drawing: what it leads from, its words, what it leads to, and its link."""

    from_anything: bool
    domain: str
    words: str
    span: str
    link: str


def module_picture(name: str, terms: Sequence[Term], all_terms: Mapping[str, Term], links: Links) -> str:
    """Left the kinds that properties of the module lead from, right what they lead to; nothing without properties.

    A kind of another module has a broken outline.
    """
    leads = sorted(_lead(term, all_terms) for term in terms if term.kind in ("object property", "data property"))
    title = f"{name}: what its properties lead from and to"
    return _drawn(f"picture-{name}", title, leads, {term.iri for term in terms}, all_terms, links) if leads else ""


def picture_of_kinds(terms: Mapping[str, Term], links: Links) -> str:
    """The same for all modules together: the topmost kinds, and between two of them the properties that lead across."""
    across: dict[tuple[str, str], list[Term]] = {}
    for term in terms.values():
        lead = _lead(term, terms)
        if term.kind == "object property" and lead.domain in terms and lead.span in terms:
            across.setdefault((_top(lead.domain, terms), _top(lead.span, terms)), []).append(term)
    leads = sorted(
        _Lead(False, domain, _several([term.label for term in properties]), span, properties[0].iri)
        for (domain, span), properties in across.items()
    )
    return _drawn("kinds", "How the kinds of thing are connected", leads, set(terms), terms, links)


def _drawn(name: str, title: str, leads: list[_Lead], own: set[str], terms: Mapping[str, Term], links: Links) -> str:
    words = {iri: _words(iri, terms) for lead in leads for iri in (lead.domain, lead.span)}
    left = max(width_of(words[lead.domain]) for lead in leads)
    middle = max(width_of(lead.words) for lead in leads) + 24
    right = max(width_of(words[lead.span]) for lead in leads)

    def box(iri: str, x: int, y: int, width: int, height: int) -> Box:
        style = "" if iri in own else "other" if iri in terms else "plain"
        return Box(x, y, width, height, words[iri], links.term(iri) if iri in terms else None, style)

    parts: list[Box | Line | Word] = []
    y = 1
    for domain, group in groupby(leads, key=lambda lead: lead.domain):
        listed = list(group)
        parts.append(box(domain, 1, y, left, (len(listed) - 1) * _ROW + HEIGHT))
        for number, lead in enumerate(listed):
            top = y + number * _ROW
            line = top + HEIGHT // 2
            parts.append(Line(1 + left, line, 1 + left + middle, line))
            parts.append(Word(1 + left + middle // 2, line, lead.words, links.term(lead.link)))
            parts.append(box(lead.span, 1 + left + middle, top, right, HEIGHT))
        y += (len(listed) - 1) * _ROW + HEIGHT + _BETWEEN
    told = " ".join(f"{words[lead.domain]}: {lead.words}: {words[lead.span]}." for lead in leads)
    return picture(name, title, told, parts, left + middle + right + 2, y - _BETWEEN + 1)


def _lead(term: Term, terms: Mapping[str, Term]) -> _Lead:
    domain = _end(term, "Leads from", terms) or _ANYTHING
    none = _ANYTHING if term.kind == "object property" else _VALUE
    return _Lead(domain == _ANYTHING, domain, term.label, _end(term, "Leads to", terms) or none, term.iri)


def _end(term: Term, name: str, terms: Mapping[str, Term]) -> str | None:
    """The class at one end of a property: its own, else that of a property above it."""
    rows = {row.name: row.terms for row in term.rows}
    if name in rows:
        return rows[name][0]
    above = (_end(terms[iri], name, terms) for iri in rows.get("Subproperty of", ()) if iri in terms)
    return next((iri for iri in above if iri), None)


def _top(iri: str, terms: Mapping[str, Term]) -> str:
    """The topmost class of ours above a class, or itself."""
    rows = {row.name: row.terms for row in terms[iri].rows}
    above = [other for other in rows.get("Subclass of", ()) if other in terms]
    return _top(above[0], terms) if above else iri


def _several(labels: Iterable[str]) -> str:
    listed = sorted(labels)
    more = len(listed) - _NAMED
    return ", ".join(listed) if more <= 0 else f"{', '.join(listed[:_NAMED])} and {more} more"


def _words(iri: str, terms: Mapping[str, Term]) -> str:
    if iri in terms:
        return terms[iri].label
    short = shorten(iri)
    return _PLAIN.get(short, "a concept" if short == "skos:Concept" else short)
