"""An IRI in; where a page of this server leads from it, out."""

from urllib.parse import quote, urlencode

from kg.prefixes import BASE

_AS_IT_IS = "/%:@!$&'()*+,;=~"
"""What a path may have besides letters and digits. Source: RFC 3986, section 3.3; and what is encoded already."""


def local_address(iri: str) -> str:
    """The path of an IRI of ours; nothing for others, and for what would lead to another host.

    A term of a vocabulary is a place in its document; in the name of a thing `#` and `?` are letters like any other.
    """
    rest = iri.removeprefix(BASE)
    if rest == iri or rest.startswith(("/", "\\")):
        return ""
    document, hash_, term = rest.partition("#")
    if hash_ and "/" not in document:
        return f"/{quote(document, _AS_IT_IS)}#{quote(term, _AS_IT_IS)}"
    return f"/{quote(rest, _AS_IT_IS)}"


def page_of(iri: str) -> str:
    """Where an IRI leads below our own root: one of ours to its page, another to what the dataset says of it."""
    return local_address(iri) or "/ask?" + urlencode({"query": f"DESCRIBE <{iri}>"})


def address_of(iri: str) -> str:
    """Where an IRI leads from a page: ours on this server, others of the web where they are, else nowhere."""
    if iri.startswith(BASE):
        return local_address(iri)
    return iri if iri.startswith(("http://", "https://")) else ""
