"""A document about a thing in; its Link header out: what it is about, what else there is, where it goes on.

Source: RFC 8288 (Web Linking), FAIR Signposting 2.0 (cite-as, describedby, type, license, collection), Content
Negotiation by Profile, section 7.1.2 (profile, and the tokens of profiles).
"""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.building.void import LICENCE
from kg.prefixes import ENT, PREFIXES
from server.publishing.dataset import ITEMS
from server.publishing.description import Description
from server.publishing.documents import HTML, SUFFIXES, DocumentAddress
from server.publishing.profiles import PROFILES

_KINDS = {
    "Person": "Person",
    "Organization": "Organization",
    "Place": "Place",
    "Event": "Event",
    "EventSeries": "EventSeries",
    "Article": "ScholarlyArticle",
    "Document": "CreativeWork",
    "Claim": "Claim",
}
"""What schema.org calls our classes, of those it has a name for."""
_PROFILE = "http://www.w3.org/ns/dx/prof/Profile"
_CONTEXT = "http://www.w3.org/ns/json-ld#context"


def links_of(description: Description, address: DocumentAddress) -> str:
    """The value of the header; addresses are relative to the server's own root."""
    return ", ".join(_links(description, address))


def _links(description: Description, address: DocumentAddress) -> Iterator[str]:
    yield f'<{address.thing}>; rel="cite-as"'
    yield (
        f'<{address.thing}>; rel="describes"'
        if address.suffix != "html"
        else '<https://schema.org/AboutPage>; rel="type"'
    )
    for kind in _types(description):
        yield f'<https://schema.org/{kind}>; rel="type"'
    yield f'<{LICENCE}>; rel="license"'
    if address.path == "/dataset":
        yield from ITEMS
    else:
        yield '</dataset>; rel="collection"'
    yield '</.well-known/void>; rel="describedby"; type="text/turtle"'
    for suffix, media_type in SUFFIXES.items():
        if suffix != address.suffix:
            relation = "describedby" if address.suffix == "html" and media_type != HTML else "alternate"
            yield (
                f'<{address.as_(suffix).here}>; rel="{relation}"; type="{media_type}"; profile="{address.profile.iri}"'
            )
    yield f'<{address.profile.iri}>; rel="profile"'
    for profile in PROFILES:
        yield f'<{_PROFILE}>; rel="type"; token="{profile.token}"; anchor="{profile.iri}"'
        if profile is not address.profile:
            yield (
                f'<{address.by(profile).here}>; rel="alternate"; type="{address.media_type}"; profile="{profile.iri}"'
            )
    if address.suffix == "jsonld":
        yield f'</context.jsonld>; rel="{_CONTEXT}"; type="application/ld+json"'
    if address.page > 1:
        yield f'<{address.at(1).here}>; rel="first"'
        yield f'<{address.at(address.page - 1).here}>; rel="prev"'
    if description.more:
        yield f'<{address.at(address.page + 1).here}>; rel="next"'


def _types(description: Description) -> Iterator[str]:
    """The names that schema.org has for the classes of the thing."""
    for fact in description.facts:
        typed = fact.subject == description.thing and fact.predicate.value == PREFIXES["rdf"] + "type"
        if typed and isinstance(fact.object, NamedNode):
            kind = fact.object.value.removeprefix(PREFIXES["schema"])
            if kind in _KINDS.values():
                yield kind
            elif fact.object.value.removeprefix(ENT) in _KINDS:
                yield _KINDS[fact.object.value.removeprefix(ENT)]
