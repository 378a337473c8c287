"""What answers must be like. Source: Reconciliation Service API 0.2, sections 3 to 7 and its appendix of JSON Schemas.

The schemas themselves come without a licence, so what they demand is said here in our own words.
"""

import re
from typing import Any

DATE = re.compile(r"-?\d{4,}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?")


def is_manifest(answer: Any) -> None:
    assert "0.2" in answer["versions"]
    assert all(isinstance(answer[name], str) for name in ("name", "identifierSpace", "schemaSpace"))
    for one in answer["defaultTypes"]:
        has_id_and_name(one)
    assert len({one["id"] for one in answer["defaultTypes"]}) == len(answer["defaultTypes"])
    assert "{{id}}" in answer["view"]["url"]
    assert "{{id}}" in answer["preview"]["url"]
    assert all(type(answer["preview"][name]) is int for name in ("width", "height"))
    services = [*answer["suggest"].values(), answer["extend"]["propose_properties"]]
    assert set(answer["suggest"]) <= {"entity", "property", "type"}
    assert all(isinstance(one[name], str) for one in services for name in ("service_url", "service_path"))
    for setting in answer["extend"]["property_settings"]:
        assert setting["type"] in ("number", "text", "checkbox", "select")
        assert all(isinstance(setting[name], str) for name in ("label", "name"))
    assert type(answer["batchSize"]) is int


def are_results(answer: Any, keys: set[str]) -> None:
    assert set(answer) == keys
    for result in answer.values():
        for candidate in result["result"]:
            has_id_and_name(candidate)
            assert is_number(candidate["score"])
            assert type(candidate["match"]) is bool
            assert isinstance(candidate["description"], str)
            for type_ in candidate["type"]:
                has_id_and_name(type_)
            features = candidate["features"]
            assert all(isinstance(one["value"], bool) or is_number(one["value"]) for one in features)
            assert len({one["id"] for one in features}) == len(features)
        scores = [candidate["score"] for candidate in result["result"]]
        assert scores == sorted(scores, reverse=True)
        assert sum(candidate["match"] for candidate in result["result"]) <= 1


def are_suggestions(answer: Any) -> None:
    for one in answer["result"]:
        has_id_and_name(one)
        assert isinstance(one.get("description", ""), str)
        for type_ in one.get("notable", []):
            has_id_and_name(type_)


def are_proposals(answer: Any) -> None:
    assert isinstance(answer["type"], str)
    assert is_number(answer["limit"])
    assert len(answer["properties"]) <= answer["limit"]
    for one in answer["properties"]:
        has_id_and_name(one)


def are_values(answer: Any, entities: set[str], properties: list[str]) -> None:
    assert [one["id"] for one in answer["meta"]] == properties
    for one in answer["meta"]:
        has_id_and_name(one)
    assert set(answer["rows"]) == entities
    for row in answer["rows"].values():
        assert list(row) == properties
        for cell in (cell for cells in row.values() for cell in cells):
            is_cell(cell)


def is_cell(cell: Any) -> None:
    if "id" in cell:
        has_id_and_name(cell)
        assert set(cell) <= {"id", "name", "description"}
        return
    ((name, value),) = cell.items()
    checks = {
        "str": isinstance(value, str),
        "int": type(value) is int,
        "float": is_number(value),
        "date": isinstance(value, str) and DATE.fullmatch(value) is not None,
    }
    assert checks[name]


def has_id_and_name(one: Any) -> None:
    assert isinstance(one["id"], str)
    assert isinstance(one["name"], str)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
