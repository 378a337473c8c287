"""A page of a fragment in; what a client needs to know of it, and to go on from it, as RDF out.

Sources: Triple Pattern Fragments, sections 3.2 (metadata) and 3.3 (controls); Hydra Core Vocabulary; VoID.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, Triple

from kg.prefixes import HYDRA, PREFIXES
from server.fragments.pattern import PARTS, Pattern

PREFIXES_HERE = {"hydra": HYDRA, **{name: PREFIXES[name] for name in ("void", "dcterms", "foaf", "rdf", "rdfs")}}

_A = NamedNode(PREFIXES["rdf"] + "type")


@dataclass(frozen=True)
class Page:
    """One page: the pattern it is of, all triples that fit, how many a page has, and its address as it was asked for.

    `root` is the address of the fragment of everything.
    """

    pattern: Pattern
    total: int
    size: int
    address: str
    root: str

    @property
    def pages(self) -> int:
        """How many there are; one of nothing is one."""
        return max(1, -(-self.total // self.size))

    @property
    def metadata(self) -> NamedNode:
        """The graph that what is said here is in, where the syntax has graphs."""
        return NamedNode(f"{self.fragment}#metadata")

    @property
    def fragment(self) -> str:
        """The address of its first page, without a page's number."""
        query = urlencode(self.pattern.query)
        return f"{self.root}?{query}" if query else self.root

    def numbered(self, page: int) -> str:
        """The address of another page of it."""
        return f"{self.root}?{urlencode([*self.pattern.query, ('page', page)])}"


def controls(page: Page) -> Iterator[Triple]:
    """How many triples there are, the other pages, and the form that leads to any other fragment."""
    dataset, fragment, here = (NamedNode(iri) for iri in (f"{page.root}#dataset", page.fragment, page.address))
    yield Triple(page.metadata, _term("foaf", "primaryTopic"), here)
    yield Triple(dataset, _A, _void("Dataset"))
    yield Triple(dataset, _A, _hydra("Collection"))
    yield from _form(dataset, page.root)
    for part in dict.fromkeys((fragment, here)):
        yield Triple(dataset, _void("subset"), part)
        yield Triple(part, _hydra("totalItems"), Literal(page.total))
        yield Triple(part, _void("triples"), Literal(page.total))
    if here != fragment:
        yield Triple(fragment, _void("subset"), here)
    yield Triple(fragment, _A, _hydra("Collection"))
    yield Triple(here, _A, _hydra("PartialCollectionView"))
    yield Triple(here, _term("dcterms", "source"), dataset)
    yield Triple(here, _hydra("itemsPerPage"), Literal(page.size))
    number = page.pattern.page
    others = {"first": 1, "previous": number - 1, "next": number + 1, "last": page.pages}
    for name, other in others.items():
        if 1 <= other <= page.pages:
            yield Triple(here, _hydra(name), NamedNode(page.numbered(other)))


def _form(dataset: NamedNode, root: str) -> Iterator[Triple]:
    form = NamedNode(f"{root}#form")
    yield Triple(dataset, _hydra("search"), form)
    yield Triple(form, _hydra("template"), Literal(f"{root}{{?{','.join(PARTS)}}}"))
    yield Triple(form, _hydra("variableRepresentation"), _hydra("ExplicitRepresentation"))
    for name in PARTS:
        mapping = NamedNode(f"{root}#{name}")
        yield Triple(form, _hydra("mapping"), mapping)
        yield Triple(mapping, _hydra("variable"), Literal(name))
        yield Triple(mapping, _hydra("property"), _term("rdf", name))


def _hydra(name: str) -> NamedNode:
    return NamedNode(HYDRA + name)


def _void(name: str) -> NamedNode:
    return _term("void", name)


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)
