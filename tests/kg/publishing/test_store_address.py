"""A store's URL becomes two addresses and a user; nothing that is said of it tells the password."""

import pytest

from kg.errors import InputError
from kg.publishing.store_address import StoreAddress


@pytest.mark.parametrize(
    ("url", "graphs", "query_at", "graphs_at"),
    [
        ("http://h:7878/query", "store", "http://h:7878/query", "http://h:7878/store"),
        (
            "http://h:8890/sparql",
            "sparql-graph-crud-auth",
            "http://h:8890/sparql",
            "http://h:8890/sparql-graph-crud-auth",
        ),
        ("http://h/ds/sparql", "data", "http://h/ds/sparql", "http://h/ds/data"),
        ("https://h/a", "https://g/b", "https://h/a", "https://g/b"),
        ("http://[::1]:1/query", "store", "http://[::1]:1/query", "http://[::1]:1/store"),
    ],
)
def test_graphs_are_beside_queries_or_elsewhere(url: str, graphs: str, query_at: str, graphs_at: str) -> None:
    address = StoreAddress.of(url, graphs)
    assert (address.query, address.graphs, address.user) == (query_at, graphs_at, "")


def test_the_user_is_no_part_of_an_address() -> None:
    address = StoreAddress.of("http://me:s%40cret@h:1/query?key=s%40cret")
    assert (address.user, address.password) == ("me", "s@cret")
    for said in (str(address), repr(address)):
        assert "cret" not in said
    assert "@" not in address.query + address.graphs


@pytest.mark.parametrize(
    "url",
    ["", "h:7878", "ftp://h/q", "http:///q", "http://me:secret@/q", "http://me:secret@h:x/q", "http://me:secret@h /q"],
)
def test_what_is_no_address_is_refused_without_being_told(url: str) -> None:
    with pytest.raises(InputError) as caught:
        StoreAddress.of(url)
    assert "secret" not in str(caught.value)
