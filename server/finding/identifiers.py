"""IRIs in; the short identifiers that a reconciliation client sees, and IRIs again, out.

An entity's is what follows `https://w3id.org/entente/id/`, a type's or property's what follows the ontology's `#`; of
terms of others it is the prefixed name, of all else the IRI itself.
"""

from kg.prefixes import BASE, ENT, PREFIXES, shorten

IDENTIFIER_SPACE = f"{BASE}id/"
SCHEMA_SPACE = ENT


def entity_id(iri: str) -> str:
    """The identifier of an entity."""
    return iri.removeprefix(IDENTIFIER_SPACE)


def entity_iri(identifier: str) -> str:
    """The IRI that an entity's identifier stands for."""
    return _expanded(identifier, IDENTIFIER_SPACE)


def term_id(iri: str) -> str:
    """The identifier of a type or property."""
    return iri.removeprefix(SCHEMA_SPACE) if iri.startswith(SCHEMA_SPACE) else shorten(iri)


def term_iri(identifier: str) -> str:
    """The IRI that the identifier of a type or property stands for."""
    return _expanded(identifier, SCHEMA_SPACE)


def _expanded(identifier: str, space: str) -> str:
    prefix, colon, local = identifier.partition(":")
    if not colon:
        return space + identifier
    return PREFIXES[prefix] + local if prefix in PREFIXES else identifier
