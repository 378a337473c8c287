"""A connection's peer and the request's headers in; the address of the client, and what it is counted as, out.

A peer may be a proxy that the operator trusts to say who asked it: then the client is the nearest hop that is no such
proxy, by `Forwarded` (RFC 7239) or `X-Forwarded-For`. Where both are sent they must name the same client: which of them
the proxy writes cannot be known, and the other is as the client sent it. Where the proxies tell of no address (nothing,
`unknown`, an identifier of their own making, which may be another each time, or garbage), the client is the last proxy
that can be believed: whoever lies shares a turn with all others who do.

What a proxy does to a request also decides who asks from this very machine: nobody whose request was passed on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from kg.errors import InputError

Address = IPv4Address | IPv6Address
Networks = tuple[IPv4Network | IPv6Network, ...]

_CHARACTERS = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
# An address with its colons and brackets belongs in quotes, but many proxies send it without.
_VALUE = r"\"(?>[^\"\\]|\\.)*+\"|[!#$%&'*+.^_`|~0-9A-Za-z:\[\]-]++"
_PAIR = rf"(?>{_CHARACTERS}=(?>{_VALUE}))"
_ELEMENT = rf"(?>{_PAIR}?[ \t]*+(?>;[ \t]*+{_PAIR}?[ \t]*+)*+)"
_FORWARDED = re.compile(rf"[ \t]*+{_ELEMENT}(?>,[ \t]*+{_ELEMENT})*+")
_PARTS = re.compile(rf"(?P<name>{_CHARACTERS})=(?P<value>{_VALUE})|(?P<comma>,)")
_NODE = re.compile(r"\[(?P<six>[^\]]*+)\](?::[0-9]{1,5})?|(?P<four>[0-9.]++)(?::[0-9]{1,5})?|(?P<bare>[0-9A-Fa-f:.]++)")
_LONGEST = 4096
_MOST_HOPS = 32

_HERE = {ip_address("127.0.0.1"), ip_address("::1")}
_OUR_NAMES = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]+)?", re.I)
_PASSED_ON = re.compile(r"forwarded|via|x-forwarded.*|x-original-.*|.*-(?:client|real|connecting|cluster-client)-ip")


def networks(text: str) -> Networks:
    """The networks in CIDR notation, between commas or spaces; raises InputError that names the one at fault."""
    found = []
    for part in re.split(r"[\s,]+", text.strip()):
        try:
            found += [ip_network(part)] if part else []
        except ValueError as error:
            raise InputError(
                f"ENTENTE_TRUSTED_PROXIES has {part!r}: {error}.", advice="Write networks as 10.0.0.0/8 or fd00::/8."
            ) from None
    return tuple(found)


def client_of(scope: Mapping[str, Any], trusted: Networks) -> str:
    """Whose turn a request takes: its client's address, or of IPv6 the /64, which one customer has for themselves."""
    return _counted(address_of(scope, trusted))


def address_of(scope: Mapping[str, Any], trusted: Networks) -> str:
    """The address of the client of an ASGI request, in its shortest form; what the peer is called where it has none."""
    client = scope.get("client")
    if not client:
        return ""
    name = str(client[0])
    address = _address(name)
    if address is None:
        return name
    return str(_behind(address, scope["headers"], trusted) if trusted and _in(address, trusted) else address)


def asks_from_here(scope: Mapping[str, Any], trusted: Networks) -> bool:
    """Whether the request was made on this very machine, and made for it.

    One that a proxy has passed on comes from elsewhere, wherever the proxy runs, trusted or not; so does one that names
    this machine otherwise than it names itself, for that is how a page of somebody else's has a browser read ours for
    it.
    """
    client = scope.get("client")
    address = _address(str(client[0])) if client else None
    if address is None or address not in _HERE or _in(address, trusted):
        return False
    headers = [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]
    hosts = [value for name, value in headers if name == "host"]
    return (
        len(hosts) == 1
        and _OUR_NAMES.fullmatch(hosts[0]) is not None
        and not any(_PASSED_ON.fullmatch(name) for name, _ in headers)
    )


def _in(address: Address, trusted: Networks) -> bool:
    return any(address in network for network in trusted)


def _behind(proxy: Address, headers: Iterable[tuple[bytes, bytes]], trusted: Networks) -> Address:
    """The nearest hop that is not trusted, else the farthest; the proxy itself where the headers do not agree."""
    said: dict[bytes, list[str]] = {b"forwarded": [], b"x-forwarded-for": []}
    for name, value in headers:
        if name.lower() in said:
            said[name.lower()].append(value.decode("latin-1"))
    ways = ((_forwarded, said[b"forwarded"]), (_x_forwarded_for, said[b"x-forwarded-for"]))
    clients = {_nearest(proxy, hops(lines), trusted) for hops, lines in ways if lines}
    return clients.pop() if len(clients) == 1 else proxy


def _nearest(proxy: Address, hops: Iterator[str], trusted: Networks) -> Address:
    for _, hop in zip(range(_MOST_HOPS), hops, strict=False):
        address = _node(hop)
        if address is None:
            return proxy
        if not _in(address, trusted):
            return address
        proxy = address
    return proxy


@lru_cache(maxsize=4096)
def _counted(address: str) -> str:
    client = _address(address)
    return str(ip_network((client, 64), strict=False)) if isinstance(client, IPv6Address) else address


def _forwarded(lines: Sequence[str]) -> Iterator[str]:
    """What `for=` says, nearest hop first, empty where it says nothing; a line that is not well-formed says nothing."""
    for line in reversed(lines):
        if len(line) > _LONGEST or _FORWARDED.fullmatch(line) is None:
            yield ""
            return
        hops: list[list[str]] = [[]]
        for part in _PARTS.finditer(line):
            if part["comma"]:
                hops.append([])
            elif part["name"].lower() == "for":
                hops[-1].append(re.sub(r"\\(.)", r"\1", part["value"].strip('"')))
        for hop in reversed(hops):
            yield hop[0] if len(hop) == 1 else ""


def _x_forwarded_for(lines: Sequence[str]) -> Iterator[str]:
    """Its hops, nearest first; a line that is too long says nothing."""
    for line in reversed(lines):
        yield from (hop.strip(" \t") for hop in reversed(line.split(",") if len(line) <= _LONGEST else [""]))


def _node(text: str) -> Address | None:
    """The address of a node, with or without a port; None for what is none. Source: RFC 7239, section 6."""
    node = _NODE.fullmatch(text)
    return None if node is None else _address(node["six"] or node["four"] or node["bare"] or "")


@lru_cache(maxsize=4096)
def _address(text: str) -> Address | None:
    """The address; one of IPv4 written as IPv6 is what it stands for, and a zone is left out."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or IPv6Address(int(address))
    return address
