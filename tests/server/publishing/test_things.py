"""The address of a thing leads to a document about it, in every syntax; what is no fact only with its graph's name."""

import re

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import FOAF, RDFS

from kg.prefixes import BASE, ENT, PREFIXES
from server.publishing.description import PAGE
from server.publishing.documents import SUFFIXES

PACT, EAST, REPORTED = "/id/agreement/pact", "/id/state/east", "/claim/park-young-june/civic-groups-fear"
ELSEWHERE = {"X-Forwarded-For": "10.0.0.1"}
"""What a request says that comes from another machine: it is shown no sentence, and pages are kept for it."""
TRIPLES = ("ttl", "nt", "rdf", "jsonld")
ONLY_REPORTED = """CONSTRUCT { ?thing ?property ?value } WHERE {
  { ?graph <https://w3id.org/entente/ontology#stance> ?stance FILTER(STRENDS(STR(?stance), "reported")) }
  GRAPH ?graph { ?thing ?property ?value }
  FILTER NOT EXISTS { ?thing ?property ?value } }"""


def iri(path: str) -> URIRef:
    return URIRef(BASE + path.removeprefix("/"))


def quads(answer: httpx.Response) -> set[ox.Quad]:
    media_type = answer.headers["content-type"].partition(";")[0]
    return set(ox.parse(answer.content, ox.RdfFormat.from_media_type(media_type)))


def parts(link: str) -> list[tuple[str, dict[str, str]]]:
    """Return the targets of a Link header with their parameters."""
    return [
        (target, dict(re.findall(r'(\w+)="([^"]*)"', rest))) for target, rest in re.findall(r"<([^>]*)>([^<]*)", link)
    ]


@pytest.mark.parametrize(("suffix", "media_type"), SUFFIXES.items())
def test_a_thing_leads_to_what_accept_likes_best(server, suffix: str, media_type: str) -> None:
    away = server.client.get(EAST, headers={"Accept": f"{media_type}, */*;q=0.1"})
    assert (away.status_code, away.headers["location"]) == (303, f"{EAST}.{suffix}")
    assert away.headers["vary"] == "Accept, Accept-Profile"
    there = server.client.get(away.headers["location"])
    assert (there.status_code, there.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert "Eastland" in there.text


def test_who_takes_anything_gets_turtle_and_who_takes_nothing_of_it_is_told(server) -> None:
    assert server.client.get(EAST).headers["location"] == f"{EAST}.ttl"
    refused = server.client.get(EAST, headers={"Accept": "image/png"})
    assert (refused.status_code, "text/turtle" in refused.json()["offered"]) == (406, True)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("suffix", TRIPLES)
def test_syntaxes_of_triples_say_the_same_facts(server, suffix: str) -> None:
    def facts(one: str) -> set[str]:
        return {str(quad) for quad in quads(server.client.get(f"{PACT}.{one}")) if ".ttl" not in str(quad)}

    itself = f"<{iri(PACT)}.{suffix}>"
    assert {fact for fact in facts(suffix) if itself not in fact} == {
        fact for fact in facts("nt") if f"<{iri(PACT)}.nt>" not in fact
    } - {f"<{iri(PACT)}.ttl>"}
    graph = Graph().parse(data=server.client.get(f"{PACT}.{suffix}").text, format=SUFFIXES[suffix])
    assert (iri(PACT), RDFS.label, Literal("Pact on intelligence", lang="en")) in graph
    assert (iri(f"{PACT}.{suffix}"), FOAF.primaryTopic, iri(PACT)) in graph


def test_statements_in_both_directions_and_the_claims_with_stance_and_evidence(server) -> None:
    graph = Graph().parse(data=server.client.get(f"{PACT}.ttl").text)
    ent = {name: URIRef(ENT + name) for name in ("stageOf", "stance", "evidence", "heldBy")}
    assert (None, ent["stageOf"], iri(PACT)) in graph
    claim = iri(REPORTED)
    assert (claim, ent["stance"], iri("/concept/stance-reported")) in graph
    assert (claim, ent["heldBy"], iri("/id/group/civic")) in graph
    assert (claim, ent["evidence"], iri("/passage/park-young-june/5-3-1-1")) in graph


@pytest.mark.parametrize("suffix", TRIPLES)
def test_what_is_only_reported_of_a_thing_is_not_among_its_triples(server, suffix: str) -> None:
    reported = {quad.triple for quad in quads(server.query(ONLY_REPORTED, Accept="application/n-triples"))}
    things = {triple.subject for triple in reported} | {triple.object for triple in reported}
    paths = [term.value.removeprefix(BASE) for term in things if str(term).startswith(f"<{BASE}id/")]
    assert len(paths) > 1
    for path in [*paths, REPORTED.removeprefix("/")]:
        answer = server.client.get(f"/{path}.{suffix}")
        assert answer.status_code == 200
        assert not {quad.triple for quad in quads(answer)} & reported
        named = {
            quad.triple
            for quad in quads(server.client.get(f"/{path}.nq"))
            if quad.graph_name == ox.NamedNode(iri(REPORTED))
        }
        assert named & reported, path


def test_a_reported_claim_as_triples_is_its_record_and_leads_to_its_content(server) -> None:
    graph = Graph().parse(data=server.client.get(f"{REPORTED}.ttl").text)
    assert (iri(REPORTED), URIRef(f"{ENT}stance"), None) in graph
    assert (None, URIRef(f"{ENT}influences"), None) not in graph
    assert (iri(f"{REPORTED}.ttl"), URIRef(PREFIXES["dcterms"] + "hasFormat"), iri(f"{REPORTED}.trig")) in graph
    content = quads(server.client.get(f"{REPORTED}.trig"))
    assert ox.NamedNode(f"{ENT}influences") in {
        quad.predicate for quad in content if quad.graph_name == ox.NamedNode(iri(REPORTED))
    }


def test_background_is_said_with_its_graph_alone(server) -> None:
    headed = ox.NamedNode(f"{ENT}headedBy")
    assert headed not in {quad.predicate for quad in quads(server.client.get("/id/government/first.nt"))}
    (said,) = [quad for quad in quads(server.client.get("/id/government/first.nq")) if quad.predicate == headed]
    assert said.graph_name == ox.NamedNode(f"{BASE}graph/background")


def test_quads_are_those_of_the_dataset_and_the_document_speaks_of_itself_in_its_own_graph(server, small) -> None:
    for suffix in ("nq", "trig"):
        itself = ox.NamedNode(iri(f"{PACT}.{suffix}"))
        answered = quads(server.client.get(f"{PACT}.{suffix}"))
        said = {quad for quad in answered if quad.graph_name != itself}
        assert said <= set(small)
        about = {quad for quad in small if ox.NamedNode(iri(PACT)) in (quad.subject, quad.object)}
        assert about <= said
        assert ox.NamedNode(str(FOAF.primaryTopic)) in {q.predicate for q in answered - said}


@pytest.mark.parametrize("suffix", ["nq", "ttl", "html"])
def test_what_is_too_much_for_a_page_goes_on(tiny_server, suffix: str) -> None:
    address, pages = f"/graph/ontology.{suffix}", []
    following = ox.NamedNode("http://www.w3.org/ns/hydra/core#next")
    while address:
        answer = tiny_server.client.get(address)
        links = {given["rel"]: target for target, given in parts(answer.headers["link"]) if "rel" in given}
        assert links.get("prev", "") == (pages[-1] if pages else "")
        pages.append(address)
        address = links.get("next", "")
        if suffix == "html":
            assert (f'rel="next" href="{address}"' in answer.text) == bool(address)
        else:
            told = [quad.object.value for quad in quads(answer) if quad.predicate == following]
            assert told == ([str(iri(address))] if address else [])
    assert len(pages) > 3


def test_the_pages_together_are_the_whole_and_there_is_none_beyond(tiny_server, tiny_built) -> None:
    graph, found = ox.NamedNode(f"{BASE}graph/ontology"), set()
    for page in range(1, 100):
        answer = tiny_server.client.get(f"/graph/ontology.nq?page={page}")
        if answer.status_code == 404:
            break
        said = quads(answer)
        assert len(said) <= 2 * PAGE
        found |= said
    assert answer.json()["type"].endswith("no-such-page")
    whole = {
        quad for quad in ox.parse(path=tiny_built.dataset, format=ox.RdfFormat.N_QUADS) if quad.graph_name == graph
    }
    assert whole == {quad for quad in found if quad.graph_name == graph}
    for wrong in ("0", "-1", "x", "1e3", ""):
        assert tiny_server.client.get(f"/graph/ontology.nq?page={wrong}").status_code == 400


def test_the_tree_begins_at_the_thing_and_fetches_nothing(server) -> None:
    tree = server.client.get(f"{PACT}.jsonld").json()
    assert (tree["id"], tree["label"], tree["altLabel"]) == (str(iri(PACT)), "Pact on intelligence", "PACT")
    assert tree["type"] == "Agreement"
    assert tree["@reverse"]["stageOf"]
    published = server.client.get("/context.jsonld").json()["@context"]
    assert tree["@context"].items() <= published.items()
    assert len(tree["@context"]) < len(published) / 3


def test_profiles_are_chosen_by_header_or_address(server) -> None:
    plain = server.client.get(f"{PACT}.nt?_profile=plain")
    assert f"{ENT}evidence" not in plain.text
    assert "Pact on intelligence" in plain.text
    for accept in (f"<{BASE}profile/plain>", f"<https://schema.org/>;q=0.1, <{BASE}profile/plain>;q=0.9, nonsense"):
        headers = {"Accept-Profile": accept}
        away = server.client.get(PACT, headers=headers)
        assert away.headers["location"] == f"{PACT}.ttl?_profile=plain"
        by_header = server.client.get(f"{PACT}.nt", headers=headers)
        assert by_header.text == plain.text
        assert "Accept-Profile" in by_header.headers["vary"]
    unknown = {"Accept-Profile": "<urn:unknown>"}
    assert server.client.get(f"{PACT}.nt", headers=unknown).text == server.client.get(f"{PACT}.nt").text
    refused = server.client.get(f"{PACT}.nt?_profile=other")
    assert (refused.status_code, set(refused.json()["offered"])) == (400, {"evidence", "plain", "schema"})


def test_the_words_of_schema_org(server) -> None:
    answer = server.client.get("/id/event/signing.jsonld?_profile=schema").json()
    assert (answer["name"], answer["attendee"]) == (
        {"@language": "en", "@value": "Signing of the statement"},
        {"id": str(iri(EAST))},
    )
    graph = Graph().parse(data=server.client.get("/id/event/signing.ttl?_profile=schema").text)
    schema = PREFIXES["schema"]
    assert (iri("/id/event/signing"), URIRef(f"{schema}name"), Literal("Signing of the statement", lang="en")) in graph
    assert (iri("/id/event/signing"), URIRef(f"{schema}attendee"), iri(EAST)) in graph
    assert server.client.get("/id/influence/cold-war.ttl?_profile=schema").status_code == 200


def test_no_two_representations_share_a_tag(server) -> None:
    tags = [
        server.client.get(f"{PACT}.{suffix}{query}", headers=ELSEWHERE | {"Accept-Encoding": coding}).headers["etag"]
        for suffix in SUFFIXES
        for query in ("", "?_profile=plain", "?_profile=schema")
        for coding in ("gzip", "identity")
    ]
    assert len(set(tags)) >= len(SUFFIXES) * 5  # what is small is not worth compressing
    assert not any(tag.startswith("W/") for tag in tags)


def test_links_lead_to_all_that_belongs_to_a_thing(server) -> None:
    for address in (EAST, f"{EAST}.ttl", f"{EAST}.html"):
        links = parts(server.client.get(address).headers["link"])
        relations = {given.get("rel") for _, given in links}
        assert {"cite-as", "license", "collection", "describedby", "profile"} <= relations
        assert (str(iri(EAST)), "cite-as") in {(target, given.get("rel")) for target, given in links}
        for target, given in links:
            if target.startswith(EAST):
                there = server.client.get(target)
                assert there.status_code == 200
                assert there.headers["content-type"].partition(";")[0] == given["type"]
    page = parts(server.client.get(f"{EAST}.html").headers["link"])
    assert ("https://schema.org/AboutPage", "type") in {(target, given.get("rel")) for target, given in page}


def test_what_is_not_there_is_told_with_the_nearest_names(server) -> None:
    for address in ("/id/agreement/pakt", "/id/agreement/pakt.ttl", "/id/agreement/pakt.html"):
        answer = server.client.get(address)
        assert answer.status_code == 404
        assert answer.json()["nearest"] == [str(iri(PACT))]
    assert server.client.get("/id/event/%3Cscript%3E").status_code == 404
    assert server.client.get("/id/.ttl").status_code == 404


def test_a_page_is_for_people_and_shows_what_is_only_reported_apart(server) -> None:
    page = server.client.get(f"{PACT}.html")
    own, _, told = page.text.partition("Only reported, supposed or from elsewhere")
    assert "A new cold war" not in own
    assert "/id/influence/cold-war" in told
    listing = server.client.get(f"{PACT}.html?_profile=plain").text
    facts, _, told = listing.partition("Only reported, supposed or from elsewhere")
    assert "A new cold war" not in facts.partition("<h2>Facts</h2>")[2]
    assert "/id/influence/cold-war" in told
    assert "script-src 'self';" in page.headers["content-security-policy"]
    concept = server.client.get("/concept/stage-stalled", headers={"Accept": "text/html"})
    assert concept.headers["location"] == "/ontology#concept-stage-stalled"


def test_data_of_others_has_no_things_of_ours(foreign) -> None:
    assert foreign.client.get("/id/state/east").status_code == 404
