"""What is said of a thing itself in; its names, its kind, and facts in sentences, apart by who says them, out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, Quad

from kg.prefixes import ENT, GRAPH, PREFIXES
from server.addresses import address_of
from server.portrait.grammar import name_of, sentences_of
from server.portrait.names import Names
from server.portrait.parts import Part, Sentence, shown
from server.publishing.facts import is_claim

_SKOS, _DCTERMS = PREFIXES["skos"], PREFIXES["dcterms"]
_NAMES = (f"{_SKOS}altLabel", f"{_DCTERMS}title")
_APART = (
    f"{_DCTERMS}source",
    f"{PREFIXES['schema']}sameAs",
    f"{PREFIXES['rdfs']}comment",
    f"{_SKOS}hiddenLabel",
    *_NAMES,
)
_UNSAID = (
    *_APART,
    f"{ENT}statedIn",
    f"{ENT}certainty",
    f"{PREFIXES['prov']}wasDerivedFrom",
    f"{PREFIXES['prov']}hadPrimarySource",
)
_LAYERS = (f"{GRAPH}entities", f"{GRAPH}passages", f"{GRAPH}notes")
_DERIVED, _BACKGROUND, _WITH_BACKGROUND = f"{GRAPH}derived", f"{GRAPH}background", f"{GRAPH}derived-with-background"
_OWN = {f"{PREFIXES['concept']}stance-{stance}": stance == "hedged" for stance in ("asserted", "hedged")}
_FIRST = {"type": 0, "when": 0} | dict.fromkeys(
    (
        "party",
        "disputant",
        "overTerritory",
        "overIssue",
        "administrationOf",
        "officeOf",
        "officeOfState",
        "holdsOffice",
    ),
    1,
)
"""What is said before all else, by the names of properties; what has its own node (a stage, a tenure) comes third."""
_RECKONED = {f"{ENT}Coincidence", f"{ENT}AdministrationInOffice"}


@dataclass(frozen=True)
class Fact:
    """A sentence; the claims that say so (or records that it was reckoned from); whether only hedged claims do."""

    sentence: Sentence
    claims: tuple[Part, ...] = ()
    hedged: bool = False
    source: Part | None = None


@dataclass(frozen=True)
class Facts:
    """What is said of one thing.

    `names` are its other names, with `sources` of these; `same` leads to what others call it. `said`: by the author, or
    in the layer of names; `reckoned`: what follows from his dates; `elsewhere`: background, and what rests on it.
    """

    names: tuple[Part, ...]
    sources: tuple[Part, ...]
    same: tuple[Part, ...]
    remarks: tuple[str, ...]
    kinds: tuple[Part, ...]
    said: tuple[Fact, ...]
    reckoned: tuple[Fact, ...]
    elsewhere: tuple[Fact, ...]


def facts_from(
    thing: NamedNode, quads: Sequence[Quad], stances: Mapping[str, str], dates: Mapping[str, str], names: Names
) -> Facts:
    """The facts; `quads` are those of the query `facts`, `stances` those of the claims among their graphs, by IRI.

    `dates` are those of events that the thing takes part in, for the order of what is said.
    """
    layers: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if is_claim(quad.graph_name):
            graph = {False: "asserted", True: "hedged", None: "apart"}[_OWN.get(stances.get(graph, ""))]
        layers[graph].append(quad)
    layer = [quad for name in _LAYERS for quad in layers[name]]
    asserted = [*layer, *layers["asserted"]]
    known = {quad.triple for quad in asserted}
    hedged = [quad for quad in layers["hedged"] if quad.triple not in known]
    own = [quad for quad in (*asserted, *hedged, *layers["apart"]) if quad.subject == thing]
    of_itself = [quad for quad in layer if quad.subject == thing]
    said = [
        *_facts(thing, asserted, dates, names),
        *(replace(fact, hedged=True) for fact in _facts(thing, hedged, dates, names)),
    ]
    return Facts(
        names=tuple(
            dict.fromkeys(
                Part(shown(quad.object.value), "", quad.object.language or "")
                for quad in of_itself
                if quad.predicate.value in _NAMES and isinstance(quad.object, Literal)
            )
        ),
        sources=_values(of_itself, f"{_DCTERMS}source", names),
        same=_values(of_itself, f"{PREFIXES['schema']}sameAs", names),
        remarks=tuple(part.words for part in _values(of_itself, f"{PREFIXES['rdfs']}comment", names)),
        kinds=_values(own or [quad for quad in quads if quad.subject == thing], f"{PREFIXES['rdf']}type", names),
        said=tuple(said),
        reckoned=tuple(_facts(thing, _of_classes(layers[_DERIVED]), dates, names)),
        elsewhere=(
            *_facts(thing, layers[_BACKGROUND], dates, names),
            *_facts(thing, _of_classes(layers[_WITH_BACKGROUND]), dates, names),
        ),
    )


def _facts(thing: NamedNode, quads: Sequence[Quad], dates: Mapping[str, str], names: Names) -> list[Fact]:
    """The sentences with the claims of their statements, what is said of the thing itself first, then by date."""
    said: dict[tuple[str, str, str], list[object]] = defaultdict(list)
    when = dict(dates)
    beneath: dict[str, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject, name = str(getattr(quad.subject, "value", "")), name_of(quad.predicate.value)
        value = str(getattr(quad.object, "value", ""))
        if is_claim(quad.graph_name):
            said[subject, name, value].append(quad.graph_name)
        if name == "when":
            when[subject] = value
        beneath[subject][quad.predicate.value].append(quad.object)
    triples = {quad.triple: None for quad in quads if quad.predicate.value not in _UNSAID}
    facts = []
    for sentence in sentences_of(triples, names):
        claims = dict.fromkeys(claim for statement in sorted(sentence.said) for claim in said[statement])
        subjects = {subject for subject, _, _ in sentence.said}
        for subject in subjects:
            claims |= dict.fromkeys(beneath[subject][f"{PREFIXES['prov']}wasDerivedFrom"])
        sources = [
            one for subject in sorted(subjects) for one in beneath[subject][f"{PREFIXES['prov']}hadPrimarySource"]
        ]
        property_ = min(
            (_FIRST.get(name, 5) for subject, name, _ in sentence.said if subject == thing.value), default=3
        )
        place = (property_, min((when.get(subject, "9") for subject in subjects), default="9"))
        fact = Fact(
            sentence.on_page_of(address_of(thing.value)),
            tuple(names.of(claim) for claim in claims),
            source=names.of(sources[0]) if sources else None,
        )
        facts.append((place, fact))
    return [fact for _, fact in sorted(facts, key=lambda one: one[0])]


def _of_classes(quads: Sequence[Quad]) -> list[Quad]:
    """Those of nodes that were reckoned whole; what else is derived repeats in other words what claims say."""
    nodes = {quad.subject for quad in quads if getattr(quad.object, "value", "") in _RECKONED}
    return [quad for quad in quads if quad.subject in nodes]


def _values(quads: Iterable[Quad], property_: str, names: Names) -> tuple[Part, ...]:
    return tuple(dict.fromkeys(names.of(quad.object) for quad in quads if quad.predicate.value == property_))
