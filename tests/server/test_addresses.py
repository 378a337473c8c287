"""IRIs of anybody's data lead to pages of this server, to the web, or nowhere; never to another host unseen."""

import pytest

from kg.prefixes import BASE
from server.addresses import address_of, local_address, page_of


@pytest.mark.parametrize(
    ("iri", "local", "page", "address"),
    [
        (f"{BASE}id/state/japan", "/id/state/japan", "/id/state/japan", "/id/state/japan"),
        (f"{BASE}ontology#Claim", "/ontology#Claim", "/ontology#Claim", "/ontology#Claim"),
        ("http://example.org/a", "", "/ask?query=DESCRIBE+%3Chttp%3A%2F%2Fexample.org%2Fa%3E", "http://example.org/a"),
        (f"{BASE}id/event/a?b#c", *["/id/event/a%3Fb%23c"] * 3),
        ("urn:a", "", "/ask?query=DESCRIBE+%3Curn%3Aa%3E", ""),
        ("javascript:alert(1)", "", "/ask?query=DESCRIBE+%3Cjavascript%3Aalert%281%29%3E", ""),
    ],
)
def test_where_an_iri_leads(iri: str, local: str, page: str, address: str) -> None:
    assert (local_address(iri), page_of(iri), address_of(iri)) == (local, page, address)


@pytest.mark.parametrize("rest", ["/example.org/a", "\\example.org/a"])
def test_an_iri_of_ours_that_reads_as_another_host_leads_nowhere(rest: str) -> None:
    assert local_address(BASE + rest) == address_of(BASE + rest) == ""
    assert page_of(BASE + rest).startswith("/ask?")
