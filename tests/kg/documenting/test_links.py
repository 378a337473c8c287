"""Where pages lead: on the server to its addresses, between files to files, and to things of the graph on it alone."""

from kg.documenting.links import Links
from kg.documenting.reference import Reference
from kg.prefixes import BASE, ENT, expand

SERVED, IN_A_FOLDER = Links(), Links("../", ".html")


def test_terms_and_shapes_lead_to_their_entries() -> None:
    assert SERVED.term(f"{ENT}Barrier") == "/ontology#Barrier"
    assert IN_A_FOLDER.term(f"{ENT}Barrier") == "../ontology.html#Barrier"
    assert SERVED.thing(expand("concept:stage-stalled")) == "/ontology#concept-stage-stalled"
    assert SERVED.shape(expand("shapes:Agreement-party")) == "/shapes#Agreement-party"


def test_terms_of_others_lead_to_them() -> None:
    assert SERVED.term(expand("foaf:Agent")) == expand("foaf:Agent")


def test_things_and_questions_are_on_the_server_alone() -> None:
    assert SERVED.thing(f"{BASE}id/person/somebody") == "/id/person/somebody"
    assert IN_A_FOLDER.thing(f"{BASE}id/person/somebody") is None
    assert SERVED.question("barriers") == "/queries/barriers"
    assert IN_A_FOLDER.question("barriers") is None
    assert SERVED.thing("http://example.org/somebody-elses") is None


def test_documents_lie_where_their_iris_say(reference: Reference) -> None:
    agents = reference.document("ontology/agents")
    assert agents is not None
    assert SERVED.page(agents) == "/ontology/agents"
    assert IN_A_FOLDER.file(agents, "ttl") == "../ontology/agents.ttl"
