"""The layers go in; the dataset's description of itself, as VoID and DCAT 3 have it, comes out.

It counts what it describes, which is everything but itself: sizes and hashes of files it cannot hold. Sources: VoID
(W3C Interest Group Note, 2011), sections 2 to 5; DCAT 3, section 6.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.building.assemble import Layers, Triples
from kg.building.dumps import DUMPS
from kg.prefixes import BASE, GRAPH, PREFIXES, shorten

DATASET = f"{BASE}dataset"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FORMATS = "http://www.w3.org/ns/formats/"
_SYNTAXES = ("Turtle", "N-Triples", "N-Quads", "TriG", "RDF_XML", "JSON-LD")
_LAYERS = {
    "ontology": "The ontology",
    "shapes": "The shapes",
    "entities": "Names, types and links of things",
    "claims": "The records of the claims",
    "passages": "The passages of the article",
    "derived": "What follows from the default graph",
    "background": "Facts from other sources than the article",
    "derived-with-background": "What follows with the help of the background",
    "notes": "Remarks of ours on the article",
    "mentions": "What each passage names",
    "queries": "The saved questions",
}
_WIKIDATA = "http://www.wikidata.org/"


def void_triples(layers: Layers, typed: Triples) -> Triples:
    """What a person has typed of the dataset, with what can be counted."""
    return typed.union(
        _of_the_whole(layers), _partitions(layers.default), _subsets(layers), _linksets(layers.default), _ways()
    )


def distribution_of(dump: str) -> str:
    """The IRI of what a file of the dumps is, as a distribution of the dataset."""
    return f"{DATASET}/files/{dump.replace('.', '-')}"


def _of_the_whole(layers: Layers) -> Iterator[ox.Triple]:
    default = layers.default
    yield _is(DATASET, "void:Dataset")
    yield _is(DATASET, "dcat:Dataset")
    yield _said(DATASET, "void:uriSpace", BASE)
    yield _counted(DATASET, "void:triples", len(default))
    yield _counted(DATASET, "void:entities", len({t.subject for t in default if _is_thing(t.subject)}))
    yield _counted(DATASET, "void:distinctSubjects", len({triple.subject for triple in default}))
    yield _counted(DATASET, "void:distinctObjects", len({triple.object for triple in default}))
    yield _counted(DATASET, "void:properties", len({triple.predicate for triple in default}))
    yield _counted(DATASET, "void:classes", len(_classes(default)))
    for namespace in sorted(
        {_namespace(t.predicate.value) for t in default} | {_namespace(c) for c in _classes(default)}
    ):
        yield _linked(DATASET, "void:vocabulary", namespace)
    # A release numbers the ontology and with it the dataset.
    for property_, of_dataset in (("owl:versionInfo", "dcat:version"), ("dcterms:modified", "dcterms:modified")):
        for triple in layers.ontology:
            if triple.subject == ox.NamedNode(f"{BASE}ontology") and triple.predicate == _iri(property_):
                yield ox.Triple(ox.NamedNode(DATASET), _iri(of_dataset), triple.object)


def _partitions(default: Triples) -> Iterator[ox.Triple]:
    for term, entities in sorted(_classes(default).items()):
        part = f"{DATASET}/class/{_local(term)}"
        yield _linked(DATASET, "void:classPartition", part)
        yield _linked(part, "void:class", term)
        yield _counted(part, "void:entities", entities)
    for term, triples in sorted(Counter(triple.predicate.value for triple in default).items()):
        part = f"{DATASET}/property/{_local(term)}"
        yield _linked(DATASET, "void:propertyPartition", part)
        yield _linked(part, "void:property", term)
        yield _counted(part, "void:triples", triples)


def _subsets(layers: Layers) -> Iterator[ox.Triple]:
    """The layers as datasets of their own, and the content of the claims as one."""
    for name, triples in layers.named.items():
        layer = name.removeprefix(GRAPH)
        if layer in _LAYERS:
            yield _linked(DATASET, "void:subset", name)
            yield _is(name, "void:Dataset")
            yield _labelled(name, _LAYERS[layer])
            yield _counted(name, "void:triples", len(triples))
    contents = f"{DATASET}/claims"
    yield _linked(DATASET, "void:subset", contents)
    yield _is(contents, "void:Dataset")
    yield _labelled(contents, "The content of the claims, each in a graph that bears its name")
    yield _said(contents, "void:uriSpace", f"{BASE}claim/")
    yield _counted(contents, "void:triples", sum(len(triples) for triples in layers.contents.values()))
    yield _counted(contents, "void:documents", len(layers.contents))


def _linksets(default: Triples) -> Iterator[ox.Triple]:
    """The links to another dataset, by the property that links."""
    links: dict[str, int] = defaultdict(int)
    for triple in default:
        if isinstance(triple.object, ox.NamedNode) and triple.object.value.startswith(_WIKIDATA):
            links[triple.predicate.value] += 1
    for property_, triples in sorted(links.items()):
        links_ = f"{DATASET}/links/wikidata-{_local(property_)}"
        yield _linked(DATASET, "void:subset", links_)
        yield _is(links_, "void:Linkset")
        yield _labelled(links_, "Links to Wikidata")
        yield _linked(links_, "void:linkPredicate", property_)
        yield _linked(links_, "void:subjectsTarget", DATASET)
        yield _linked(links_, "void:objectsTarget", _WIKIDATA)
        yield _counted(links_, "void:triples", triples)


def _ways() -> Iterator[ox.Triple]:
    """How to get at it: the endpoint, single things, the files."""
    service = f"{DATASET}/endpoint"
    yield _linked(DATASET, "void:sparqlEndpoint", f"{BASE}sparql")
    for syntax in _SYNTAXES:
        yield _linked(DATASET, "void:feature", _FORMATS + syntax)
    yield _is(service, "dcat:DataService")
    yield _labelled(service, "SPARQL 1.1 endpoint, read-only")
    yield _linked(service, "dcat:endpointURL", f"{BASE}sparql")
    yield _linked(service, "dcat:endpointDescription", f"{BASE}sparql?format=turtle")
    yield _linked(service, "dcat:servesDataset", DATASET)
    for name, (media_type, what) in DUMPS.items():
        file, part = f"{BASE}dumps/{name}", distribution_of(name)
        yield _linked(DATASET, "void:dataDump", file)
        yield _linked(DATASET, "dcat:distribution", part)
        yield _is(part, "dcat:Distribution")
        yield _labelled(part, what[0].upper() + what[1:])
        yield _linked(part, "dcat:downloadURL", file)
        yield _linked(part, "dcat:mediaType", _MEDIA_TYPES + media_type)
        yield _linked(part, "dcat:compressFormat", f"{_MEDIA_TYPES}application/gzip")
        yield _linked(part, "dcterms:license", LICENCE)


def _classes(triples: Iterable[ox.Triple]) -> Counter[str]:
    """The classes and how many things each has."""
    type_ = _iri("rdf:type")
    return Counter(t.object.value for t in triples if t.predicate == type_ and isinstance(t.object, ox.NamedNode))


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _local(iri: str) -> str:
    """A name for a path: `ent-Event`."""
    return shorten(iri).replace(":", "-")


def _is_thing(term: object) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith(f"{BASE}id/")


def _iri(name: str) -> ox.NamedNode:
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def _linked(subject: str, property_: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), _iri(property_), ox.NamedNode(value))


def _is(subject: str, class_: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), _iri("rdf:type"), _iri(class_))


def _said(subject: str, property_: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), _iri(property_), ox.Literal(value))


def _labelled(subject: str, words: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), _iri("rdfs:label"), ox.Literal(words, language="en"))


def _counted(subject: str, property_: str, number: int) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), _iri(property_), ox.Literal(number))
