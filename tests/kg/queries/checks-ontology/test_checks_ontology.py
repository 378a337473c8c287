"""Every check of the ontology is silent on the dataset and finds the fault that is planted for it."""

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
NEEDS_THE_WHOLE = "unused-terms"  # five claims do not use every term


@pytest.fixture(scope="module")
def checks(project: Project) -> dict[str, QueryFile]:
    return {check.name: check for check in load_checks(project.ontology_checks)}


def test_each_check_has_a_planted_fault(checks: dict[str, QueryFile]) -> None:
    assert {name for name, _, _ in FAULTS} == set(PLANTED) == set(checks)


def test_no_check_has_the_name_of_another(project: Project, checks: dict[str, QueryFile]) -> None:
    assert not {path.stem for path in project.checks} & set(checks)


def test_a_sound_dataset_passes(tiny_layers: Layers, checks: dict[str, QueryFile]) -> None:
    small = [check for name, check in checks.items() if name != NEEDS_THE_WHOLE]
    assert run_checks(as_store(tiny_layers.default, tiny_layers.named), small) == []


@pytest.mark.parametrize(("name", "node", "update"), FAULTS)
def test_a_planted_fault_is_found(
    tiny_layers: Layers, checks: dict[str, QueryFile], name: str, node: str, update: str
) -> None:
    store = as_store(tiny_layers.default, tiny_layers.named)
    assert expand(node) not in {finding.node for finding in run_checks(store, [checks[name]])}
    used = {prefix: iri for prefix, iri in PREFIXES.items() if re.search(rf"(?<![\w-]){prefix}:", update)}
    store.update("".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in used.items()) + update)
    found = run_checks(store, [checks[name]])
    assert expand(node) in {finding.node for finding in found}
    assert all(f"check {name}: " in str(finding) for finding in found)


def test_the_built_dataset_passes(built: Project, checks: dict[str, QueryFile]) -> None:
    store = ox.Store()
    store.bulk_load(path=built.build / "entente.nq", format=ox.RdfFormat.N_QUADS)
    assert run_checks(store, list(checks.values())) == []
