"""Rows of labels in; what each thing is called, and whether it is an event that did not simply take place, out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.prefixes import ENT, PREFIXES, kind_of, shorten
from server.addresses import address_of
from server.portrait.parts import Part, shown

_CAPITAL, _LOCAL = re.compile("(?<=[a-z])[A-Z]"), re.compile("[/#]")
_LABEL, _STATUS = PREFIXES["rdfs"] + "label", ENT + "eventStatus"


@dataclass(frozen=True)
class Names:
    """Labels (English first) with their languages, and the events that have a status, by IRI."""

    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    statuses: frozenset[str] = frozenset()

    def of(self, term: object) -> Part:
        """A term as words that lead to it; a literal is its text."""
        if isinstance(term, NamedNode):
            words, language = self.labels.get(term.value) or (self._unnamed(term.value), "")
            return Part(shown(words), address_of(term.value), "" if language.startswith("en") else language)
        if isinstance(term, Literal):
            language = term.language or ""
            return Part(shown(term.value), "", "" if language.startswith("en") else language)
        return Part(shown(f"_:{term.value}" if isinstance(term, BlankNode) else str(term)))

    def of_property(self, name: str) -> str:
        """What a property is called: by its label, else by the words that its local name is made of."""
        words, _ = self.labels.get(name) or self.labels.get(ENT + name) or ("", "")
        return words or _CAPITAL.sub(lambda found: f" {found[0].lower()}", _LOCAL.split(name)[-1] or name)

    def _unnamed(self, iri: str) -> str:
        if kind_of(iri) is not None:
            return iri.rpartition("/")[2].replace("-", " ")
        if iri.startswith(PREFIXES["wd"]):
            return f"Wikidata {iri.removeprefix(PREFIXES['wd'])}"
        name = shorten(iri)
        return name if name != iri or not iri.startswith(("http://", "https://")) else urlsplit(iri).netloc or iri


def names_from(quads: Iterable[Quad]) -> Names:
    """The names that these statements give; of several labels one in English, then the first."""
    labels: dict[str, tuple[str, str]] = {}
    statuses = set()
    for quad in quads:
        subject = quad.subject
        if not isinstance(subject, NamedNode):
            continue
        if quad.predicate.value == _STATUS:
            statuses.add(subject.value)
        elif quad.predicate.value == _LABEL and isinstance(quad.object, Literal):
            language = quad.object.language or ""
            known = labels.get(subject.value)
            if known is None or (language.startswith("en") and not known[1].startswith("en")):
                labels[subject.value] = (quad.object.value, language)
    return Names(labels, frozenset(statuses))
