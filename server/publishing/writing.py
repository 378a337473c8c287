"""A page of a description in; the bytes of the document that it is, in the syntax of its suffix, out.

Syntaxes of triples carry facts alone. Syntaxes of quads carry everything under the names of the graphs, and what the
document says of itself (what it is about, where it goes on) in the graph of its own name.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.building.void import DATASET, LICENCE
from kg.prefixes import HYDRA, PREFIXES
from server.publishing.description import Description
from server.publishing.documents import WITH_GRAPHS, DocumentAddress
from server.publishing.profiles import SCHEMA_ORG
from server.publishing.tree import tree_of

_PREFIXES = PREFIXES | {"hydra": HYDRA}
_OF_SCHEMA_ORG = {
    "@vocab": "https://schema.org/",
    "id": "@id",
    "type": "@type",
    **{prefix: _PREFIXES[prefix] for prefix in ("dcterms", "foaf", "hydra", "void")},
}


def write(description: Description, address: DocumentAddress, context: Mapping[str, Any]) -> bytes:
    """The document; `context` is the published one."""
    about = list(_of_itself(description, address))
    form = RdfFormat.from_media_type(address.media_type)
    if address.suffix == "jsonld":
        words = _OF_SCHEMA_ORG if address.profile is SCHEMA_ORG else context
        tree = tree_of(description.thing, [*description.facts, *about], words)
        return json.dumps(tree, ensure_ascii=False, indent=1).encode()
    if address.suffix in WITH_GRAPHS:
        itself = NamedNode(address.iri)
        quads = [*description.quads, *(Quad(said.subject, said.predicate, said.object, itself) for said in about)]
        ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
        return serialize(ordered, format=form, prefixes=_used(quads) if address.suffix == "trig" else None) or b""
    triples = sorted([*description.facts, *about], key=lambda said: (said.subject != description.thing, str(said)))
    prefixes = _used(triples) if address.suffix in ("ttl", "rdf") else None
    return serialize(triples, format=form, prefixes=prefixes) or b""


def _of_itself(description: Description, address: DocumentAddress) -> Iterator[Triple]:
    document = NamedNode(address.iri)

    def said(property_: str, value: str) -> Triple:
        return Triple(document, NamedNode(property_), NamedNode(value))

    yield said(PREFIXES["foaf"] + "primaryTopic", description.thing.value)
    yield said(PREFIXES["dcterms"] + "license", LICENCE)
    yield said(PREFIXES["dcterms"] + "conformsTo", address.profile.iri)
    yield said(PREFIXES["void"] + "inDataset", DATASET)
    if address.suffix not in WITH_GRAPHS and address.profile is not SCHEMA_ORG:
        yield said(PREFIXES["dcterms"] + "hasFormat", address.as_("trig").iri)
    if address.page > 1:
        yield said(f"{HYDRA}previous", address.at(address.page - 1).iri)
    if description.more:
        yield said(f"{HYDRA}next", address.at(address.page + 1).iri)
    if address.page > 1 or description.more:
        yield said(PREFIXES["rdf"] + "type", f"{HYDRA}PartialCollectionView")
        yield said(f"{HYDRA}first", address.at(1).iri)


def _used(statements: list[Triple] | list[Quad]) -> dict[str, str]:
    """The prefixes that some IRI of the statements begins with."""
    terms = {term.value for said in statements for term in said if isinstance(term, NamedNode)}
    namespaces = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in terms}
    return {prefix: namespace for prefix, namespace in _PREFIXES.items() if namespace in namespaces}
