"""A store's URL in, as people write it; the addresses it answers at, and who may write there, out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import InputError

QUERY, GRAPHS = "query", "store"
"""Where `oxigraph serve` takes queries and graphs, below its URL."""


@dataclass(frozen=True)
class StoreAddress:
    """Where a store takes queries (SPARQL 1.1 Protocol) and graphs (Graph Store Protocol), and as whom to ask there.

    Without a `user` nobody is named; with one, the password goes to a store that asks for it, by Digest or Basic.
    """

    query: str
    graphs: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str, environment: Mapping[str, str], query: str = "", graphs: str = "") -> "StoreAddress":
        """The addresses below `url`; `query` and `graphs`: paths below it, or whole URLs.

        What is not given is taken from ENTENTE_STORE_QUERY and ENTENTE_STORE_GRAPHS; user and password are
        ENTENTE_STORE_USER and ENTENTE_STORE_PASSWORD. Raises InputError for what is no such URL.
        """
        return cls(
            _below(url, query or environment.get("ENTENTE_STORE_QUERY") or QUERY),
            _below(url, graphs or environment.get("ENTENTE_STORE_GRAPHS") or GRAPHS),
            environment.get("ENTENTE_STORE_USER", ""),
            environment.get("ENTENTE_STORE_PASSWORD", ""),
        )


def _below(url: str, path: str) -> str:
    address = path if "://" in path else f"{url.rstrip('/')}/{path.lstrip('/')}"
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in address):
        raise InputError(f"{url!r} is no address of a store.", advice="Write it like http://127.0.0.1:7878.")
    if parts.username is not None:
        raise InputError(
            "a user or a password in a store's URL would be seen by others.",
            advice="Give them as ENTENTE_STORE_USER and ENTENTE_STORE_PASSWORD.",
        )
    return address
