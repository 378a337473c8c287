"""What the editor completes: prefixes, classes and properties of what is served, with what they mean."""

from kg.prefixes import ENT, PREFIXES


def terms_of(server) -> dict[str, dict[str, str]]:
    answer = server.client.get("/complete.json")
    assert answer.status_code == 200
    assert answer.json()["prefixes"] == PREFIXES
    return {f"{term['kind']} {term['iri']}": term for term in answer.json()["terms"]}


def test_our_terms_come_with_label_and_definition(article) -> None:
    terms = terms_of(article)
    barrier = terms[f"class {ENT}Barrier"]
    assert (barrier["label"], barrier["name"]) == ("barrier", "Barrier")
    assert barrier["comment"].startswith("influence that")
    assert terms[f"property {ENT}stageOf"]["label"] == "stage of"
    assert f"property {PREFIXES['rdfs']}label" in terms


def test_somebody_elses_terms_are_those_they_use(foreign) -> None:
    assert [*terms_of(foreign)] == ["property http://example.org/p"]


def test_who_has_it_is_not_sent_it_again(article) -> None:
    first = article.client.get("/complete.json")
    again = article.client.get("/complete.json", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
