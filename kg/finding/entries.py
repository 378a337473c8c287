"""Rows of a few queries on a dataset in; its entries for a search, each a thing with all its names, out.

Asked is the default graph: what the author does not say himself, and background, is found by its claim's sentence
alone. The text of the articles is in no dataset, so it is in no entry.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.prefixes import ENT, PREFIXES, kind_of

LABELS_QUERY = f"""PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?thing ?property ?text {{
  VALUES ?property {{ rdfs:label skos:prefLabel skos:altLabel skos:hiddenLabel }}
  ?thing ?property ?text FILTER(isIRI(?thing) && isLiteral(?text))
}}"""
LENT_QUERY = f"""PREFIX ent: <{ENT}>
PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?thing ?text {{ ?thing ent:overTerritory ?place . ?place rdfs:label|skos:altLabel ?text }}"""
"""A dispute is known by the names that its parties give the territory."""
TYPES_QUERY = "SELECT ?thing ?type { ?thing a ?type FILTER(isIRI(?thing) && isIRI(?type)) }"
STANCES_QUERY = f"SELECT ?claim ?stance {{ ?claim <{ENT}stance> ?stance }}"

_LABELS = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel")
_HIDDEN = PREFIXES["skos"] + "hiddenLabel"
_APART = tuple(PREFIXES[prefix] for prefix in ("owl", "rdfs", "rdf", "skos"))
_OUR_FILES = (ENT + "Claim", ENT + "Passage")

Term = Mapping[str, str]
Row = Mapping[str, Term]
"""One solution as SPARQL's JSON results give it. Source: SPARQL 1.1 Query Results JSON Format, section 3.2."""


@dataclass(frozen=True)
class Name:
    """One name: its text and language tag, empty where it has none; `hidden` ones find a thing and are not shown."""

    text: str
    language: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Entry:
    """What a search can find: a thing, claim, passage or term, by its IRI.

    `types` are IRIs, the rarest of the dataset, which says most, first; `names` begin with the label. `lent` are names
    of what the thing is about. `stance` is the IRI of a claim's.
    """

    iri: str
    label: str
    names: tuple[Name, ...]
    lent: tuple[Name, ...]
    types: tuple[str, ...]
    stance: str = ""

    @property
    def is_thing(self) -> bool:
        """Whether it is something in the world, not a term, a claim or a passage."""
        if kind_of(self.iri) is not None:
            return True
        return not any(one.startswith(_APART) or one in _OUR_FILES for one in self.types)


def entries_of(
    labels: Iterable[Row], lent: Iterable[Row], types: Iterable[Row], stances: Iterable[Row]
) -> tuple[Entry, ...]:
    """The entries, in the order of their IRIs, from the rows of the four queries; who has no label has no entry."""
    named: dict[str, list[tuple[bool, Name]]] = {}
    for row in labels:
        kind = row["property"]["value"]
        name = Name(row["text"]["value"], row["text"].get("xml:lang", ""), kind == _HIDDEN)
        named.setdefault(row["thing"]["value"], []).append((kind in _LABELS, name))
    others: dict[str, set[Name]] = {}
    for row in lent:
        name = Name(row["text"]["value"], row["text"].get("xml:lang", ""))
        others.setdefault(row["thing"]["value"], set()).add(name)
    typed: dict[str, set[str]] = {}
    for row in types:
        typed.setdefault(row["thing"]["value"], set()).add(row["type"]["value"])
    stance = {row["claim"]["value"]: row["stance"]["value"] for row in stances}
    sizes = Counter(one for own in typed.values() for one in own)
    entries = []
    for iri, own in sorted(named.items()):
        # English before others among labels: pages are in English.
        ranked = sorted(own, key=lambda one: (one[1].hidden, not one[0], one[1].language != "en", one[1].text))
        if not ranked[0][0]:
            continue
        own_types = tuple(sorted(typed.get(iri, ()), key=lambda one: (not one.startswith(ENT), sizes[one], one)))
        lent_names = tuple(sorted(others.get(iri, ()), key=lambda one: (one.language, one.text)))
        names = tuple(name for _, name in ranked)
        entries.append(Entry(iri, names[0].text, names, lent_names, own_types, stance.get(iri, "")))
    return tuple(entries)
