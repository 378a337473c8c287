"""A request and the proxies that are trusted in; the client whose turn it takes, out.

Sources: RFC 7239, sections 4 and 6, for Forwarded; X-Forwarded-For is what was usual before it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from kg.errors import InputError
from server.replies import Scope, headers_of

Networks = tuple[IPv4Network | IPv6Network, ...]

_FOR = re.compile(r"for\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;,\"\s]*)", re.I)
_ELEMENT = re.compile(r"(?:[^,\"]|\"(?:[^\"\\]|\\.)*\"?)+")
_HOST = re.compile(r"\[(?P<six>[^\]]*)\](?::.*)?|(?P<four>[0-9]+(?:\.[0-9]+){3})(?::.*)?")
_MOST_HOPS = 32


def networks(text: str) -> Networks:
    """The networks in a list with commas, each as CIDR or one address; raises InputError that names the bad one."""
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            found.append(ip_network(part, strict=False))
        except ValueError:
            raise InputError(
                f"ENTENTE_TRUSTED_PROXIES has {part!r}.", advice="Write networks like 10.0.0.0/8, with commas."
            ) from None
    return tuple(found)


def client_of(scope: Scope, trusted: Networks) -> str:
    """The client's address; of IPv6 the network of 64 bits, which is what one client has.

    It is the peer's, unless the peer is a trusted proxy: then it is the nearest hop that is none, as `Forwarded` or
    X-Forwarded-For tells it. Where both are sent they must agree, for one of them may be the client's own invention;
    else, and where neither is sent, the proxy is the client itself. A hop that is no address (unknown, obfuscated,
    garbage) is taken as it stands: beyond it nothing can be believed.
    """
    peer = scope.get("client")
    name = str(peer[0]) if peer else ""
    if not trusted:
        return _counted(name)
    headers = headers_of(scope)
    told = [hops(headers[header]) for header, hops in _HOPS.items() if header in headers]
    clients = {_nearest((name, *hops), trusted) for hops in told}
    return clients.pop() if len(clients) == 1 else _counted(name)


def _nearest(hops: Iterable[str], trusted: Networks) -> str:
    name = ""
    for hop in hops:
        address = _address(hop)
        if address is None:
            return hop[:64]
        name = hop
        if not any(address in network for network in trusted if network.version == address.version):
            break
    return _counted(name)


def _forwarded(header: str) -> Iterator[str]:
    """Who passed the request on to whom, the nearest first."""
    for element in reversed(_ELEMENT.findall(header)[-_MOST_HOPS:]):
        found = _FOR.search(element)
        yield "unknown" if found is None else re.sub(r"\\(.)", r"\1", found[1].strip('"'))


def _x_forwarded_for(header: str) -> Iterator[str]:
    """The same, as it was usual before."""
    yield from filter(None, (hop.strip() for hop in reversed(header.split(",")[-_MOST_HOPS:])))


_HOPS: Mapping[str, Callable[[str], Iterator[str]]] = {"forwarded": _forwarded, "x-forwarded-for": _x_forwarded_for}


def _address(hop: str) -> IPv4Address | IPv6Address | None:
    host = _HOST.fullmatch(hop)
    text = hop if host is None else host["six"] or host["four"] or ""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _counted(name: str) -> str:
    if ":" not in name:
        return name
    address = _address(name)
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address) >> 64 << 64, 64)))
    return name[:64] if address is None else str(address)
