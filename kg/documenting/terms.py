"""The documents of the ontology in; an entry for each of its terms, with all that they say of it, out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.documenting.documents import Documents, text_of
from kg.prefixes import ENT, PREFIXES, shorten

CONCEPT = PREFIXES["concept"]
KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object property",
    OWL.DatatypeProperty: "data property",
    OWL.AnnotationProperty: "annotation property",
    SKOS.ConceptScheme: "code list",
    SKOS.Concept: "concept",
}
_CHARACTERISTICS = {
    OWL.FunctionalProperty: "functional: at most one value",
    OWL.InverseFunctionalProperty: "inverse functional: a value has at most one",
    OWL.TransitiveProperty: "transitive",
    OWL.SymmetricProperty: "symmetric",
    OWL.AsymmetricProperty: "asymmetric: never both ways",
    OWL.ReflexiveProperty: "reflexive",
    OWL.IrreflexiveProperty: "irreflexive: nothing has it to itself",
}
_RELATIONS: tuple[tuple[str, URIRef, bool], ...] = (
    ("Subclass of", RDFS.subClassOf, False),
    ("Superclass of", RDFS.subClassOf, True),
    ("Equivalent to", OWL.equivalentClass, False),
    ("Subproperty of", RDFS.subPropertyOf, False),
    ("Superproperty of", RDFS.subPropertyOf, True),
    ("Inverse of", OWL.inverseOf, False),
    ("Inverse of", OWL.inverseOf, True),
    ("Leads from", RDFS.domain, False),
    ("Leads to", RDFS.range, False),
    ("Leading from it", RDFS.domain, True),
    ("Leading to it", RDFS.range, True),
    ("In the code list", SKOS.inScheme, False),
    ("Broader", SKOS.broader, False),
    ("Narrower", SKOS.broader, True),
)
"""A row's name, the property behind it, and whether it is read against its direction."""


@dataclass(frozen=True)
class Row:
    """One line of an entry: its name, the terms it leads to and what stands between them, or a text."""

    name: str
    terms: tuple[str, ...] = ()
    between: str = ", "
    text: str = ""


@dataclass(frozen=True)
class Term:
    """One entry. `module` is the name of the document that defines it; `members` are the concepts of a code list."""

    iri: str
    kind: str
    label: str
    definition: str
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    module: str
    rank: int | None
    rows: tuple[Row, ...]
    members: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The fragment that leads to its entry: that of its IRI, or of a concept `concept-` and its slug."""
        return anchor_of(self.iri)


def anchor_of(iri: str) -> str:
    """The anchor of the entry of a term of ours."""
    return iri.removeprefix(ENT) if iri.startswith(ENT) else f"concept-{iri.removeprefix(CONCEPT)}"


def read_terms(documents: Documents) -> dict[str, Term]:
    """The entries by IRI: in the order of the modules, and in each classes, properties and code lists by label."""
    graph, alignments = documents.ontology.graph, _merged(documents)
    apart = _disjoint(graph)
    modules = {module.iri: place for place, module in enumerate((documents.ontology, *documents.modules))}
    terms = [
        _term(graph, alignments, apart, iri, kind)
        for kind in KINDS
        for iri in graph.subjects(RDF.type, kind)
        if isinstance(iri, URIRef) and str(iri).startswith((ENT, CONCEPT))
    ]
    kinds = list(KINDS.values())
    places = {iri.rpartition("/")[2]: place for iri, place in modules.items()}
    terms.sort(key=lambda term: (places[term.module], kinds.index(term.kind), _rank(term), term.label.lower()))
    return {term.iri: term for term in terms}


def _term(graph: Graph, alignments: Graph, apart: Mapping[Node, tuple[str, ...]], iri: URIRef, kind: URIRef) -> Term:
    rank = graph.value(iri, URIRef(ENT + "rank"))
    return Term(
        iri=str(iri),
        kind=KINDS[kind],
        label=text_of(graph, iri, RDFS.label),
        definition=text_of(graph, iri, SKOS.definition),
        notes=_texts(graph, iri, SKOS.scopeNote),
        examples=_texts(graph, iri, SKOS.example),
        module=text_of(graph, iri, RDFS.isDefinedBy).rpartition("/")[2],
        rank=None if rank is None else int(str(rank)),
        rows=tuple(_rows(graph, alignments, apart, iri)),
        members=_members(graph, iri) if kind == SKOS.ConceptScheme else (),
    )


def _rows(graph: Graph, alignments: Graph, apart: Mapping[Node, tuple[str, ...]], iri: URIRef) -> Iterator[Row]:
    said = [words for kind, words in _CHARACTERISTICS.items() if (iri, RDF.type, kind) in graph]
    if said:
        yield Row("Characteristics", text="; ".join(said))
    if (iri, OWL.deprecated, None) in graph:
        yield Row("Deprecated", text="do not use it in new data")
    for name, predicate, backwards in _RELATIONS:
        found = graph.subjects(predicate, iri) if backwards else graph.objects(iri, predicate)
        terms = tuple(sorted({str(term) for term in found if isinstance(term, URIRef)}, key=shorten))
        if terms:
            yield Row(name, terms)
    for head in graph.objects(iri, OWL.propertyChainAxiom):
        yield Row("Follows from the chain", tuple(str(step) for step in Collection(graph, head)), " then ")
    if apart.get(iri):
        yield Row("Never also", apart[iri])
    for name, predicate in (("Aligned below", RDFS.subClassOf), ("Aligned below", RDFS.subPropertyOf)):
        terms = tuple(sorted(str(term) for term in alignments.objects(iri, predicate)))
        if terms:
            yield Row(name, terms)
    for note in _texts(alignments, iri, SKOS.note):
        yield Row("In other vocabularies", text=note)


def _disjoint(graph: Graph) -> dict[Node, tuple[str, ...]]:
    """For each class, those that a disjointness axiom keeps apart from it."""
    apart: dict[Node, set[str]] = {}
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        for head in graph.objects(axiom, OWL.members):
            members = list(Collection(graph, head))
            for member in members:
                apart.setdefault(member, set()).update(str(other) for other in members if other != member)
    for one, other in graph.subject_objects(OWL.disjointWith):
        apart.setdefault(one, set()).add(str(other))
        apart.setdefault(other, set()).add(str(one))
    return {member: tuple(sorted(others, key=shorten)) for member, others in apart.items()}


def _members(graph: Graph, scheme: URIRef) -> tuple[str, ...]:
    """The concepts of a code list, those with a rank first and in its order, each above those it is broader than."""

    def place(concept: Node) -> tuple[float, str]:
        rank = graph.value(concept, URIRef(ENT + "rank"))
        return (float("inf") if rank is None else int(str(rank)), str(concept))

    tops = sorted(graph.subjects(SKOS.topConceptOf, scheme), key=place)
    below = {top: sorted(graph.subjects(SKOS.broader, top), key=place) for top in tops}
    listed = [concept for top in tops for concept in (top, *below[top])]
    rest = sorted(set(graph.subjects(SKOS.inScheme, scheme)) - set(listed), key=place)
    return tuple(str(concept) for concept in (*listed, *rest))


def _rank(term: Term) -> float:
    return float("inf") if term.rank is None else term.rank


def _merged(documents: Documents) -> Graph:
    """What stands apart of how our terms relate to others': the alignments."""
    found = Graph()
    for document in documents.apart:
        if document.name == "alignments":
            found += document.graph
    return found


def _texts(graph: Graph, iri: URIRef, predicate: URIRef) -> tuple[str, ...]:
    return tuple(sorted(str(text) for text in graph.objects(iri, predicate)))
