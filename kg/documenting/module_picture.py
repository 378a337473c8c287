"""The terms of a module in; a picture of the properties that lead from one kind of thing to another, out."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from kg.documenting.drawing import HEIGHT, Box, Line, Word, picture, width_of
from kg.documenting.links import Links
from kg.documenting.terms import Term
from kg.prefixes import shorten

_ROW, _BETWEEN = 40, 14
_ANYTHING, _VALUE = "anything", "a value"
_PLAIN = {"xsd:integer": "a number", "xsd:string": "a text"}


def module_picture(name: str, terms: Sequence[Term], all_terms: Mapping[str, Term], links: Links) -> str:
    """Left the kinds that properties of the module lead from, right what they lead to; nothing without properties.

    A kind of another module has a broken outline.
    """
    own = {term.iri for term in terms}
    ends = sorted(_ends(term, all_terms) for term in terms if term.kind in ("object property", "data property"))
    if not ends:
        return ""
    words = {iri: _words(iri, all_terms) for end in ends for iri in (end[1], end[3])}
    left = max(width_of(words[end[1]]) for end in ends)
    middle = max(width_of(end[2]) for end in ends) + 24
    right = max(width_of(words[end[3]]) for end in ends)

    def box(iri: str, x: int, y: int, width: int, height: int) -> Box:
        style = "" if iri in own else "plain" if iri not in all_terms else "other"
        return Box(x, y, width, height, words[iri], links.term(iri) if iri in all_terms else None, style)

    parts: list[Box | Line | Word] = []
    y = 1
    for domain, group in groupby(ends, key=lambda end: end[1]):
        listed = list(group)
        height = (len(listed) - 1) * _ROW + HEIGHT
        parts.append(box(domain, 1, y, left, height))
        for number, (_, _, label, span, iri) in enumerate(listed):
            top = y + number * _ROW
            line = top + HEIGHT // 2
            parts.append(Line(1 + left, line, 1 + left + middle, line))
            parts.append(Word(1 + left + middle // 2, line, label, links.term(iri)))
            parts.append(box(span, 1 + left + middle, top, right, HEIGHT))
        y += height + _BETWEEN
    told = " ".join(f"{words[domain]}: {label}: {words[span]}." for _, domain, label, span, _ in ends)
    title = f"{name}: what its properties lead from and to"
    return picture(f"picture-{name}", title, told, parts, left + middle + right + 2, y - _BETWEEN + 1)


def _ends(term: Term, terms: Mapping[str, Term]) -> tuple[bool, str, str, str, str]:
    """What a property leads from, its label, what it leads to, its IRI; those that lead from anything come last."""
    domain = _end(term, "Leads from", terms) or _ANYTHING
    none = _ANYTHING if term.kind == "object property" else _VALUE
    return (domain == _ANYTHING, domain, term.label, _end(term, "Leads to", terms) or none, term.iri)


def _end(term: Term, name: str, terms: Mapping[str, Term]) -> str | None:
    """The class at one end of a property: its own, else that of a property above it."""
    rows = {row.name: row.terms for row in term.rows}
    if name in rows:
        return rows[name][0]
    above = (_end(terms[iri], name, terms) for iri in rows.get("Subproperty of", ()) if iri in terms)
    return next((iri for iri in above if iri), None)


def _words(iri: str, terms: Mapping[str, Term]) -> str:
    if iri in terms:
        return terms[iri].label
    short = shorten(iri)
    return _PLAIN.get(short, "a concept" if short == "skos:Concept" else short)
