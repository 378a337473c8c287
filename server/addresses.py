"""An IRI in; where a page of this server leads from it, out."""

from urllib.parse import urlencode

from kg.prefixes import BASE


def local_address(iri: str) -> str:
    """The path of an IRI of ours, with its fragment; nothing for others, and for what would lead to another host."""
    rest = iri.removeprefix(BASE)
    return "" if rest == iri or rest.startswith(("/", "\\")) else f"/{rest}"


def page_of(iri: str) -> str:
    """Where an IRI leads below our own root: one of ours to its page, another to what the dataset says of it."""
    return local_address(iri) or "/ask?" + urlencode({"query": f"DESCRIBE <{iri}>"})


def address_of(iri: str) -> str:
    """Where an IRI leads from a page: ours on this server, others of the web where they are, else nowhere."""
    if iri.startswith(BASE):
        return local_address(iri)
    return iri if iri.startswith(("http://", "https://")) else ""
