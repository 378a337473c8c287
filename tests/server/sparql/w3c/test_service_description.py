"""The W3C's tests of the SPARQL 1.1 Service Description, in each syntax of it."""

import httpx
import pyoxigraph as ox
import pytest

from tests.server.sparql.w3c.manifests import AT_HAND, WHY_NOT

pytestmark = pytest.mark.skipif(not AT_HAND, reason=WHY_NOT)

SD = "http://www.w3.org/ns/sparql-service-description#"
CONFORMS = f"""PREFIX sd: <{SD}> ASK {{
  ?service a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query ; sd:resultFormat ?format ;
      sd:defaultDataset ?dataset . ?dataset a sd:Dataset ; sd:defaultGraph ?default . ?default a sd:Graph
  FILTER NOT EXISTS {{ ?dataset sd:namedGraph ?named FILTER NOT EXISTS {{ ?named a sd:NamedGraph ; sd:name ?name }} }}
}}"""
DOES_NOT_FEDERATE = f"ASK {{ FILTER NOT EXISTS {{ ?service <{SD}feature> <{SD}BasicFederatedQuery> }} }}"


@pytest.fixture(params=["text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"])
def described(w3c: httpx.Client, request: pytest.FixtureRequest) -> ox.Store:
    """Return what GET on the endpoint says (`returns-rdf`)."""
    answer = w3c.get("/sparql", headers={"Accept": request.param})
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, request.param)
    format_ = ox.RdfFormat.from_media_type(request.param)
    assert format_ is not None
    store = ox.Store()
    store.load(answer.content, format_)
    return store


def test_has_endpoint_triple(w3c: httpx.Client, described: ox.Store) -> None:
    (found,) = described.quads_for_pattern(None, ox.NamedNode(SD + "endpoint"), None)
    assert found.object == ox.NamedNode(str(w3c.base_url.join("/sparql")))


def test_conforms_to_schema(described: ox.Store) -> None:
    assert bool(described.query(CONFORMS))
    assert bool(described.query(DOES_NOT_FEDERATE))
