"""Whose turn a request takes: the peer's, or whoever a trusted proxy says it asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from server.clients import client_of, networks

PROXIES = networks("10.0.0.0/8, 2001:db8:1::/48,127.0.0.1")


def asked(peer: str | None, **headers: str) -> dict[str, object]:
    given_headers = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return {"client": None if peer is None else (peer, 4711), "headers": given_headers}


@pytest.mark.parametrize(
    ("scope", "client"),
    [
        (asked("192.0.2.1"), "192.0.2.1"),
        (asked(None), ""),
        (asked("192.0.2.1", x_forwarded_for="198.51.100.1"), "192.0.2.1"),
        (asked("192.0.2.1", forwarded="for=198.51.100.1"), "192.0.2.1"),
        (asked("10.0.0.1"), "10.0.0.1"),
        (asked("10.0.0.1", x_forwarded_for="198.51.100.1"), "198.51.100.1"),
        (asked("10.0.0.1", x_forwarded_for="203.0.113.9, 198.51.100.1, 10.1.1.1"), "198.51.100.1"),
        (asked("10.0.0.1", x_forwarded_for="198.51.100.1:8080"), "198.51.100.1"),
        (asked("10.0.0.1", x_forwarded_for="10.0.0.2"), "10.0.0.2"),
        (asked("10.0.0.1", forwarded="for=198.51.100.1;proto=http, for=10.0.0.2"), "198.51.100.1"),
        (asked("10.0.0.1", forwarded='For="[2001:db8:cafe:1:2::17]:4711"'), "2001:db8:cafe:1::/64"),
        (asked("10.0.0.1", forwarded='for="_gazonk"'), "_gazonk"),
        (asked("10.0.0.1", forwarded="proto=https"), "unknown"),
        (asked("10.0.0.1", forwarded="for=192.0.2.43", x_forwarded_for="198.51.100.1"), "10.0.0.1"),
        (asked("10.0.0.1", forwarded='for="192.0.2.43:99"', x_forwarded_for="192.0.2.43"), "192.0.2.43"),
        (asked("10.0.0.1", x_forwarded_for="rubbish"), "rubbish"),
        (asked("2001:db8:1::5", x_forwarded_for="2001:db8:2:3::9"), "2001:db8:2:3::/64"),
        (asked("::ffff:10.0.0.1", x_forwarded_for="198.51.100.1"), "198.51.100.1"),
        (asked("2001:db8:9:9:1:2:3:4"), "2001:db8:9:9::/64"),
    ],
)
def test_whose_turn_it_is(scope: dict[str, object], client: str) -> None:
    assert client_of(scope, PROXIES) == client


@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded"])
def test_without_trusted_proxies_nobody_is_believed(header: str) -> None:
    assert client_of(asked("10.0.0.1", **{header: "for=198.51.100.1"}), ()) == "10.0.0.1"


@given(st.sampled_from(["forwarded", "x_forwarded_for"]), st.text(alphabet=st.characters(max_codepoint=255)))
def test_garbage_is_somebody(header: str, value: str) -> None:
    assert isinstance(client_of(asked("10.0.0.1", **{header: value}), PROXIES), str)


def test_what_is_no_network_is_named() -> None:
    with pytest.raises(InputError, match=r"'10\.0\.0\.0/99'"):
        networks("127.0.0.1, 10.0.0.0/99")
