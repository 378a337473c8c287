"""Who a request is from: the peer, or who stands behind the proxies that the operator trusts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from server.clients import address_of, asks_from_here, client_of, networks

TRUSTED = networks("10.0.0.0/8, 192.168.1.1/32 fd00::/8")


def scope(peer: str | None, *headers: tuple[str, str]) -> dict[str, object]:
    pairs = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return {"client": None if peer is None else (peer, 5000), "headers": pairs}


def f(value: str) -> tuple[str, str]:
    return "forwarded", value


def x(value: str) -> tuple[str, str]:
    return "x-forwarded-for", value


@pytest.mark.parametrize(
    ("peer", "headers", "client"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        (None, [], ""),
        ("@socket", [], "@socket"),
        ("::ffff:203.0.113.9", [], "203.0.113.9"),
        ("2001:DB8:0::1", [], "2001:db8::1"),
        ("fe80::1%eth0", [], "fe80::1"),
        # who is no proxy is not believed
        ("203.0.113.9", [x("198.51.100.1")], "203.0.113.9"),
        ("203.0.113.9", [f("for=198.51.100.1")], "203.0.113.9"),
        # who is one
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", [x("198.51.100.1")], "198.51.100.1"),
        ("::ffff:10.0.0.1", [x("198.51.100.1")], "198.51.100.1"),
        ("fd00::1", [x("198.51.100.1:4711")], "198.51.100.1"),
        ("10.0.0.1", [x("1.1.1.1, 198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", [x("1.1.1.1, 198.51.100.1, 10.2.2.2,192.168.1.1")], "198.51.100.1"),
        ("10.0.0.1", [x("10.3.3.3, 10.2.2.2")], "10.3.3.3"),
        ("10.0.0.1", [x("1.1.1.1"), x("198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", [x("2001:db8::7")], "2001:db8::7"),
        ("10.0.0.1", [x("[2001:db8::7]:80")], "2001:db8::7"),
        ("10.0.0.1", [x("198.51.100.1, garbage, 10.2.2.2")], "10.2.2.2"),
        ("10.0.0.1", [x("198.51.100.1, unknown")], "10.0.0.1"),
        ("10.0.0.1", [x("")], "10.0.0.1"),
        ("10.0.0.1", [x("999.1.1.1")], "10.0.0.1"),
        # RFC 7239
        ("10.0.0.1", [f("for=198.51.100.1;proto=http;by=203.0.113.43")], "198.51.100.1"),
        ("10.0.0.1", [f("Proto=http; For=198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", [f('for="198.51.100.1:4711"')], "198.51.100.1"),
        ("10.0.0.1", [f('For="[2001:db8:cafe::17]:4711"')], "2001:db8:cafe::17"),
        ("10.0.0.1", [f('for="[2001:db8:cafe::17]"')], "2001:db8:cafe::17"),
        ("10.0.0.1", [f("for=[2001:db8:cafe::17]")], "2001:db8:cafe::17"),
        ("10.0.0.1", [f('for="[2001:db8:cafe::17]:_port"')], "10.0.0.1"),
        ("10.0.0.1", [f('for="198.51\\.100.1"')], "198.51.100.1"),
        ("10.0.0.1", [f("for=1.1.1.1, for=198.51.100.1, for=10.2.2.2")], "198.51.100.1"),
        ("10.0.0.1", [f("for=1.1.1.1"), f("for=198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", [f("for=198.51.100.1, for=_hidden")], "10.0.0.1"),
        ("10.0.0.1", [f("for=198.51.100.1, for=unknown, for=10.2.2.2")], "10.2.2.2"),
        ("10.0.0.1", [f("for=198.51.100.1, by=10.9.9.9")], "10.0.0.1"),
        ("10.0.0.1", [f("for=198.51.100.1;for=1.1.1.1")], "10.0.0.1"),
        ("10.0.0.1", [f('for="')], "10.0.0.1"),
        ("10.0.0.1", [f('for=", for=198.51.100.1')], "10.0.0.1"),
        ("10.0.0.1", [f('for="'), f("for=198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", [f('for=1.1.1.1;x=", for=198.51.100.1;host="example.org"')], "10.0.0.1"),
        ("10.0.0.1", [f("for=198.51.100.1" + " " * 5000)], "10.0.0.1"),
        # both: as long as they agree
        ("10.0.0.1", [f("for=198.51.100.1"), x("1.1.1.1, 198.51.100.1")], "198.51.100.1"),
        ("10.0.0.1", [f("for=1.1.1.1"), x("198.51.100.1")], "10.0.0.1"),
    ],
)
def test_the_client_of_a_request(peer: str | None, headers: list[tuple[str, str]], client: str) -> None:
    assert address_of(scope(peer, *headers), TRUSTED) == client


def test_nobody_is_trusted_unless_named() -> None:
    assert address_of(scope("127.0.0.1", x("198.51.100.1"), f("for=198.51.100.1")), ()) == "127.0.0.1"


@pytest.mark.parametrize(
    ("address", "turn"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("", ""),
        ("@socket", "@socket"),
    ],
)
def test_who_counts_as_one(address: str, turn: str) -> None:
    assert client_of(scope(address), ()) == turn


BITS = st.sampled_from(
    [
        "for=",
        "by=",
        '"',
        "\\",
        ",",
        ";",
        "=",
        " ",
        "[",
        "]",
        ":",
        "_a",
        "unknown",
        "10.0.0.1",
        "1.2.3.4",
        "::1",
        "\t",
        "é",
    ]
)
GARBAGE = st.one_of(st.lists(BITS, max_size=30).map("".join), st.text(st.characters(max_codepoint=255), max_size=60))


@given(peer=st.sampled_from(["10.0.0.1", "fd00::1", "", "x"]), forwarded=st.lists(GARBAGE), for_=st.lists(GARBAGE))
def test_garbage_makes_nobody_raise(peer: str, forwarded: list[str], for_: list[str]) -> None:
    asking = scope(peer, *map(f, forwarded), *map(x, for_))
    client_of(asking, TRUSTED)
    asks_from_here(asking, TRUSTED)


@given(lie=GARBAGE.filter(lambda text: '"' not in text), address=st.ip_addresses())
def test_what_the_client_wrote_before_the_proxy_does_not_matter(lie: str, address) -> None:
    if any(address in network for network in TRUSTED) or getattr(address, "ipv4_mapped", None):
        return
    assert address_of(scope("10.0.0.1", x(f"{lie},{address}")), TRUSTED) == str(address)
    node = f'"[{address}]:80"' if address.version == 6 else str(address)
    assert address_of(scope("10.0.0.1", f(f"{lie},for={node}")), TRUSTED) in (str(address), "10.0.0.1")
    assert address_of(scope("10.0.0.1", f(lie), f(f"for={node}")), TRUSTED) == str(address)


@pytest.mark.parametrize(
    ("peer", "headers", "here"),
    [
        ("127.0.0.1", [("host", "127.0.0.1:8000")], True),
        ("127.0.0.1", [], False),
        ("127.0.0.1", [("host", "localhost"), ("host", "evil.example")], False),
        ("127.0.0.1", [("host", "localhost"), f("for=127.0.0.1")], False),
        ("203.0.113.9", [("host", "localhost")], False),
    ],
)
def test_who_asks_from_this_machine(peer: str, headers: list[tuple[str, str]], here: bool) -> None:
    assert asks_from_here(scope(peer, *headers), ()) is here


def test_what_a_trusted_proxy_sends_never_comes_from_here() -> None:
    proxy = networks("127.0.0.1")
    assert not asks_from_here(scope("127.0.0.1", ("host", "localhost")), proxy)
    assert not asks_from_here(scope("127.0.0.1", ("host", "localhost"), x("127.0.0.1")), proxy)


def test_a_network_that_is_none_is_named() -> None:
    assert networks("") == ()
    with pytest.raises(InputError, match=r"'10\.0\.0\.1/8'"):
        networks("fd00::/8, 10.0.0.1/8")
