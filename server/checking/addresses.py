"""An IRI in; the address of the page about it on this server out."""

from urllib.parse import quote

from kg.prefixes import BASE, PREFIXES


def address_of(iri: str) -> str | None:
    """Where a page leads from the IRI of a shape, or of anything else of ours; None for what is not ours."""
    if iri.startswith(PREFIXES["shapes"]):
        return f"/shapes#{quote(iri.removeprefix(PREFIXES['shapes']))}"
    if not iri.startswith(BASE) or "/.well-known/" in iri:
        return None
    path, _, anchor = iri.removeprefix(BASE).partition("#")
    return f"/{quote(path)}{'#' + quote(anchor) if anchor else ''}"
