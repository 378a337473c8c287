"""The Reconciliation Service API on a real server: names, dates, suggestions, values, and what is refused."""

import csv
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from kg.prefixes import BASE
from tests.server.finding import rules

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ACTORS = Path(__file__).with_name("actors.csv")
RIGHT_OF_TWENTY = 19


def reconcile(client: httpx.Client, **batch: Any) -> Any:
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert answer.status_code == 200, answer.text
    rules.are_results(answer.json(), set(batch))
    return answer.json()


def ids(result: Any) -> list[str]:
    return [candidate["id"] for candidate in result["result"]]


def extend(client: httpx.Client, entities: list[str], *properties: Any) -> Any:
    answer = client.post("/reconcile", data={"extend": json.dumps({"ids": entities, "properties": list(properties)})})
    assert answer.status_code == 200, answer.text
    rules.are_values(answer.json(), set(entities), [one["id"] for one in properties])
    return answer.json()["rows"]


def test_the_manifest_names_services_that_answer(whole) -> None:
    manifest = whole.client.get("/reconcile").json()
    rules.is_manifest(manifest)
    assert manifest["identifierSpace"] == f"{BASE}id/"
    assert manifest["preview"]["url"].startswith(whole.url)
    for service in manifest["suggest"].values():
        answer = whole.client.get(service["service_url"] + service["service_path"], params={"prefix": "of"})
        rules.are_suggestions(answer.json())
        assert answer.json()["result"]
    viewed = manifest["view"]["url"].replace("{{id}}", quote("person/abe-shinzo", safe=""))
    assert whole.client.get(viewed, headers={"Accept": "text/turtle"}).status_code == 303


def test_a_table_of_actors_in_mixed_spellings_gets_the_right_first_candidates(whole) -> None:
    with ACTORS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 20
    batch = {
        row["name"]: {
            "query": row["name"],
            "type": row["type"],
            **({"properties": [{"pid": "date", "v": row["date"]}]} if row["date"] else {}),
        }
        for row in rows
    }
    results = reconcile(whole.client, **batch)
    wrong = {
        row["name"]: ids(results[row["name"]])[:1] for row in rows if ids(results[row["name"]])[:1] != [row["expected"]]
    }
    assert len(rows) - len(wrong) >= RIGHT_OF_TWENTY, wrong


def test_what_is_sure_is_said_to_match_and_what_is_not_is_not(whole) -> None:
    results = reconcile(
        whole.client, sure={"query": "Satō Eisaku", "type": "Person"}, unsure={"query": "Kim", "type": "Person"}
    )
    assert results["sure"]["result"][0]["match"] is True
    assert not any(candidate["match"] for candidate in results["unsure"]["result"])


def test_an_identifier_as_query_is_its_entity(whole) -> None:
    results = reconcile(whole.client, a={"query": "dispute/tokdo"}, b={"query": f"{BASE}id/dispute/tokdo"})
    assert ids(results["a"]) == ids(results["b"]) == ["dispute/tokdo"]


def test_types_limits_and_their_strictness_are_kept(whole) -> None:
    results = reconcile(
        whole.client,
        one={"query": "Japan", "limit": 1},
        place={"query": "Japan", "type": ["Place"], "limit": 50},
        both={"query": "Japan", "type": ["Place", "State"], "type_strict": "all"},
        should={"query": "Japan", "type": "State", "type_strict": "should"},
    )
    assert len(ids(results["one"])) == 1
    assert {one.partition("/")[0] for one in ids(results["place"])} == {"place"}
    assert ids(results["both"]) == []
    assert ids(results["should"])[0] == "state/japan"


@pytest.mark.parametrize(
    ("date", "president"),
    [("1995", "kim-young-sam"), ("1999-06", "kim-dae-jung"), ("2003-02-25", "roh-moo-hyun"), ("2014", "park-geun-hye")],
)
def test_an_office_at_a_date_is_whoever_held_it_then_as_a_named_source_says(whole, date: str, president: str) -> None:
    query = {"query": "President of South Korea", "type": "Person", "properties": [{"pid": "date", "v": date}]}
    (first, *_) = reconcile(whole.client, q=query)["q"]["result"]
    assert first["id"] == f"person/{president}"
    assert {"id": "in_office_at_date", "value": True} in first["features"]
    assert "Archigos" in first["description"] or "EveryPolitician" in first["description"]


def test_a_date_puts_who_was_in_office_before_their_namesakes_and_a_bad_one_says_nothing(whole) -> None:
    def kims(date: str) -> list[str]:
        query = {"query": "Kim", "type": "Person", "limit": 50, "properties": [{"pid": "date", "v": date}]}
        return ids(reconcile(whole.client, q=query)["q"])

    assert kims("1996")[0] == "person/kim-young-sam"
    assert kims("2001")[0] == "person/kim-dae-jung"
    assert kims("long ago") == ids(reconcile(whole.client, q={"query": "Kim", "type": "Person", "limit": 50})["q"])


def test_other_properties_are_compared_with_what_the_author_says(whole) -> None:
    by_name = {"query": "Annexation Treaty", "properties": [{"pid": "party", "v": "Japan"}]}
    by_entity = {"properties": [{"pid": "disputant", "v": [{"id": "state/japan"}, {"id": "state/china"}]}]}
    results = reconcile(whole.client, name=by_name, entity=by_entity)
    assert ids(results["name"])[0] == "agreement/korea-japan-annexation-treaty-1910"
    assert {"id": "property_party", "value": 100.0} in results["name"]["result"][0]["features"]
    assert set(ids(results["entity"])) == {"dispute/senkaku-diaoyu", "dispute/tokdo"}


def test_a_batch_may_come_by_get_too(whole) -> None:
    batch = json.dumps({"q": {"query": "Satō Eisaku"}})
    answer = whole.client.get("/reconcile", params={"queries": batch})
    assert answer.json() == reconcile(whole.client, q={"query": "Satō Eisaku"})


@pytest.mark.parametrize(
    ("kind", "prefix", "identifier"),
    [
        ("entity", "kim dae", "person/kim-dae-jung"),
        ("entity", "독", "place/tokdo"),
        ("entity", "person/kim-dae-jung", "person/kim-dae-jung"),
        ("type", "pers", "Person"),
        ("type", "Person", "Person"),
        ("property", "holds", "holdsOffice"),
        ("property", "date", "date"),
    ],
)
def test_what_has_been_typed_is_completed(whole, kind: str, prefix: str, identifier: str) -> None:
    answer = whole.client.get(f"/reconcile/suggest/{kind}", params={"prefix": prefix}).json()
    rules.are_suggestions(answer)
    assert identifier in ids(answer)
    rest = whole.client.get(f"/reconcile/suggest/{kind}", params={"prefix": prefix, "cursor": 1}).json()
    assert ids(rest)[: len(ids(answer)) - 1] == ids(answer)[1:]


def test_properties_are_proposed_by_how_usual_they_are(whole) -> None:
    answer = whole.client.get("/reconcile/properties?type=Dispute&limit=4").json()
    rules.are_proposals(answer)
    assert {"disputant", "overTerritory"} <= {one["id"] for one in answer["properties"]}
    assert whole.client.get("/reconcile/properties?type=Nothing").json()["properties"] == []


def test_tables_are_extended_with_entities_numbers_and_texts(whole) -> None:
    rows = extend(whole.client, ["dispute/tokdo", "nobody"], {"id": "disputant"}, {"id": "skos:altLabel"})
    parties = [cell["id"] for cell in rows["dispute/tokdo"]["disputant"]]
    assert parties == ["state/japan", "state/south-korea"]
    assert {"str": "Tokdo Islands Issue"} in rows["dispute/tokdo"]["skos:altLabel"]
    assert rows["nobody"] == {"disputant": [], "skos:altLabel": []}
    assert extend(whole.client, ["passage:5-2-3-2"], {"id": "page"})["passage:5-2-3-2"]["page"] == [{"int": 129}]


def test_offices_at_a_date_come_with_their_source(whole) -> None:
    then = {"id": "officeAtDate", "settings": {"date": "2010-08"}}
    rows = extend(whole.client, ["person/kan-naoto", "person/abe-shinzo"], then)
    assert "office/prime-minister-of-japan" in [cell["id"] for cell in rows["person/kan-naoto"]["officeAtDate"]]
    assert all("EveryPolitician" in cell["description"] for cell in rows["person/kan-naoto"]["officeAtDate"])
    assert rows["person/abe-shinzo"]["officeAtDate"] == []
    assert extend(whole.client, ["person/abe-shinzo"], {"id": "officeAtDate"})["person/abe-shinzo"]["officeAtDate"]


def test_nothing_that_is_background_or_only_reported_is_among_the_values(whole) -> None:
    rows = extend(
        whole.client, ["government/kim-dae-jung", "tenure/kim-dae-jung-president"], {"id": "headedBy"}, {"id": "when"}
    )
    assert all(cells == [] for row in rows.values() for cells in row.values())


def test_a_preview_is_a_page_that_any_site_may_frame(whole) -> None:
    page = whole.client.get("/reconcile/preview", params={"id": "person/kim-dae-jung"})
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "frame-ancestors" not in page.headers["content-security-policy"]
    assert "김대중" in page.text
    assert "Archigos" in page.text
    assert whole.client.get("/reconcile/preview?id=nobody").status_code == 404


@pytest.mark.parametrize(
    ("form", "status", "kind"),
    [
        ({}, 400, "no-query"),
        ({"queries": "{"}, 400, "no-json"),
        ({"queries": "[" * 50_000}, 400, "no-json"),
        ({"queries": "[]"}, 400, "malformed-query"),
        ({"queries": '{"q": {}}'}, 400, "malformed-query"),
        ({"queries": '{"q": {"query": 1}}'}, 400, "malformed-query"),
        ({"queries": '{"q": {"query": "a", "limit": 0}}'}, 400, "malformed-query"),
        ({"queries": '{"q": {"query": "a", "limit": NaN}}'}, 400, "malformed-query"),
        ({"queries": '{"q": {"query": "a", "type": {}}}'}, 400, "malformed-query"),
        ({"queries": '{"q": {"query": "a", "type_strict": "no"}}'}, 400, "malformed-query"),
        ({"queries": '{"q": {"query": "a", "properties": [{"pid": "x"}]}}'}, 400, "malformed-query"),
        ({"queries": json.dumps({str(n): {"query": "a"} for n in range(51)})}, 413, "too-many-queries"),
        ({"queries": "{}", "extend": "{}"}, 400, "several-queries"),
        ({"extend": '{"ids": "x", "properties": []}'}, 400, "malformed-query"),
        ({"extend": json.dumps({"ids": ["x"] * 5001, "properties": [{"id": "y"}]})}, 413, "too-many-cells"),
        (
            {"extend": '{"ids": ["x"], "properties": [{"id": "officeAtDate", "settings": {"date": "soon"}}]}'},
            400,
            "bad-date",
        ),
    ],
)
def test_what_cannot_be_meant_is_told(whole, form: dict[str, str], status: int, kind: str) -> None:
    answer = whole.client.post("/reconcile", data=form, headers=FORM)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"{BASE}problem/{kind}"


def test_queries_come_as_a_form_and_not_larger_than_a_query(whole) -> None:
    assert whole.client.post("/reconcile", json={"queries": {}}).status_code == 415
    assert whole.client.post("/reconcile", data={"queries": "x" * (300 << 10)}).status_code == 413


@pytest.mark.parametrize("name", ["\0", "<>", "a b> } DROP", "https://x.example/>}", "ent:\0", '"'])
def test_no_identifier_becomes_a_part_of_a_query(whole, name: str) -> None:
    rows = extend(whole.client, [name, "state/japan"], {"id": name}, {"id": "rdfs:label"})
    assert rows["state/japan"]["rdfs:label"] == [{"str": "Japan"}]
    assert rows[name][name] == []


def test_pages_of_every_site_may_ask(whole) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    allowed = whole.client.options("/reconcile", headers=asked)
    assert allowed.status_code == 204
    assert "POST" in allowed.headers["access-control-allow-methods"]
    answer = whole.client.post("/reconcile", data={"queries": "{}"}, headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"


def test_data_that_is_not_ours_is_reconciled_by_its_own_iris(foreign, serve, tmp_path: Path) -> None:
    path = tmp_path / "theirs.nt"
    path.write_text('<http://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "Somebody" .\n')
    with serve("--dataset", str(path)) as running:
        assert ids(reconcile(running.client, q={"query": "somebody"})["q"]) == ["http://example.org/a"]
    assert reconcile(foreign.client, q={"query": "somebody"})["q"]["result"] == []
