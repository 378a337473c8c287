"""What a dataset answers to a few queries in; how often it uses each term, with a few examples, out."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.prefixes import ENT, GRAPH, PREFIXES, shorten

_VOCABULARY = f"<{GRAPH}ontology>, <{GRAPH}shapes>"
_CONCEPTS = PREFIXES["concept"]
_DEFAULT, _NAMED = "default", "named"

# Examples are picked by hashes of their names: always the same ones for one dataset, and not all of one letter.
_COUNTED = """SELECT ?term ?where (COUNT(DISTINCT ?key) AS ?count)
  (MIN(?hashed) AS ?first) (MAX(?hashed) AS ?last) (MIN(?other) AS ?third)
WHERE {{
  {{ {pattern} BIND("default" AS ?where) }}
  UNION
  {{ GRAPH ?graph {{ {pattern} }} BIND("named" AS ?where)
    FILTER(?graph NOT IN ({vocabulary})) FILTER NOT EXISTS {{ {pattern} }} }}
  FILTER(STRSTARTS(STR(?term), "{start}") && !STRSTARTS(STR(?s), "{concepts}"))
  BIND({key} AS ?key)
  BIND(CONCAT(MD5(?key), " ", ?key) AS ?hashed)
  BIND(CONCAT(SHA1(?key), " ", ?key) AS ?other)
}} GROUP BY ?term ?where ORDER BY ?term ?where"""
_SEEN = (
    ("?s a ?term .", ENT, "STR(?s)"),
    ("?s ?term ?o .", ENT, 'CONCAT(STR(?s), " ", STR(?term), " ", STR(?o))'),
    ("?s ?p ?term .", _CONCEPTS, 'CONCAT(STR(?s), " ", STR(?p))'),
)
_LONGEST = 80
"""Characters of a literal in an example."""


@dataclass(frozen=True)
class Example:
    """A thing that a term is used of, with its label; of a property also the value, an IRI with its label or a text."""

    thing: str
    label: str
    value: str = ""
    value_label: str = ""


@dataclass(frozen=True)
class Usage:
    """How many things or statements use a term in the default graph, how many more elsewhere, and a few of them."""

    count: int = 0
    elsewhere: int = 0
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Seen:
    """Counts by where (`default`, `named`), and the parts of a few examples, a space between them."""

    counts: Counter[str] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)


def counting_queries() -> list[str]:
    """The queries whose results `seen_in` takes, in their order.

    A thing, or a statement, counts once however many graphs it is in; the graphs of ontology and shapes do not count,
    and neither does what says of a concept where it stands in its list.
    """
    return [
        _COUNTED.format(pattern=pattern, start=start, key=key, vocabulary=_VOCABULARY, concepts=_CONCEPTS)
        for pattern, start, key in _SEEN
    ]


def seen_in(results: Iterable[bytes]) -> dict[str, Seen]:
    """What SPARQL results in JSON tell of each term that is used."""
    seen: dict[str, Seen] = {}
    for row in (row for result in results for row in _rows(result)):
        term = seen.setdefault(row["term"], Seen())
        term.counts[row["where"]] += int(row["count"])
        hashed = (row[name].split(" ", 1)[1] for name in ("first", "third", "last") if name in row)
        term.keys.extend(one for one in dict.fromkeys(hashed) if one not in term.keys)
    return seen


def labels_query(seen: Mapping[str, Seen]) -> str:
    """The query for the labels of all examples, in whatever graph they are told."""
    parts = {part for term in seen.values() for key in term.keys for part in key.split(" ")}
    things = sorted(part for part in parts if part.startswith("http") and not set(part) & set('<>"{}|^`\\'))
    label = f"<{PREFIXES['rdfs']}label>"
    return f"""SELECT ?thing (MIN(?text) AS ?label) WHERE {{
  VALUES ?thing {{ {" ".join(f"<{thing}>" for thing in things)} }}
  {{ ?thing {label} ?text }} UNION {{ GRAPH ?graph {{ ?thing {label} ?text }} }}
  FILTER(LANG(?text) IN ("", "en"))
}} GROUP BY ?thing"""


def usage_of(seen: Mapping[str, Seen], labels: bytes) -> dict[str, Usage]:
    """The use of each term, its examples labelled by the results of that query."""
    labelled = {row["thing"]: row["label"] for row in _rows(labels) if "label" in row}
    return {
        iri: Usage(term.counts[_DEFAULT], term.counts[_NAMED], tuple(_example(key, labelled) for key in term.keys[:3]))
        for iri, term in seen.items()
    }


def _example(key: str, labels: dict[str, str]) -> Example:
    thing, *rest = key.split(" ", 2)
    label = labels.get(thing, shorten(thing))
    if not rest:
        return Example(thing, label)
    value = rest[-1]
    if value in labels or value.startswith("http"):
        return Example(thing, label, value, labels.get(value, shorten(value)))
    shown = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    return Example(thing, label, "", shown)


def _rows(results: bytes) -> Iterator[dict[str, str]]:
    for bindings in json.loads(results)["results"]["bindings"]:
        row = {name: str(binding["value"]) for name, binding in bindings.items()}
        if row.keys() & {"term", "thing"}:  # an aggregate over nothing is one empty row
            yield row
