"""A check is a SELECT whose first column is the node at fault; its rows become findings."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.checks import load_checks, run_checks
from kg.errors import InputError
from kg.prefixes import expand

HEADER = "#+ summary: No event has an ordinal.\n"
QUERY = """
PREFIX ent: <https://w3id.org/entente/ontology#>
SELECT ?node ?ordinal ?other WHERE { ?node ent:ordinal ?ordinal OPTIONAL { ?node ent:inSeries ?other } } ORDER BY ?node
"""


def store() -> ox.Store:
    loaded = ox.Store()
    number = ox.Literal("7", datatype=ox.NamedNode(expand("xsd:integer")))
    loaded.add(ox.Quad(ox.NamedNode(expand("event:a")), ox.NamedNode(expand("ent:ordinal")), number))
    return loaded


def test_a_row_becomes_a_finding(tmp_path: Path) -> None:
    (tmp_path / "ordinals.rq").write_text(HEADER + QUERY)
    told: list[str] = []
    (finding,) = run_checks(store(), load_checks([tmp_path / "ordinals.rq"]), told.append)
    assert finding.node == expand("event:a")
    assert str(finding) == "event:a (ordinal 7): check ordinals: No event has an ordinal."
    assert told == ["checking ordinals"]


def test_no_row_is_a_pass(tmp_path: Path) -> None:
    (tmp_path / "ordinals.rq").write_text(HEADER + QUERY)
    assert run_checks(ox.Store(), load_checks([tmp_path / "ordinals.rq"])) == []


def test_no_checks_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no checks"):
        load_checks([])


def test_a_check_selects_the_node_first(tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_text(HEADER + QUERY.replace("?node ?ordinal ?other", "?ordinal ?node"))
    with pytest.raises(InputError, match="selects \\?node first"):
        load_checks([tmp_path / "x.rq"])
