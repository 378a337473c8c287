"""The names of the graph: the base IRI, the prefixes of all files and queries, and the closed table of kinds.

A kind is one class, one prefix and one path: a thing whose IRI begins with `event:` is an `ent:Event`.
"""

from typing import NamedTuple

BASE = "https://w3id.org/entente/"
ENT = f"{BASE}ontology#"
GRAPH = f"{BASE}graph/"


class Kind(NamedTuple):
    """One kind of thing: the prefix of its IRIs (also their path under `id/`) and the local name of its class."""

    prefix: str
    class_name: str

    @property
    def namespace(self) -> str:
        """The IRI that the prefix stands for."""
        return f"{BASE}id/{self.prefix}/"

    @property
    def class_iri(self) -> str:
        """The IRI of the class."""
        return ENT + self.class_name


KINDS = (
    Kind("person", "Person"),
    Kind("state", "State"),
    Kind("organisation", "Organization"),
    Kind("government", "Administration"),
    Kind("group", "SocialGroup"),
    Kind("office", "Office"),
    Kind("tenure", "Tenure"),
    Kind("place", "Place"),
    Kind("plan", "Plan"),
    Kind("goal", "PlanElement"),
    Kind("agreement", "Instrument"),
    Kind("proposal", "Proposal"),
    Kind("stage", "StageRecord"),
    Kind("relation", "Relationship"),
    Kind("relation-state", "RelationshipState"),
    Kind("issue", "Issue"),
    Kind("dispute", "Dispute"),
    Kind("factor", "Factor"),
    Kind("influence", "Influence"),
    Kind("measure", "CooperationMeasure"),
    Kind("event", "Event"),
    Kind("series", "EventSeries"),
    Kind("participation", "Participation"),
    Kind("judgement", "Judgement"),
    Kind("cause", "CausalRelation"),
    Kind("forecast", "ConditionalStatement"),
    Kind("condition", "Condition"),
    Kind("outcome", "HypotheticalState"),
    Kind("document", "Document"),
    Kind("work", "ScholarlyWork"),
    Kind("citation", "Citation"),
    Kind("period", "Period"),
    Kind("article", "Article"),
    Kind("note", "EditorialNote"),
    Kind("source", "BackgroundSource"),
    Kind("coincidence", "Coincidence"),
    Kind("in-office", "AdministrationInOffice"),
    Kind("annotation", "Mention"),
    Kind("time-expression", "TimeExpression"),
)

PREFIXES = {
    "ent": ENT,
    "concept": f"{BASE}concept/",
    "claim": f"{BASE}claim/park-young-june/",
    "passage": f"{BASE}passage/park-young-june/",
    "graph": GRAPH,
    "shapes": f"{BASE}shapes#",
    **{kind.prefix: kind.namespace for kind in KINDS},
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "cito": "http://purl.org/spar/cito/",
    "fabio": "http://purl.org/spar/fabio/",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "time": "http://www.w3.org/2006/time#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "lode": "http://linkedevents.org/ontology/",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "wd": "http://www.wikidata.org/entity/",
    "vann": "http://purl.org/vocab/vann/",
    "cs": "http://purl.org/vocab/changeset/schema#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prof": "http://www.w3.org/ns/dx/prof/",
}

HYDRA = "http://www.w3.org/ns/hydra/core#"
"""What pages of descriptions say of the way to the others; no dataset of ours has it."""

_NAMES = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_KINDS = {kind.namespace: kind for kind in KINDS}
_THINGS = f"{BASE}id/"


def expand(name: str) -> str:
    """The IRI of a prefixed name (`agreement:gsomia`); raises KeyError for a prefix that is not ours."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI itself where no prefix fits."""
    for end in ("#", "/"):
        namespace = iri[: iri.rfind(end) + 1]
        if (prefix := _NAMES.get(namespace)) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def kind_of(iri: str) -> Kind | None:
    """The kind whose path an IRI lies under, or None for anything else (a claim, a concept, a term)."""
    return _KINDS.get(iri[: iri.find("/", len(_THINGS)) + 1])
