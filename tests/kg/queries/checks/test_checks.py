"""Every check is silent on a sound dataset and finds the fault that is planted for it."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.assemble import Layers, as_store
from kg.building.checks import load_checks, run_checks
from kg.prefixes import PREFIXES, expand
from kg.project import Project
from kg.querying.query_file import QueryFile

HERE = Path(__file__).parent
PLANTED = {path.stem: path.read_text() for path in sorted(HERE.glob("*.ru"))}
"""For each check the updates that plant a fault, each after a comment `# finds NODE`."""

FAULTS = [
    (name, node, update)
    for name, text in PLANTED.items()
    for node, update in re.findall(r"^# finds (\S+)\n(.+?)(?:\n\n|\Z)", text, flags=re.MULTILINE | re.DOTALL)
]
USED = ("ent", "graph", "claim", "concept", "passage", "prov", "owl", "agreement", "coincidence", "event", "government")
DECLARED = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}>\n"
    for name in (
        *(*USED, "article", "citation", "cito", "group", "in-office", "influence", "person", "source", "stage"),
        *("state", "tenure", "work"),
    )
)


@pytest.fixture(scope="module")
def checks(project: Project) -> dict[str, QueryFile]:
    return {check.name: check for check in load_checks(project.checks)}


def test_each_check_has_a_planted_fault(checks: dict[str, QueryFile]) -> None:
    assert {name for name, _, _ in FAULTS} == set(PLANTED) == set(checks)


def test_a_sound_dataset_passes(tiny_layers: Layers, checks: dict[str, QueryFile]) -> None:
    assert run_checks(as_store(tiny_layers.default, tiny_layers.named), list(checks.values())) == []


@pytest.mark.parametrize(("name", "node", "update"), FAULTS)
def test_a_planted_fault_is_found(
    tiny_layers: Layers, checks: dict[str, QueryFile], name: str, node: str, update: str
) -> None:
    store = as_store(tiny_layers.default, tiny_layers.named)
    store.update(DECLARED + update)
    found = run_checks(store, [checks[name]])
    expected = node if node.startswith("http") else expand(node)
    assert expected in {finding.node for finding in found}
    assert all(f"check {name}: " in str(finding) for finding in found)


def test_a_triple_that_an_asserted_claim_states_too_is_no_leak(
    tiny_layers: Layers, checks: dict[str, QueryFile]
) -> None:
    store = as_store(tiny_layers.default, tiny_layers.named)
    said = "stage:grain-pact-finalised ent:stage concept:stage-finalised"
    store.update(f"{DECLARED}INSERT {{ {said} . GRAPH claim:ada-spoke {{ {said} }} }} WHERE {{}}")
    assert run_checks(store, [checks["reported-views"]]) == []


def test_the_built_dataset_passes(built: Project, checks: dict[str, QueryFile]) -> None:
    store = ox.Store()
    store.bulk_load(path=built.build / "entente.nq", format=ox.RdfFormat.N_QUADS)
    assert run_checks(store, list(checks.values())) == []
