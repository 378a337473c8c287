"""A store's URL in, as people write it; the addresses it answers at, and as whom to ask there, out."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from kg.errors import InputError

GRAPHS = "store"
"""Where `oxigraph serve` takes graphs, beside where it takes queries."""


@dataclass(frozen=True)
class StoreAddress:
    """Where a store takes queries (SPARQL 1.1 Protocol) and graphs (Graph Store Protocol), and as whom to ask there.

    Without a `user` nobody is named; with one, the password goes to a store that asks for it, by Digest or Basic.
    Neither is part of the addresses, and what is shown of an object like this has neither.
    """

    query: str = field(repr=False)
    graphs: str = field(repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str, graphs: str = GRAPHS) -> "StoreAddress":
        """The addresses that `url`, where it takes queries, and `graphs`, a URL or relative to it, stand for.

        `http://user:password@host/…` says as whom to ask. Raises InputError, without a word of it, for what is no URL.
        """
        try:
            parts = urlsplit(url)
            plain = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
            addresses = (plain, urljoin(plain, graphs))
            usable = all(_usable(address) for address in addresses)
        except ValueError:
            usable = False
        if not usable:
            raise InputError(
                "the store's URL is none that can be asked.", advice="Write it like http://127.0.0.1:7878/query."
            )
        return cls(*addresses, unquote(parts.username or ""), unquote(parts.password or ""))

    def __str__(self) -> str:
        """Where it takes queries, for people; what follows a `?` may be a key, and is left out."""
        return self.query.partition("?")[0]


def _usable(address: str) -> bool:
    parts = urlsplit(address)
    whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    return whole and not any(character.isspace() for character in address)
